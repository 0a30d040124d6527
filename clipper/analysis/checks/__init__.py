"""Checks: what is wrong in an archive. They only report; nothing is changed here."""

from clipper.analysis.checks.kinds import KINDS
from clipper.analysis.checks.report import Report, combine_edits, examine

__all__ = ["KINDS", "Report", "combine_edits", "examine"]
