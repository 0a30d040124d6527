"""The YAML of a header: a strict parser that reads every scalar as text, and the writing of values."""

import re
from collections.abc import Mapping
from io import StringIO
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from clipper.clipfile import simple_header
from clipper.errors import UnreadableError
from clipper.model import dates
from clipper.model.clip import Value

MAX_BYTES = 64 * 1024
_MAX_DEPTH = 16
_MAX_NODES = 20_000
_TOO_DEEP = f"nested deeper than {_MAX_DEPTH}"

# libyaml, if PyYAML was built with it, is six times as fast, and has the same marks.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_IN_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RARE_BLANK = "[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_MUST_BE_QUOTED = re.compile(rf"[\x85\u2028\u2029]|\A{_RARE_BLANK}|{_RARE_BLANK}\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")  # libyaml refuses them itself
DATE_FIELDS = frozenset({"date", "clipped"})
"""The fields whose values are written without quotes, as YAML dates."""

NULLS = frozenset({"", "~", "null"})
"""The plain scalars that are null, not text."""


class StrictHandler(YAMLHandler):
    """The handler for python-frontmatter: every scalar is text; tags, anchors and aliases are refused."""

    def split(self, text: str) -> tuple[str, str]:
        """Return the lines between the first and the last one, which are the fences: `parts.split` found them."""
        first, last = text.find("\n"), text.rfind("\n")
        return text[first + 1 : last + 1], ""

    def load(self, fm: str, **_: object) -> dict[str, Value]:
        """Parse a header into texts, lists and mappings; raise UnreadableError with the line in the file."""
        mapping = simple_header.parse(fm)
        return _StrictParser(fm).parse() if mapping is None else mapping


class _StrictParser:
    """Build the mapping from the events of the YAML parser, each checked first: no object is ever constructed."""

    def __init__(self, header: str) -> None:
        self.header = header
        self.root: Value = None
        self.node_count = 0
        # For each open list or mapping, from the outermost: itself, the key that waits for a value, the keys' offsets.
        self.containers: list[list[Value] | dict[str, Value]] = []
        self.keys: list[str | None] = []
        self.key_offsets: list[dict[str, int]] = []

    def parse(self) -> dict[str, Value]:
        if match := _NOT_IN_YAML.search(self.header):
            raise self.error(f"the character U+{ord(match[0]):04X} cannot be in a header", match.start())
        try:
            documents = 0
            event: Any  # the stubs do not say that an event always has its marks
            for event in yaml.parse(self.header, Loader=_Loader):
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1:
                    raise self.error("a second document begins", event.start_mark.index)
                self.handle(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            message = " ".join(filter(None, (error.context, error.problem)))
            if "maximum nesting" in message:  # libyaml looks ahead, and may fail before we see the event
                message = _TOO_DEEP
            raise self.error(message, mark.index if mark else 0) from error
        except yaml.YAMLError as error:
            raise self.error(str(error), 0) from error
        if self.root is None and not self.node_count:
            return {}
        if not isinstance(self.root, dict):
            raise self.error("the header is not a list of `key: value` lines", 0)
        return self.root

    def handle(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self.check(event)
            if not event.value.isascii() and _SURROGATE.search(event.value):
                raise self.error("half a character is escaped", event.start_mark.index)
            is_null = event.value in NULLS and not event.style
            self.add(None if is_null else event.value, event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self.check(event)
            if len(self.containers) >= _MAX_DEPTH:
                raise self.error(_TOO_DEEP, event.start_mark.index)
            container: list[Value] | dict[str, Value] = {} if kind is yaml.MappingStartEvent else []
            self.add(container, event)
            self.containers.append(container)
            self.keys.append(None)
            self.key_offsets.append({})
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.containers.pop()
            self.keys.pop()
            self.key_offsets.pop()
        elif kind is yaml.AliasEvent:
            raise self.error("an alias (`*`) is not allowed", event.start_mark.index)

    def check(self, event: Any) -> None:
        self.node_count += 1
        if event.anchor:
            raise self.error("an anchor (`&`) is not allowed", event.start_mark.index)
        if event.tag:
            raise self.error("a type tag (`!`) is not allowed", event.start_mark.index)
        if self.node_count > _MAX_NODES:
            raise self.error(f"more than {_MAX_NODES} values", event.start_mark.index)

    def add(self, value: Value, event: Any) -> None:
        if not self.containers:
            self.root = value
            return
        container = self.containers[-1]
        if isinstance(container, list):
            container.append(value)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = self.parse_key(event)
        else:
            container[key] = value
            self.keys[-1] = None

    def parse_key(self, event: Any) -> str:
        offset: int = event.start_mark.index
        if type(event) is not yaml.ScalarEvent:
            raise self.error("a key is plain text", offset)
        key: str = event.value
        if key in self.key_offsets[-1]:
            first = self.line(self.key_offsets[-1][key])
            raise self.error(f"the key “{key}” is there twice, first on line {first}", offset)
        self.key_offsets[-1][key] = offset
        return key

    def line(self, offset: int) -> int:
        return 2 + self.header.count("\n", 0, offset)

    def error(self, message: str, offset: int) -> UnreadableError:
        return UnreadableError(message, line=self.line(offset))


class _PlainDate(str):
    """A text that is written without quotes, although YAML reads it as a date, or a year as a number."""

    __slots__ = ()


class _Writer(yaml.SafeDumper):
    """PyYAML's own dumper: that of libyaml writes emoji as escapes."""


def _represent_text(writer: Any, value: str) -> Any:
    """Quote a text with a line separator that only YAML 1.1 knows, or with a rare blank at either end.

    Without quotes the separator would be read as a line end, and python-frontmatter strips blanks from a whole header.
    """
    style = '"' if _MUST_BE_QUOTED.search(value) else None
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Writer.add_representer(str, _represent_text)
_Writer.add_representer(
    _PlainDate,
    lambda writer, value: writer.represent_scalar(f"tag:yaml.org,2002:{'timestamp' if '-' in value else 'int'}", value),
)
# Texts for PyYAML that other programs read as something else: `y` and `n` of YAML 1.1, and the numbers of YAML 1.2.
_Writer.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"[yYnN]\Z"), list("yYnN"))
_Writer.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"(?:0o[0-7]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)\Z"),
    list("-+.0123456789"),
)
_DATE = re.compile(r"[1-9]\d{3}(-\d\d-\d\d([Tt ]\d\d?:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d(:?\d\d)?)?)?)?")
_DUMP_OPTIONS = {"Dumper": _Writer, "allow_unicode": True, "sort_keys": False, "width": float("inf")}


def write(header: Mapping[str, Value]) -> str:
    """Return a new header with its fences."""
    post = frontmatter.Post("")
    post.metadata = {key: _as_date(value) if key in DATE_FIELDS else value for key, value in header.items()}
    return frontmatter.dumps(post, handler=YAMLHandler(), **_DUMP_OPTIONS) + "\n"


def scalar(value: str, *, flow: bool = False, is_date: bool = False) -> str:
    """Return the YAML source of a text, with `flow` for a list in brackets; a date is written without quotes."""
    item = _as_date(value) if is_date else value
    dumped: str = yaml.dump([item], default_flow_style=flow, **_DUMP_OPTIONS)  # type: ignore[call-overload]
    return dumped.strip()[1:-1] if flow else dumped.removeprefix("- ").rstrip("\n")


def is_text(value: str) -> bool:
    """Tell whether every program reads a text without quotes as a text: not as a number, a date, a Boolean or null."""
    writer: Any = _Writer(StringIO())
    kind: str = writer.resolve(yaml.ScalarNode, value, (True, False))
    return kind == "tag:yaml.org,2002:str"


def compose(header: str) -> yaml.MappingNode | None:
    """Return the root node of a valid header, whose marks are offsets in characters; None if the header is empty."""
    node = yaml.compose(header, Loader=_Loader)
    return node if isinstance(node, yaml.MappingNode) else None


def _as_date(value: Value) -> Value:
    if isinstance(value, str) and _DATE.fullmatch(value) and dates.span(value) is not None:
        return _PlainDate(value)
    return value
