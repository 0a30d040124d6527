"""The index: a SQLite cache of what lists and searches need. It may be deleted at any time."""

from clipper.index.index import Index

__all__ = ["Index"]
