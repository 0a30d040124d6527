"""Headers that say less than they seem to: in a notation that is not read, or with two keys for one field."""

import re
from collections.abc import Iterator

from clipper import text
from clipper.analysis.checks.finding import Finding, Subject
from clipper.model import urls
from clipper.model.clip import Value, field_keys, field_name, is_flag, parse_tags, scalars

_MAX_HEADER_CHARACTERS = 64 * 1024
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:\[|[\w\"'.-]+[ \t]*=)")
_JSON = re.compile(r"\ufeff?\s*\{\s*\"[^\"\n]{1,100}\"\s*:")
_NEARLY_YAML = re.compile(r"\ufeff?\s*---[ \t]*(?:yaml)?[ \t]*\r?\n\w[\w -]*:[ \r\n]", re.IGNORECASE)
_MAX_QUOTED = 40


def find_foreign_header(subject: Subject) -> Iterator[Finding]:
    """Find a header that counts as text because it is TOML or JSON, or YAML without an exact first line."""
    if subject.header:
        return
    beginning = subject.clip.body[:_MAX_HEADER_CHARACTERS]
    if _TOML.match(beginning) and "\n+++" in beginning:
        yield subject.finding("begins with a header in TOML, between lines of `+++`")
    elif _JSON.match(beginning):
        yield subject.finding("begins with a header in JSON, within braces")
    elif _NEARLY_YAML.match(beginning):
        yield subject.finding("begins with a header whose first line is not exactly `---`")


def find_doubled_keys(subject: Subject) -> Iterator[Finding]:
    """Find keys for a field that is read from another key.

    None is removed, not even one that adds nothing: a website or a script may read just that key.
    """
    if not any(field_name(key) for key in subject.clip.extra):
        return
    keys = field_keys(subject.header)
    for key in subject.clip.extra:
        value = subject.header[key]
        name = _field_of(key, value)
        key_in_use = keys.get(name or "")
        if name is None or key_in_use is None:
            continue
        if _is_empty(value):
            what = f"“{key}” is empty; “{key_in_use}” is read as the {name}"
        elif _parse(name, value) == _parse(name, subject.header[key_in_use]):
            what = f"“{key}” says the same as “{key_in_use}”"
        elif name == "tags":  # the tags of all keys are read
            continue
        else:
            quoted = text.shorten(", ".join(scalars(value)), _MAX_QUOTED)
            what = f"“{key}: {quoted}” is not read; “{key_in_use}” is"
        yield subject.finding(what, line=subject.line_of(key))


def _field_of(key: str, value: Value) -> str | None:
    """Return the field that a key means; a `source` that is an address means the `url`."""
    name = field_name(key)
    if name == "date" and is_flag(value):
        return None
    if name == "source" and isinstance(value, str) and urls.is_address(value.strip()):
        return "url"
    return name


def _is_empty(value: Value) -> bool:
    return not any(scalar.strip() for scalar in scalars(value))


def _parse(name: str, value: Value) -> tuple[str, ...]:
    """Return the texts of a field's value as they are compared."""
    if name == "tags":
        return parse_tags(value)
    return tuple(text.one_line(scalar) for scalar in scalars(value))
