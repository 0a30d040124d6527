"""The history: what each operation found and left, so that it can be shown, and taken back."""

from clipper.store.history.history import Change, History, Journal, Record, Version

__all__ = ["Change", "History", "Journal", "Record", "Version"]
