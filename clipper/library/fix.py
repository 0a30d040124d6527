"""Examine the clips, and fix what is certainly wrong in them."""

from typing import TYPE_CHECKING

from clipper.analysis import checks
from clipper.library.plan import Plan
from clipper.model.deeds import Deed

if TYPE_CHECKING:
    from clipper.analysis.checks import Report
    from clipper.library import Library
    from clipper.query import Node


def examine(library: "Library", node: "Node") -> "Report":
    """Return what is wrong with the clips that match a query, and with the folder if the query matches all."""
    return checks.examine(library.archive, library.index, node, library.system.today(), library.progress)


def plan_fixes(report: "Report") -> Plan:
    """Plan to fix every finding that can be fixed with certainty."""
    edits = checks.combine_edits(report.findings)
    moves = frozenset(finding.path for finding in report.findings if finding.refile)
    chosen = [stored for stored in report.clips if stored.path in edits or stored.path in moves]
    return Plan([(stored, edits.get(stored.path, _keep)) for stored in chosen], deed=Deed("mended"), moves=moves)


def _keep(raw: bytes) -> bytes:
    return raw
