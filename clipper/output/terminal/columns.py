"""The widths of the columns of a table, narrowed until a row fits the terminal."""

from collections.abc import Mapping

GAP = 2
"""The blanks between two columns of a table."""

NEVER_CUT = ("handle", "date", "clipped")
"""The columns that are never left out, and never narrowed below the width that their table gives."""

# Which column is narrowed next, and down to which width, while a row is too wide; `*` is each of the other columns, the
# last one first. A handle and a date go at once to their least width.
_NARROWING = (
    *(("title", 72), ("*", 24), ("tags", 30), ("title", 56), ("tags", 24), ("*", 18), ("title", 44), ("tags", 18)),
    *(("*", 14), ("title", 40), ("handle", 0), ("title", 34), ("tags", 12), ("*", 10), ("date", 0), ("tags", 0)),
    *(("title", 24), ("*", 8), ("*", 0), ("title", 0)),
)
_LEAST_TAGS = 12
_LEAST = 8


def fit(natural: Mapping[str, int], width: int, least: Mapping[str, int] | None = None) -> dict[str, int]:
    """Return the columns narrowed until a row fits, without those for which there is no room.

    `least` has the widths to which a column that is never cut may be narrowed.
    """
    shortest = {column: natural[column] for column in NEVER_CUT if column in natural} | dict(least or {})
    widths = dict(natural)
    for name, target in _NARROWING:
        for column in reversed(tuple(natural)):
            is_other = column not in {*NEVER_CUT, "title", "tags"}
            excess = sum(widths.values()) + GAP * (len(widths) - 1) - width
            if excess <= 0 or column not in widths or (column != name and not (name == "*" and is_other)):
                continue
            if column in shortest:
                widths[column] = shortest[column]
                continue
            widths[column] -= min(excess, max(widths[column] - target, 0))
            if widths[column] < _narrowest(column, natural[column]):
                del widths[column]
    return _widened(widths, natural, width)


def _narrowest(column: str, natural: int) -> int:
    """Return the width below which a column is left out."""
    if column == "title":
        return 1
    return min(natural, _LEAST_TAGS if column == "tags" else _LEAST)


def _widened(widths: dict[str, int], natural: Mapping[str, int], width: int) -> dict[str, int]:
    """Return the columns, the title first, with the room that a column has left behind."""
    spare = width - sum(widths.values()) - GAP * (len(widths) - 1)
    for column in sorted(widths, key=lambda column: column != "title"):
        if column not in NEVER_CUT and spare > 0:
            gained = min(natural[column] - widths[column], spare)
            widths[column] += gained
            spare -= gained
    return widths
