"""The librarian: the one thing that commands talk to. It knows the shelves, the index and the owner's preferences."""

from clipper.library.library import Library

__all__ = ["Library"]
