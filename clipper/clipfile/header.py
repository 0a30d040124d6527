"""The YAML between the fences: a gate that lets only plain text pass, and the way a value is written."""

import re
from collections.abc import Mapping
from io import StringIO
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from clipper.clipfile import plain
from clipper.errors import UnreadableError
from clipper.model import dates
from clipper.model.clip import Value

MAX_BYTES = 64 * 1024
_MAX_DEPTH = 16
_MAX_NODES = 20_000
_TOO_DEEP = f"nested deeper than {_MAX_DEPTH}"

# libyaml where PyYAML was built with it: it is six times as fast, and its marks are the same.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_IN_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")  # libyaml refuses them itself
NOTHING = frozenset({"", "~", "null"})
"""What, without quotes, is no text."""


class StrictHandler(YAMLHandler):
    """Read a header for python-frontmatter: every scalar stays text, and nothing that builds or repeats is let in."""

    def split(self, text: str) -> tuple[str, str]:
        """Return what stands between the first and the last line, the two fences that were found already."""
        first, last = text.find("\n"), text.rfind("\n")
        return text[first + 1 : last + 1], ""

    def load(self, fm: str, **_: object) -> dict[str, Value]:
        """Return the header as a mapping of text, lists and mappings; raise UnreadableError with the file's line."""
        simple = plain.read(fm)
        return _Gate(fm).read() if simple is None else simple


class _Gate:
    """Build the mapping straight from the parser's events, so that nothing is constructed before it is checked."""

    def __init__(self, header: str) -> None:
        self.header = header
        self.root: Value = None
        self.open: list[list[Value] | dict[str, Value]] = []
        self.keys: list[str | None] = []
        self.seen: list[dict[str, int]] = []
        self.nodes = 0

    def read(self) -> dict[str, Value]:
        if bad := _NOT_IN_YAML.search(self.header):
            raise self.refuse(f"the character U+{ord(bad[0]):04X} cannot stand in a header", bad.start())
        try:
            documents = 0
            event: Any  # the stubs leave open whether a parsed event has its marks; it has
            for event in yaml.parse(self.header, Loader=_Loader):
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1:
                    raise self.refuse("a second document begins", event.start_mark.index)
                self.take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = " ".join(filter(None, (error.context, error.problem)))
            if "maximum nesting" in what:  # libyaml may look ahead and give up before we are told of it
                what = _TOO_DEEP
            raise self.refuse(what, mark.index if mark else 0) from error
        except yaml.YAMLError as error:
            raise self.refuse(str(error), 0) from error
        if self.root is None and not self.nodes:
            return {}
        if not isinstance(self.root, dict):
            raise self.refuse("the header is no list of `key: value` lines", 0)
        return self.root

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self.guard(event)
            if not event.value.isascii() and _SURROGATE.search(event.value):
                raise self.refuse("half a character is escaped", event.start_mark.index)
            plain_nothing = event.value in NOTHING and not event.style
            self.put(None if plain_nothing else event.value, event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self.guard(event)
            if len(self.open) >= _MAX_DEPTH:
                raise self.refuse(_TOO_DEEP, event.start_mark.index)
            container: list[Value] | dict[str, Value] = {} if kind is yaml.MappingStartEvent else []
            self.put(container, event)
            self.open.append(container)
            self.keys.append(None)
            self.seen.append({})
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.open.pop()
            self.keys.pop()
            self.seen.pop()
        elif kind is yaml.AliasEvent:
            raise self.refuse("an alias (`*`) is not allowed", event.start_mark.index)

    def guard(self, event: Any) -> None:
        self.nodes += 1
        if event.anchor:
            raise self.refuse("an anchor (`&`) is not allowed", event.start_mark.index)
        if event.tag:
            raise self.refuse("a type tag (`!`) is not allowed", event.start_mark.index)
        if self.nodes > _MAX_NODES:
            raise self.refuse(f"more than {_MAX_NODES} values", event.start_mark.index)

    def put(self, value: Value, event: Any) -> None:
        if not self.open:
            self.root = value
            return
        container = self.open[-1]
        if isinstance(container, list):
            container.append(value)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = self.key(event)
        else:
            container[key] = value
            self.keys[-1] = None

    def key(self, event: Any) -> str:
        place: int = event.start_mark.index
        if type(event) is not yaml.ScalarEvent:
            raise self.refuse("a key is plain text", place)
        key: str = event.value
        if key in self.seen[-1]:
            first = self.line(self.seen[-1][key])
            raise self.refuse(f"the key “{key}” stands twice, first on line {first}", place)
        self.seen[-1][key] = place
        return key

    def line(self, index: int) -> int:
        return 2 + self.header.count("\n", 0, index)

    def refuse(self, what: str, index: int) -> UnreadableError:
        return UnreadableError(what, line=self.line(index))


class _Plain(str):
    """Text that stands without quotes although YAML reads it as a date, or a year as a number."""

    __slots__ = ()


class _Writer(yaml.SafeDumper):
    """PyYAML's own dumper; the one of libyaml would write emoji as escapes."""


_Writer.add_representer(
    _Plain,
    lambda writer, value: writer.represent_scalar(f"tag:yaml.org,2002:{'timestamp' if '-' in value else 'int'}", value),
)
# What PyYAML takes for text and others do not: the other half of YAML 1.1's yes and no, and the numbers of YAML 1.2.
_Writer.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"[yYnN]\Z"), list("yYnN"))
_Writer.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"(?:0o[0-7]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)\Z"),
    list("-+.0123456789"),
)
_PLAIN_TIME = re.compile(r"[1-9]\d{3}(-\d\d-\d\d([Tt ]\d\d?:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d(:?\d\d)?)?)?)?")
_WRITING = {"Dumper": _Writer, "allow_unicode": True, "sort_keys": False, "width": float("inf")}


def write(header: Mapping[str, Value], times: frozenset[str]) -> str:
    """Return a new header with its fences; the keys in `times` hold dates, which stand without quotes."""
    post = frontmatter.Post("")
    post.metadata = {key: _timely(value) if key in times else value for key, value in header.items()}
    return frontmatter.dumps(post, handler=YAMLHandler(), **_WRITING) + "\n"


def scalar(value: str, *, flow: bool = False, time: bool = False) -> str:
    """Return one text as it is written in YAML, `flow` inside brackets; a `time` stands without quotes."""
    said = _timely(value) if time else value
    dumped: str = yaml.dump([said], default_flow_style=flow, **_WRITING)  # type: ignore[call-overload]
    return dumped.strip()[1:-1] if flow else dumped.removeprefix("- ").rstrip("\n")


def is_text(value: str) -> bool:
    """Tell whether programs that know types read a text without quotes as a text: no number, date, `yes` or nothing."""
    writer: Any = _Writer(StringIO())
    kind: str = writer.resolve(yaml.ScalarNode, value, (True, False))
    return kind == "tag:yaml.org,2002:str"


def compose(header: str) -> yaml.MappingNode | None:
    """Return the header's nodes, whose marks count characters, or None for an empty one; it has passed the gate."""
    node = yaml.compose(header, Loader=_Loader)
    return node if isinstance(node, yaml.MappingNode) else None


def _timely(value: Value) -> Value:
    if isinstance(value, str) and _PLAIN_TIME.fullmatch(value) and dates.span(value) is not None:
        return _Plain(value)
    return value
