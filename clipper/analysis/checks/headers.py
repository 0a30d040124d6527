"""Headers that say less than they seem to: in a notation that is not read, or with two keys for one field."""

import re
from collections.abc import Iterator

from clipper import clipfile, text
from clipper.analysis.checks.finding import Finding, Subject
from clipper.model import urls
from clipper.model.keys import field_keys, field_name
from clipper.model.values import Value, is_flag, parse_tags, scalars

_NOT_YAML = {
    "as lines `Key: value` without a line `---` before and after them": (
        r"\ufeff?(?:(?:title|date|author|category|tags|slug|summary|status|url|source):[ \t][^\n]*\n){2,40}\s*\n"
    ),
    "as lines `key:: value`, as Logseq writes them": r"\ufeff?\s*(?:- )?[\w-]{1,40}:: [^\n]*\n",
    "as lines `#+KEY: value`, as Org mode writes them": r"\ufeff?\s*#\+(?:title|date|author|filetags): [^\n]*\n",
    "with an indented first line `---`": r"\ufeff?\s*+(?<=[ \t])---[ \t]*\r?\n[ \t]*\w[\w -]*:[ \r\n]",
}
_FIELDS_IN_WORDS = frozenset({"title", "source", "author", "tags", "section", "place"})
_MAX_CHARACTERS = 8 * 1024
_MAX_QUOTED = 40


def find_foreign_header(subject: Subject) -> Iterator[Finding]:
    """Find a header that counts as text because it is in a notation that is not read."""
    if subject.header:
        return
    beginning = subject.clip.body[:_MAX_CHARACTERS]
    for notation, pattern in _NOT_YAML.items():
        if re.match(pattern, beginning, re.IGNORECASE):
            yield subject.finding(f"begins with a header {notation}")
            return


def find_repeated_keys(subject: Subject) -> Iterator[Finding]:
    """Find a key that is in the header twice: the last one is read, and unlike values keep the clip from changes."""
    for repeated in clipfile.repeated_keys(subject.raw):
        what = f"the key “{repeated.key}” is there twice, first on line {repeated.first_line}; "
        what += "both say the same" if repeated.is_alike else "the last one is read, and nothing is changed meanwhile"
        yield subject.finding(what, line=repeated.line)


def find_hidden_values(subject: Subject) -> Iterator[Finding]:
    """Find a value that YAML takes for a comment, wholly or from a `#` on: `tags: #press #riga`, `title: We are #1`.

    A comment after a blank, as in `date: 2025 # or 2024?`, is one on purpose.
    """
    if not subject.header or b"#" not in subject.raw:
        return
    for key, value in subject.header.items():
        if field_name(key) in _FIELDS_IN_WORDS and not isinstance(value, list):
            kept = value if isinstance(value, str) else ""
            line = subject.line_of(key)
            written = rf"{re.escape(key)}:[ \t]+{re.escape(kept)}[ \t]*(#[^\s#].*)"
            if match := re.fullmatch(written, subject.text_of_line(line)):
                hidden = text.shorten(match[1].rstrip(), _MAX_QUOTED)
                yield subject.finding(f"“{hidden}” is a comment in YAML: “{key}” is {_state(kept)}", line=line)


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


def _state(kept: str) -> str:
    return f"only “{text.shorten(kept, _MAX_QUOTED)}”" if kept else "empty"


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
