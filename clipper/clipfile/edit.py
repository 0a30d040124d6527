"""A clip as bytes: read, written anew, or changed in one field with every other byte left as it is."""

from collections.abc import Callable, Collection, Sequence
from typing import TypeAlias

import frontmatter

from clipper import text
from clipper.clipfile import header
from clipper.clipfile.parts import Parts, split
from clipper.clipfile.splice import Splice
from clipper.errors import ClipperError, RefusedError, UnreadableError
from clipper.model.clip import FIELDS, Clip, Value, from_header, key_for, parse_tag, parse_tags, scalars

Edit: TypeAlias = Callable[[bytes], bytes]
"""A change of a clip: it returns the new bytes of a file for the old ones.

It may be called more than once, if another program changes the file in between.
"""

_TIMES = frozenset({"date", "clipped"})
_HANDLER = header.StrictHandler()
_Opened: TypeAlias = tuple[Parts, dict[str, Value]]


def read(raw: bytes) -> Clip:
    """Return the clip that a file holds; raise UnreadableError, with the line, where its header says nothing clear."""
    parts, mapping = _open(raw)
    return from_header(mapping, parts.text.decode("utf-8", "replace"))


def read_header(raw: bytes) -> dict[str, Value]:
    """Return the header of a file as it stands, aliases and unknown keys by the names that they have there."""
    return _open(raw)[1]


def body_of(raw: bytes) -> bytes:
    """Return the bytes of the body: all that follows the header and the blank line after it."""
    return _open(raw)[0].text


def write(clip: Clip) -> bytes:
    """Return a new file: the fields in their fixed order, then the unknown keys, then the body to the byte."""
    mapping: dict[str, Value] = {}
    for name in FIELDS:
        value = getattr(clip, name)
        if value:
            mapping[name] = list(value) if isinstance(value, tuple) else value
    mapping.update(clip.extra)
    raw = f"{header.write(mapping, _TIMES)}\n{clip.body}".encode()
    if from_header(read_header(raw)) != from_header(mapping) or body_of(raw) != clip.body.encode():
        raise RefusedError("the clip would not read back as it was written")
    return raw


def with_tags(raw: bytes, *, add: Sequence[str] = (), remove: Collection[str] = ()) -> bytes:
    """Return the file with tags added at the end and others taken away; the same bytes when nothing changes."""
    parts, mapping = _open(raw)
    key = key_for(mapping, "tags")
    old = parse_tags(mapping.get(key))
    gone = [tag for tag in old if tag in remove]
    new = [tag for tag in dict.fromkeys(add) if tag not in old or tag in gone]
    splice = Splice(parts.header.decode(), parts.newline, fenced=bool(parts.opening))
    if gone:
        splice.remove_items(key, gone)
    if new:
        splice.add_items(key, new)
    result = parts.with_header(splice.text, drop=splice.dropped_last)
    wanted = (*(tag for tag in old if tag not in gone), *new)
    _prove(raw, (parts, mapping), result, key, lambda held: parse_tags(held) == wanted)
    return result


def with_tags_renamed(raw: bytes, renamed: Callable[[str], Sequence[str]]) -> bytes:
    """Return the file with each tag written anew in its place, as the function says; `()` takes it away.

    Of tags that become one, however they are spelled, the first stays, or what was there before.
    """
    parts, mapping = _open(raw)
    key = key_for(mapping, "tags")
    held = mapping.get(key)
    items = held.split(",") if isinstance(held, str) else held if isinstance(held, list) else []
    old = [parse_tag(item) if isinstance(item, str) else "" for item in items]
    new = _each_once(old, renamed)
    splice = Splice(parts.header.decode(), parts.newline, fenced=bool(parts.opening))
    if new == [(tag,) for tag in old]:
        if any(renamed(tag) != (tag,) for tag in parse_tags(held)):
            raise _unchangeable(raw, key)  # it stands in a list inside the list, or under a key there
        return raw
    splice.rename_items(key, new)
    result = parts.with_header(splice.text, drop=splice.dropped_last)
    if result == raw:
        raise _unchangeable(raw, key)
    wanted = tuple(dict.fromkeys(tag for tags in new for tag in tags if tag))
    _prove(raw, (parts, mapping), result, key, lambda held: parse_tags(held) == wanted)
    return result


def _each_once(old: Sequence[str], renamed: Callable[[str], Sequence[str]]) -> list[tuple[str, ...]]:
    """Return what becomes of each tag: those that are renamed make room for those that stay, and for each other.

    What the file has twice it has twice afterwards.
    """
    asked = {tag: tuple(renamed(tag)) if tag else (tag,) for tag in old}
    there = {_tag_key(tag) for tag, new in asked.items() if new == (tag,)}
    for tag, new in asked.items():
        if new != (tag,):
            asked[tag] = tuple(one for one in new if _tag_key(one) not in there)
            there.update(map(_tag_key, new))
    return [asked[tag] for tag in old]


def _tag_key(tag: str) -> str:
    return text.fold(tag).strip("/ ")


def with_field(raw: bytes, key: str, values: Sequence[str]) -> bytes:
    """Return the file with one field or unknown key set to the values, or taken away when there are none."""
    parts, mapping = _open(raw)
    standing = key_for(mapping, key)
    splice = Splice(parts.header.decode(), parts.newline, fenced=bool(parts.opening))
    if values:
        splice.put(standing, values)
    else:
        splice.drop(standing)
    result = parts.with_header(splice.text)
    _prove(raw, (parts, mapping), result, standing, lambda held: list(scalars(held)) == list(values))
    return result


def without_key(raw: bytes, key: str) -> bytes:
    """Return the file without one key, exactly as it is spelled there, and its value; another that means it stays."""
    parts, mapping = _open(raw)
    if key not in mapping:
        return raw
    splice = Splice(parts.header.decode(), parts.newline, fenced=bool(parts.opening))
    splice.drop(key)
    result = parts.with_header(splice.text)
    _prove(raw, (parts, mapping), result, key, lambda held: held is None)
    return result


def _prove(raw: bytes, held: _Opened, result: bytes, key: str, is_right: Callable[[Value], bool]) -> None:
    """Read the new bytes: the body and all other keys are as they were held, the changed key as asked; else refuse."""
    if result == raw:
        return
    try:
        parts, mapping = _open(result)
    except ClipperError:
        raise _unchangeable(raw, key) from None
    others, standing = ({name: value for name, value in one.items() if name != key} for one in (mapping, held[1]))
    if others != standing or not is_right(mapping.get(key)) or parts.text != held[0].text:
        raise _unchangeable(raw, key)


def _unchangeable(raw: bytes, key: str) -> UnreadableError:
    said = f"“{key}” is written in a way that cannot be changed without harm; `clipper edit` opens the clip"
    return UnreadableError(said, line=_line_of(raw, key))


def _line_of(raw: bytes, key: str) -> int:
    lines = raw.decode("utf-8", "replace").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.strip(" '\"?{").startswith(key)), 1)


def _open(raw: bytes) -> _Opened:
    parts = split(raw)
    if not parts.opening:
        return parts, {}
    try:
        return parts, _parse(parts)
    except UnreadableError:
        # A rule at the top of a text is followed by a blank line; what then stands before the next rule is prose.
        if parts.header[:1] in {b"\n", b"\r"}:
            return Parts(bom=parts.bom, body=raw[len(parts.bom) :]), {}
        raise


def _parse(parts: Parts) -> dict[str, Value]:
    if len(parts.header) > header.MAX_BYTES:
        raise UnreadableError(f"the header is larger than {header.MAX_BYTES // 1024} KiB", line=1)
    try:
        said = parts.header.decode()
    except UnicodeDecodeError as error:
        line = 2 + parts.header.count(b"\n", 0, error.start)
        raise UnreadableError(f"the byte 0x{parts.header[error.start]:02X} is not UTF-8", line=line) from error
    said = said.replace("\r\n", "\n").replace("\r", "\n")
    mapping, _ = frontmatter.parse(f"---\n{said}---", handler=_HANDLER)
    return mapping  # type: ignore[return-value]
