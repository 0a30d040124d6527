"""Change one key in a header in JSON; the blanks and the order of the keys stay."""

import json
from collections.abc import Mapping

from clipper.clipfile.foreign import json_source
from clipper.clipfile.foreign.editor import SourceEditor
from clipper.clipfile.foreign.json_header import enclose
from clipper.clipfile.foreign.nodes import ForeignMember, ForeignNode, Path, walk


class JsonEditor(SourceEditor):
    """The text of a header in JSON while it is edited."""

    def __init__(self, text: str, newline: str, places: Mapping[str, Path]) -> None:
        source, self.enclosed = enclose(text)
        super().__init__(source, newline, places)

    @property
    def text(self) -> str:
        """The text of the header as it is in the file: perhaps without braces."""
        return self.source[self.enclosed : len(self.source) - self.enclosed]

    def members(self) -> list[ForeignMember]:
        """Return the members of the header."""
        return json_source.scan(self.source).members

    def remove_member(self, member: ForeignMember) -> None:
        """Remove a member and the comma that separates it from the one before it, or after it."""
        nodes = walk(json_source.scan(self.source))
        siblings = next(node.members for node in nodes if any(other.start == member.start for other in node.members))
        index = next(index for index, other in enumerate(siblings) if other.start == member.start)
        start, end = member.start, member.node.end
        if index:
            start = siblings[index - 1].node.end
        elif len(siblings) > 1:
            end = siblings[1].start
        self._replace(start, end, "")

    def insert_member(self, path: Path, value: str) -> bool:
        """Insert a key after the last one of its object, with the same blanks before it."""
        node = json_source.scan(self.source)
        for key in path[:-1]:
            inside = next((member.node for member in node.members if member.path == (key,)), None)
            if inside is None or inside.kind != "mapping":
                return False
            node = inside
        pair = f"{self.quote(path[-1])}: {value}"
        if not node.members:
            self._replace(node.start + 1, node.start + 1, pair)
            return True
        last = node.members[-1]
        before = self.source[: last.start]
        blanks = before[len(before.rstrip()) :]
        self._replace(last.node.end, last.node.end, f",{blanks or ' '}{pair}")
        return True

    def quote(self, value: str) -> str:
        """Return the source of a text."""
        return json.dumps(value, ensure_ascii=False)

    def unquote(self, source: str) -> str:
        """Return the text that a source means."""
        return str(json.loads(source))

    def value(self, node: ForeignNode) -> str:
        """Return the text of a value as it is read; empty for null, a list or a mapping."""
        source = self.source[node.start : node.end]
        if node.kind == "text":
            return self.unquote(source)
        return source if node.kind == "other" and source != "null" else ""
