"""A strict parser for YAML: every scalar is text; tags, anchors and aliases are refused."""

import re
from typing import Any, NamedTuple

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from clipper.clipfile.parsed import MAX_DEPTH, MAX_NODES, TOO_DEEP, TOO_MANY, ParsedHeader, RepeatedKey
from clipper.errors import UnreadableError
from clipper.model.values import Value

# libyaml, if PyYAML was built with it, is six times as fast, and has the same marks.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NULLS = frozenset({"", "~", "null"})
"""The plain scalars that are null, not text."""

_NOT_IN_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")  # libyaml refuses them itself


def parse(header: str) -> ParsedHeader:
    """Parse the lines of a header into texts, lists and mappings; raise UnreadableError with the line in the file."""
    handler = _StrictHandler()
    mapping, _ = frontmatter.parse(f"---\n{header}---", handler=handler)
    return ParsedHeader(mapping, handler.repeated)  # type: ignore[arg-type]


class _StrictHandler(YAMLHandler):
    """The handler for python-frontmatter, for one header; `repeated` has the keys that were there twice."""

    def __init__(self) -> None:
        super().__init__()
        self.repeated: tuple[RepeatedKey, ...] = ()

    def split(self, text: str) -> tuple[str, str]:
        """Return the lines between the first and the last one, which are the fences: `parts.split` found them."""
        first, last = text.find("\n"), text.rfind("\n")
        return text[first + 1 : last + 1], ""

    def load(self, fm: str, **_: object) -> dict[str, Value]:
        """Parse a header into texts, lists and mappings; raise UnreadableError with the line in the file."""
        parser = _StrictParser(fm)
        mapping = parser.parse()
        self.repeated = tuple(map(parser.repeated_key, parser.repetitions))
        return mapping


def _is_valid(header: str) -> bool:
    try:
        list(yaml.parse(header, Loader=LOADER))
    except yaml.YAMLError:
        return False
    return True


class _Repetition(NamedTuple):
    """A key that is there again: the mapping, the value until then, and the marks of both keys."""

    key: str
    mapping: dict[str, Value]
    old_value: Value
    mark: Any
    first_mark: Any


class _StrictParser:
    """Build the mapping from the events of the YAML parser, each checked first: no object is ever constructed."""

    def __init__(self, header: str) -> None:
        self.header = header
        self.root: Value = None
        self.node_count = 0
        # For each open list or mapping, from the outermost: itself, the key that waits for a value, the keys' marks.
        self.containers: list[list[Value] | dict[str, Value]] = []
        self.keys: list[str | None] = []
        self.key_marks: list[dict[str, Any]] = []
        self.repetitions: list[_Repetition] = []

    def parse(self) -> dict[str, Value]:
        if match := _NOT_IN_YAML.search(self.header):
            raise self.error(f"the character U+{ord(match[0]):04X} cannot be in a header", match.start())
        try:
            documents = 0
            event: Any  # the stubs do not say that an event always has its marks
            for event in yaml.parse(self.header, Loader=LOADER):
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1:
                    raise self.error("a second document begins", event.start_mark.index)
                self.handle(event)
        except yaml.MarkedYAMLError as error:
            if "maximum nesting" in (error.problem or ""):  # libyaml looks ahead, and may fail before we see the event
                raise self.error(TOO_DEEP, error.problem_mark.index if error.problem_mark else 0) from error
            from clipper.clipfile import yaml_faults  # most headers have none

            raise self.error(*yaml_faults.explain(error, self.header, _is_valid)) from error
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
            if len(self.containers) >= MAX_DEPTH:
                raise self.error(TOO_DEEP, event.start_mark.index)
            container: list[Value] | dict[str, Value] = {} if kind is yaml.MappingStartEvent else []
            self.add(container, event)
            self.containers.append(container)
            self.keys.append(None)
            self.key_marks.append({})
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.containers.pop()
            self.keys.pop()
            self.key_marks.pop()
        elif kind is yaml.AliasEvent:
            raise self.error("an alias (`*`) is not allowed", event.start_mark.index)

    def check(self, event: Any) -> None:
        self.node_count += 1
        if event.anchor:
            raise self.error(
                "an anchor (`&`) is not allowed; a text that begins with & must be in quotes", event.start_mark.index
            )
        if event.tag:
            raise self.error(
                "a type tag (`!`) is not allowed; a text that begins with ! must be in quotes", event.start_mark.index
            )
        if self.node_count > MAX_NODES:
            raise self.error(TOO_MANY, event.start_mark.index)

    def add(self, value: Value, event: Any) -> None:
        if not self.containers:
            self.root = value
            return
        container = self.containers[-1]
        if isinstance(container, list):
            container.append(value)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = self.parse_key(event, container)
        else:
            container[key] = value
            self.keys[-1] = None

    def parse_key(self, event: Any, mapping: dict[str, Value]) -> str:
        if type(event) is not yaml.ScalarEvent:
            raise self.error(
                "a key is plain text; a value that begins with { must be in quotes", event.start_mark.index
            )
        key: str = event.value
        if key in self.key_marks[-1]:
            first_mark = self.key_marks[-1][key]
            self.repetitions.append(_Repetition(key, mapping, mapping[key], event.start_mark, first_mark))
        else:
            self.key_marks[-1][key] = event.start_mark
        return key

    def repeated_key(self, repetition: _Repetition) -> RepeatedKey:
        """Describe a repetition, when the value that counts is known: the last."""
        key, mapping, old_value, mark, first_mark = repetition
        is_alike = old_value == mapping[key]
        return RepeatedKey(key, 2 + mark.line, 2 + first_mark.line, is_alike, mapping is not self.root)

    def line(self, offset: int) -> int:
        return 2 + self.header.count("\n", 0, offset)

    def error(self, message: str, offset: int) -> UnreadableError:
        return UnreadableError(message, line=self.line(offset))
