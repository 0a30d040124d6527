"""The YAML of a header: new headers and single values are written, and a header is taken apart into nodes."""

import re
from collections.abc import Mapping
from io import StringIO
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from clipper.clipfile.parsed import Unquoted
from clipper.clipfile.simple_header import DATE_FIELDS
from clipper.clipfile.strict_yaml import LOADER
from clipper.model import dates
from clipper.model.values import Value

_RARE_BLANK = "[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_MUST_BE_QUOTED = re.compile(rf"[\x85\u2028\u2029]|\A{_RARE_BLANK}|{_RARE_BLANK}\Z")


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


def _represent_unquoted(writer: Any, value: str) -> Any:
    return writer.represent_scalar(writer.resolve(yaml.ScalarNode, value, (True, False)), value)


_Writer.add_representer(str, _represent_text)
_Writer.add_representer(
    _PlainDate,
    lambda writer, value: writer.represent_scalar(f"tag:yaml.org,2002:{'timestamp' if '-' in value else 'int'}", value),
)
_Writer.add_representer(Unquoted, _represent_unquoted)
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
    """Return the root node of a valid header, whose marks are offsets in characters; None if the header is empty.

    Raise ValueError for a header that is not valid.
    """
    try:
        node = yaml.compose(header, Loader=LOADER)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    return node if isinstance(node, yaml.MappingNode) else None


def _as_date(value: Value) -> Value:
    if isinstance(value, str) and _DATE.fullmatch(value) and dates.span(value) is not None:
        return _PlainDate(value)
    return value
