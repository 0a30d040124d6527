"""Prune the history: find the operations that are old enough to be dropped."""

from datetime import date
from typing import TYPE_CHECKING

from clipper.errors import UsageError
from clipper.model.spans import InvalidSpan, parse_span
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.library import Library
    from clipper.store.history import OperationRecord


def find_old_operations(library: "Library", span: str) -> "tuple[list[OperationRecord], str]":
    """Return the operations from before a span such as `90d` or `2026`, and its first day in ISO 8601.

    Raise UsageError for a text that is not a span, or a span without a beginning.
    """
    days = parse_span(span, library.system.today())
    if isinstance(days, InvalidSpan):
        raise UsageError(days.message)
    if days.start is None:
        raise UsageError(f"“{safe(span)}” has no beginning", hint="--prune 90d keeps the last 90 days.")
    first_day = date.fromordinal(days.start).isoformat()
    return library.history.older_than(first_day), first_day
