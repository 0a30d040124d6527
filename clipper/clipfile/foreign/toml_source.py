"""Find where each key and each value of a TOML document is written.

`tomllib` says whether a document is valid and what it means, but not where. This scanner runs first, and keeps the
limits: `tomllib` takes a time that grows with the square of the number of dots in a key.
"""

import re
import tomllib
from dataclasses import dataclass, field

from clipper.clipfile.foreign.nodes import ForeignMember, ForeignNode, Path
from clipper.clipfile.parsed import MAX_DEPTH, MAX_NODES, TOO_DEEP, TOO_MANY

_BLANKS = re.compile(r"[ \t]*+")
_END_OF_LINE = re.compile(r"[ \t]*+(?:#[^\r\n]*+)?(?:\r?\n|\Z)")
_BLANK_LINES = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?\r?\n)*+")
_BETWEEN_VALUES = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_TEXT = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}' + r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\r\n]++|\\[^\r\n])*+"' + r"|'(?!'')[^'\r\n]*+'",
    re.DOTALL,
)
_OTHER = re.compile(r"\d{4}-\d\d-\d\d[ Tt]\d[0-9:.]*+(?:[Zz]|[+-]\d\d:\d\d)?|[A-Za-z0-9+._:-]++", re.ASCII)
_KEY = re.compile(r"""([A-Za-z0-9_-]++)|'([^'\r\n]*+)'|("(?:[^"\\\r\n]++|\\[^\r\n])*+")""")
_DOT = re.compile(r"[ \t]*+\.[ \t]*+")


class SourceError(ValueError):
    """A document is not TOML, or exceeds a limit, at an offset."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass
class TomlSource:
    """The members of a document, and where its first table begins: new keys are written before it."""

    members: list[ForeignMember] = field(default_factory=list)
    tables: dict[Path, int] = field(default_factory=dict)
    """For each table with a line `[path]`, the offset after its last member, or after that line."""
    first_table: int | None = None
    root_end: int = 0
    """The offset after the last member that is in no table."""


class _TomlScanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0
        self.node_count = 0

    def scan(self) -> TomlSource:
        source = TomlSource()
        table: Path = ()
        self.skip(_BLANK_LINES)
        while self.offset < len(self.text):
            self.skip(_BLANKS)
            start = self.offset
            if self.text.startswith("[", start):
                table = self.table(source, start)
            elif not self.skip(_END_OF_LINE):
                source.members.append(self.member(table))
                self.end_line()
                if table:
                    source.tables.update({table: self.offset} if table in source.tables else {})
                else:
                    source.root_end = self.offset
            self.skip(_BLANK_LINES)
        return source

    def table(self, source: TomlSource, start: int) -> Path:
        is_in_list = self.text.startswith("[[", start)
        self.offset += 1 + is_in_list
        path = self.key(())
        if not self.text.startswith("]]" if is_in_list else "]", self.offset):
            raise self.error("a table ends with `]`")
        self.offset += 1 + is_in_list
        self.end_line()
        self.count(start)
        if source.first_table is None:
            source.first_table = max(self.text.rfind("\n", 0, start) + 1, 0)
        if not is_in_list:
            source.tables[path] = self.offset
            return path
        return (*path, "")  # several tables have this path: no key is looked for in them

    def member(self, table: Path) -> ForeignMember:
        start = self.offset
        path = self.key(table)
        if not self.text.startswith("=", self.offset):
            raise self.error("a key is followed by `=`")
        self.offset += 1
        self.skip(_BLANKS)
        return ForeignMember(path, start, self.value(len(path)))

    def key(self, table: Path) -> Path:
        path = [*table]
        while True:
            self.skip(_BLANKS)
            match = _KEY.match(self.text, self.offset)
            if match is None:
                raise self.error("a line is neither `key = value` nor a table")
            bare, literal, basic = match.groups()
            path.append(bare if literal is None and basic is None else literal if basic is None else unquote(basic))
            if len(path) > MAX_DEPTH:
                raise self.error(TOO_DEEP)
            self.count(self.offset)
            self.offset = match.end()
            if not self.skip(_DOT):
                self.skip(_BLANKS)
                return tuple(path)

    def value(self, depth: int) -> ForeignNode:
        self.count(self.offset)
        start = self.offset
        first = self.text[start : start + 1]
        if first in {"[", "{"} and depth >= MAX_DEPTH:
            raise self.error(TOO_DEEP)
        if first == "[":
            return self.list(start, depth)
        if first == "{":
            return self.mapping(start, depth)
        match = (_TEXT if first in {'"', "'"} else _OTHER).match(self.text, start)
        if match is None:
            raise self.error("a value is missing, or is not closed" if first in {'"', "'"} else "a value is missing")
        self.offset = match.end()
        return ForeignNode("text" if first in {'"', "'"} else "other", start, self.offset)

    def list(self, start: int, depth: int) -> ForeignNode:
        node = ForeignNode("list", start, start)
        self.offset += 1
        self.skip(_BETWEEN_VALUES)
        while not self.text.startswith("]", self.offset):
            node.items.append(self.value(depth + 1))
            self.separate("]")
        self.offset += 1
        node.end = self.offset
        return node

    def mapping(self, start: int, depth: int) -> ForeignNode:
        node = ForeignNode("mapping", start, start)
        self.offset += 1
        self.skip(_BETWEEN_VALUES)
        while not self.text.startswith("}", self.offset):
            member = self.member(("",) * depth)
            node.members.append(ForeignMember(member.path[depth:], member.start, member.node))
            self.separate("}")
        self.offset += 1
        node.end = self.offset
        return node

    def separate(self, closing: str) -> None:
        self.skip(_BETWEEN_VALUES)
        if self.text.startswith(",", self.offset):
            self.offset += 1
            self.skip(_BETWEEN_VALUES)
        elif not self.text.startswith(closing, self.offset):
            raise self.error(f"a list or an inline table goes on with `,` or `{closing}`")

    def skip(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self.text, self.offset)
        if match:
            self.offset = match.end()
        return match is not None

    def end_line(self) -> None:
        if not self.skip(_END_OF_LINE):
            raise self.error("there is more on the line than one key and one value")

    def count(self, offset: int) -> None:
        self.node_count += 1
        if self.node_count > MAX_NODES:
            raise SourceError(TOO_MANY, offset)

    def error(self, message: str) -> SourceError:
        return SourceError(message, self.offset)


def scan(text: str) -> TomlSource:
    """Return the members of a document, which may be invalid in detail; raise SourceError where it cannot go on."""
    return _TomlScanner(text).scan()


def unquote(source: str) -> str:
    """Return the text that a TOML string means; raise ValueError if it is invalid."""
    if "\\" not in source and not source.startswith(('"""', "'''")):
        return source[1:-1]
    value: str = tomllib.loads(f"x = {source}")["x"]
    return value
