"""What other services hand over: exports as files, zips and folders, and the pieces that stand in them."""

from clipper.intake.exports.export import Export, opened
from clipper.intake.exports.rows import Adopted, Entry, Notice, PassedOver, Row, Unknown, Unreadable

__all__ = ["Adopted", "Entry", "Export", "Notice", "PassedOver", "Row", "Unknown", "Unreadable", "opened"]
