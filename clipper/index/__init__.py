"""The index: a SQLite cache of what lists and searches need."""

from clipper.index.index import Index, Key

__all__ = ["Index", "Key"]
