"""An operation: what one command does to the archive while it holds the lock, each clip wholly or not at all."""

from clipper.store.operation.transaction import Edit, Operation, Result, begin

__all__ = ["Edit", "Operation", "Result", "begin"]
