"""The use cases, callable without a terminal: find, add, change and remove clips, plan changes, undo."""

from clipper.library.library import Library

__all__ = ["Library"]
