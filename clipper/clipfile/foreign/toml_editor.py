"""Change one key in a header in TOML; comments, quotes and the order of tables stay."""

import json
import re
import tomllib

from clipper.clipfile.foreign import toml_source
from clipper.clipfile.foreign.editor import SourceEditor
from clipper.clipfile.foreign.nodes import ForeignMember, ForeignNode, Path
from clipper.clipfile.foreign.toml_header import convert
from clipper.clipfile.simple_header import DATE_FIELDS
from clipper.errors import RefusedError
from clipper.model.keys import field_name

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_REST_OF_LINE = re.compile(r"[ \t]*+(?:#[^\r\n]*+)?\r?\n")


class TomlEditor(SourceEditor):
    """The text of a header in TOML while it is edited."""

    def members(self) -> list[ForeignMember]:
        """Return the members of the header."""
        return toml_source.scan(self.source).members

    def remove_member(self, member: ForeignMember) -> None:
        """Remove the line of a member, or its lines."""
        start = self.source.rfind("\n", 0, member.start) + 1
        rest = _REST_OF_LINE.match(self.source, member.node.end)
        if rest is None or self.source[start : member.start].strip(" \t"):
            raise RefusedError("the key is in a table in braces; `clipper edit` opens the clip in the editor")
        self._replace(start, rest.end(), "")

    def insert_member(self, path: Path, value: str) -> bool:
        """Insert a key after the last one of its table, or of the header, which is before the first table."""
        source = toml_source.scan(self.source)
        table, key = path[:-1], path[-1]
        if table and table not in source.tables:
            return False
        offset = source.tables[table] if table else source.root_end
        if not offset and source.first_table is None:
            offset = len(self.source)
        line = f"{key if _BARE_KEY.fullmatch(key) else self.quote(key)} = {value}{self.newline}"
        self._replace(offset, offset, line)
        return True

    def quote(self, value: str) -> str:
        """Return the source of a text in double quotes."""
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

    def unquote(self, source: str) -> str:
        """Return the text that a source means."""
        return toml_source.unquote(source)

    def value(self, node: ForeignNode) -> str:
        """Return the text of a value as it is read; empty for a list or a mapping."""
        if node.kind not in {"text", "other"}:
            return ""
        value = convert(tomllib.loads(f"x = {self.source[node.start : node.end]}", parse_float=str)["x"])
        return value if isinstance(value, str) else ""

    def scalar(self, key: str, value: str, old: ForeignNode | None) -> str:
        """Return the source of the value of a key; that of a date has no quotes, unless the old value has some."""
        if field_name(key) in DATE_FIELDS and (old is None or old.kind == "other") and _is_date(value):
            return value
        return self.quote(value)


def _is_date(value: str) -> bool:
    """Tell whether a text is a date of TOML that is read as the same text."""
    try:
        date = tomllib.loads(f"x = {value}")["x"]
    except ValueError:
        return False
    return hasattr(date, "isoformat") and bool(date.isoformat() == value)
