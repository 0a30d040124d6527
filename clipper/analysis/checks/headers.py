"""Headers that say less than they seem to: in another notation than ours, or one thing under two keys."""

import re
from collections.abc import Iterator
from functools import partial

from clipper import clipfile, text
from clipper.analysis.checks.finding import Finding, Subject
from clipper.model import urls
from clipper.model.clip import Value, field_keys, field_name, parse_tags, scalars

_LOOKED_AT = 64 * 1024
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:\[|[\w\"'.-]+[ \t]*=)")
_JSON = re.compile(r"\ufeff?\s*\{\s*\"[^\"\n]{1,100}\"\s*:")
_NEARLY = re.compile(r"\ufeff?\s*---[ \t]*(?:yaml)?[ \t]*\r?\n\w[\w -]*:[ \r\n]", re.IGNORECASE)
_QUOTED = 40


def foreign(subject: Subject) -> Iterator[Finding]:
    """Find a text that begins with a header which is read as text: TOML, JSON, or nearly ours."""
    if subject.header:
        return
    begun = subject.clip.body[:_LOOKED_AT]
    if _TOML.match(begun) and "\n+++" in begun:
        yield subject.finding("begins with a header in TOML, between lines of `+++`")
    elif _JSON.match(begun):
        yield subject.finding("begins with a header in JSON, within braces")
    elif _NEARLY.match(begun):
        yield subject.finding("begins with a header whose first line is not exactly `---`")


def doubled(subject: Subject) -> Iterator[Finding]:
    """Find keys that mean a field for which another key stands; one that adds nothing can go."""
    if not any(field_name(key) for key in subject.clip.extra):
        return
    standing = field_keys(subject.header)
    for key in subject.clip.extra:
        name = _meant_by(key, subject.header[key])
        other = standing.get(name or "")
        if name is None or other is None:
            continue
        held = subject.header[key]
        if _is_empty(held):
            said = f"“{key}” is empty; “{other}” is read as the {name}"
        elif _read_as(name, held) == _read_as(name, subject.header[other]):
            said = f"“{key}” says the same as “{other}”"
        else:
            shown = text.shorten(", ".join(scalars(held)), _QUOTED)
            yield subject.finding(f"“{key}: {shown}” is not read; “{other}” is", line=subject.line_of(key))
            continue
        edit = partial(_without, key=key)
        yield subject.finding(said, line=subject.line_of(key), fix=f"the key “{key}” goes", edit=edit)


def _meant_by(key: str, value: Value) -> str | None:
    """Return the field that a key means; a `source` that is an address means the `url`."""
    name = field_name(key)
    if name == "source" and isinstance(value, str) and urls.is_address(value.strip()):
        return "url"
    return name


def _without(raw: bytes, key: str) -> bytes:
    """Return the file without a key, if that still adds nothing to the one that is read."""
    header = clipfile.read_header(raw)
    if key not in header:
        return raw
    name = _meant_by(key, header[key])
    other = field_keys(header).get(name or "")
    if name is None or other in {None, key}:
        return raw
    same = _is_empty(header[key]) or _read_as(name, header[key]) == _read_as(name, header[other or ""])
    return clipfile.without_key(raw, key) if same else raw


def _is_empty(value: Value) -> bool:
    return not any(held.strip() for held in scalars(value))


def _read_as(name: str, value: Value) -> tuple[str, ...]:
    if name == "tags":
        return parse_tags(value)
    return tuple(text.one_line(held) for held in scalars(value))
