"""The index: what lists and searches need, in SQLite. It can be thrown away, and is, at the first sign of trouble."""

from clipper.index.index import Index, Key

__all__ = ["Index", "Key"]
