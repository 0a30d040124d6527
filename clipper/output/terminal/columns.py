"""The widths of the columns of a table, narrowed until a row fits the terminal."""

GAP = 2
"""The blanks between two columns of a table."""

NEVER_CUT = ("handle", "date", "clipped")
"""The columns that are never narrowed."""

# Which column is narrowed next, and down to which width, while a row is too wide; `*` is each of the other columns, the
# last one first.
_NARROWING = (
    *(
        ("*", 18),
        ("title", 72),
        ("tags", 30),
        ("title", 56),
        ("tags", 20),
        ("title", 40),
        ("*", 14),
        ("tags", 0),
        ("*", 10),
    ),
    *(("title", 20), ("*", 6), ("title", 10), ("*", 0), ("title", 0)),
)
_LEAST_TAGS = 12


def fit(natural: dict[str, int], width: int) -> dict[str, int]:
    """Return the columns narrowed until a row fits, without those for which there is no room."""
    widths = dict(natural)
    for name, least in _NARROWING:
        for column in reversed(natural):
            is_other = column not in {*NEVER_CUT, "title", "tags"}
            excess = sum(widths.values()) + GAP * (len(widths) - 1) - width
            if excess > 0 and column in widths and (column == name or (name == "*" and is_other)):
                widths[column] -= min(excess, max(widths[column] - least, 0))
                if widths[column] < (min(_LEAST_TAGS, natural[column]) if column == "tags" else 1):
                    del widths[column]
    spare = width - sum(widths.values()) - GAP * (len(widths) - 1)
    if "title" in widths and spare > 0:
        widths["title"] = min(natural["title"], widths["title"] + spare)
    return widths
