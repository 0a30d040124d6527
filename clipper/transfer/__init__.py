"""What other services hand over: exports as files, zips and folders, and the pieces that stand in them."""

from clipper.transfer.export import Export, opened
from clipper.transfer.rows import Adopted, Entry, Notice, PassedOver, Row, Unknown, Unreadable

__all__ = ["Adopted", "Entry", "Export", "Notice", "PassedOver", "Row", "Unknown", "Unreadable", "opened"]
