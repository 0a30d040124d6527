"""The columns of a table: how wide each is, and which give way, when a row is too wide for the terminal."""

GAP = 2
"""Columns of the terminal between two columns of a table."""

NEVER_CUT = ("handle", "date", "clipped")
"""Those that stand whole, however narrow the terminal is."""
# Who gives way, and down to what width, when a row is too wide; `*` is each of the other columns, the last first.
_GIVING_WAY = (
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


def fitted(rooms: dict[str, int], width: int) -> dict[str, int]:
    """Narrow the columns until a row fits; leave out those that are left without room."""
    natural = dict(rooms)
    for who, least in _GIVING_WAY:
        for column in reversed(natural):
            others = column not in {*NEVER_CUT, "title", "tags"}
            excess = sum(rooms.values()) + GAP * (len(rooms) - 1) - width
            if excess > 0 and column in rooms and (column == who or (who == "*" and others)):
                rooms[column] -= min(excess, max(rooms[column] - least, 0))
                if rooms[column] < (min(_LEAST_TAGS, natural[column]) if column == "tags" else 1):
                    del rooms[column]
    spare = width - sum(rooms.values()) - GAP * (len(rooms) - 1)
    if "title" in rooms and spare > 0:
        rooms["title"] = min(natural["title"], rooms["title"] + spare)
    return rooms
