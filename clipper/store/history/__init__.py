"""The history: all operations of an archive, with the old bytes of the files that they changed."""

from clipper.store.history.history import History, Version
from clipper.store.history.records import Change, OperationRecord

__all__ = ["Change", "History", "OperationRecord", "Version"]
