"""What is done: every use case of clipper, callable without a terminal."""

from clipper.library.library import Library

__all__ = ["Library"]
