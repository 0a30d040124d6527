"""What is wrong in an archive: found and told, never changed here."""

from clipper.analysis.checks.report import KINDS, Report, examine, mends

__all__ = ["KINDS", "Report", "examine", "mends"]
