"""A fast parser for simple headers, which nearly all clips have: lines of `key: value`, and lists of `- item`.

It takes a tenth of the time of a YAML parser, and an archive may have 100 000 clips. A header that is not certainly
simple is left to the YAML parser, so that both always agree.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from clipper.model.values import Value, parse_tag

DATE_FIELDS = frozenset({"date", "clipped"})
"""The fields whose values are written without quotes, as YAML dates."""

# No control characters, no line end of YAML but LF, no byte order mark.
_SIMPLE = "[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
# A plain scalar begins with no indicator of YAML, has neither `: ` nor ` #`, and ends in neither blank nor colon.
_PLAIN = r"[^\s\[\]{}!&*?|>@`\"'%#,:-](?:[^:#\n]|:(?![ \n])|(?<! )#)*(?<! )"
_VALUE = rf'(?:"([^"\\\n]*)"|\'([^\'\n]*)\'|({_PLAIN})|(\[\]))'
_KEY = "[A-Za-z][A-Za-z0-9_-]{0,99}"
_LINE = rf"(?:({_KEY}):|( *)-)(?: {_VALUE})?\n"
# What the YAML writer certainly leaves without quotes, but for the words that other programs take for more than text.
_PLAIN_TEXT = r"[^\W\d_](?:[\w ,.()/+&'-]*[\w)])?"
_ADDRESS = r"(?a)https?://[\w./?=&%+~-]*[\w/]"
_DAY = r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"  # a day that every month has
_MOMENT = rf"(?a){_DAY}(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\+00:00)?"
_MORE_THAN_TEXT = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf"})
_NULLS = frozenset({"~", "null"})


def parse(header: str) -> dict[str, Value] | None:
    """Parse a simple header, with every scalar as text; return None for any other header, valid or not."""
    if not re.fullmatch(_SIMPLE, header):
        return None
    mapping: dict[str, Value] = {}
    items: list[Value] | None = None
    key, indent = "", None
    offset = 0
    match_line = re.compile(_LINE).match
    while offset < len(header):
        line = match_line(header, offset)
        if line is None:
            return None
        offset = line.end()
        name, dash_indent, double_quoted, single_quoted, plain, empty_list = line.groups()
        value: Value = double_quoted if double_quoted is not None else single_quoted
        if value is None:
            value = None if plain in _NULLS else plain
        if empty_list:
            value = []
        if name is not None:
            if name in mapping:
                return None
            key, indent, items = name, None, None
            mapping[key] = value
            takes_items = line.end() - line.end(1) == len(":\n")
        elif value is None or empty_list or not key or not (takes_items if indent is None else dash_indent == indent):
            return None
        else:
            if items is None:
                indent, items = dash_indent, []
                mapping[key] = items
            items.append(value)
    return mapping


def write(header: Mapping[str, Value]) -> str:
    """Return a header with its fences, as the YAML writer would; empty if it is not certainly simple."""
    lines = ["---"]
    for key, value in header.items():
        if not re.fullmatch(_KEY, key) or key.lower() in _MORE_THAN_TEXT:
            return ""
        if isinstance(value, list) and value:
            items = [item for item in value if isinstance(item, str) and _is_plain(item)]
            if len(items) < len(value):
                return ""
            lines += [f"{key}:", *(f"- {item}" for item in items)]
        elif isinstance(value, str) and (re.fullmatch(_MOMENT, value) if key in DATE_FIELDS else _is_plain(value)):
            lines.append(f"{key}: {value}")
        else:
            return ""
    return "\n".join((*lines, "---", "")) if len(lines) > 1 else ""


def with_items(header: str, key: str, *, add: Sequence[str], remove: Collection[str]) -> str | None:
    """Return a simple header with items of a list added or removed, a list begun if need be, as `HeaderEditor` does.

    Return None where that needs more than lines of items put in or left out.
    """
    mapping = parse(header)
    if not mapping or not all(map(_is_plain, add)):
        return None
    if key not in mapping:
        is_plain_key = re.fullmatch(_KEY, key) and key.lower() not in _MORE_THAN_TEXT
        return header + "".join((f"{key}:\n", *(f"- {item}\n" for item in add))) if add and is_plain_key else None
    value = mapping[key]
    tags = [parse_tag(str(item)) for item in value] if isinstance(value, list) else []
    if all(tag in remove for tag in tags):
        return None
    lines = header.split("\n")
    start = next(number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:"))
    end = start + len(tags)
    indent = lines[start].partition("-")[0]
    kept = [line for line, tag in zip(lines[start:end], tags, strict=True) if tag not in remove]
    return "\n".join((*lines[:start], *kept, *(f"{indent}- {item}" for item in add), *lines[end:]))


def _is_plain(value: str) -> bool:
    is_certain = re.fullmatch(_PLAIN_TEXT, value) or re.fullmatch(_ADDRESS, value)
    return is_certain is not None and value.lower() not in _MORE_THAN_TEXT
