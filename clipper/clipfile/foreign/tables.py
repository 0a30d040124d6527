"""Keys within tables: Zola and Hugo keep tags, authors and keys of one's own in tables of the header."""

from collections.abc import Mapping

from clipper.clipfile.parsed import ParsedHeader, RepeatedKey
from clipper.model.keys import field_name
from clipper.model.values import Value

TABLES = ("taxonomies", "extra", "params")
"""The tables whose keys count as keys of the header itself, in the order of preference."""


def lift(values: Mapping[str, Value], repeated: tuple[RepeatedKey, ...] = ()) -> ParsedHeader:
    """Return a header in which the keys of these tables stand beside the others, with their places.

    A key stays in its table if the header has such a key, or another one for the same field.
    """
    header = dict(values)
    places: dict[str, tuple[str, ...]] = {}
    taken = {field_name(key) or key for key in header}
    for table in TABLES:
        members = values.get(table)
        if not isinstance(members, dict):
            continue
        lifted = {key: None for key in members if (field_name(key) or key) not in taken}
        header.update({key: members[key] for key in lifted})
        places.update({key: (table, key) for key in lifted})
        taken.update(field_name(key) or key for key in lifted)
        header[table] = {key: value for key, value in members.items() if key not in lifted}
        if not header[table]:
            del header[table]
    return ParsedHeader(header, repeated, places)
