"""A clip file as a document: its parts and its parsed header; clips are read from it and written to it."""

from collections.abc import Mapping
from types import MappingProxyType

from clipper.clipfile import simple_header
from clipper.clipfile.parsed import ParsedHeader, RepeatedKey
from clipper.clipfile.parts import Parts, split
from clipper.errors import RefusedError, UnreadableError
from clipper.model.clip import Clip, from_header, own_tags
from clipper.model.frozen import Frozen
from clipper.model.keys import FIELDS
from clipper.model.values import Value


class Document(Frozen):
    """A file that was parsed: its bytes in parts, and its header by the keys that are in it.

    `repeated` are the keys that are there twice, and `places` the paths of keys within tables.
    """

    parts: Parts
    header: dict[str, Value]
    repeated: tuple[RepeatedKey, ...] = ()
    places: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def read(raw: bytes) -> Clip:
    """Return the clip in a file; raise UnreadableError, with the line, if its header is invalid or ambiguous."""
    document = parse(raw)
    return from_header(document.header, document.parts.body.decode("utf-8", "replace"))


def read_header(raw: bytes) -> dict[str, Value]:
    """Return the header of a file by the keys that are in it: aliases are not resolved."""
    return parse(raw).header


def repeated_keys(raw: bytes) -> tuple[RepeatedKey, ...]:
    """Return the keys that are in the header twice, each with the line of the later one."""
    return parse(raw).repeated


def read_body(raw: bytes) -> bytes:
    """Return the bytes of the body: all that follows the header and the blank line after it."""
    return parse(raw).parts.body


def write(clip: Clip) -> bytes:
    """Return a new file: the fields in their fixed order, then the unknown keys, then the body unchanged.

    Raise RefusedError if the file would not be read back as the same clip.
    """
    mapping: dict[str, Value] = {}
    for name in FIELDS:
        value = own_tags(clip) if name == "tags" else getattr(clip, name)
        if value:
            mapping[name] = list(value) if isinstance(value, tuple) else value
    mapping.update(clip.extra)
    raw = f"{_write_header(mapping)}\n{clip.body}".encode()
    if from_header(read_header(raw)) != from_header(mapping) or read_body(raw) != clip.body.encode():
        raise RefusedError("the clip would not read back as it was written")
    return raw


def with_yaml_header(raw: bytes) -> bytes:
    """Return a file with a header in TOML or JSON with the same values in YAML; any other file as it is.

    Raise RefusedError if the values would not be read back as they are.
    """
    document = parse(raw)
    if document.parts.notation not in {"toml", "json"}:
        return raw
    body = document.parts.body
    result = f"{_write_header(document.header)}\n".encode() + body
    if read_header(result) != document.header or read_body(result) != body:
        raise RefusedError("its header cannot be written as YAML")
    return result


def parse(raw: bytes) -> Document:
    """Parse a file; raise UnreadableError, with the line, if that is not possible without doubt."""
    parts = split(raw)
    if not parts.notation:
        return Document(parts, {})
    try:
        parsed = _parse_header(parts)
    except UnreadableError as error:
        if not parts.is_certain:  # such lines are rules in a text too
            return Document(Parts(bom=parts.bom, rest=raw[len(parts.bom) :]), {})
        error.line = max(error.line + parts.lines_before - 1, 1)  # the parsers count one line before the header
        raise
    repeated = parsed.repeated
    if repeated:
        shift = parts.lines_before - 1
        repeated = tuple(key.replace(line=key.line + shift, first_line=key.first_line + shift) for key in repeated)
    return Document(parts, parsed.values, repeated, parsed.places)


def _parse_header(parts: Parts) -> ParsedHeader:
    try:
        text = parts.header.decode()
    except UnicodeDecodeError as error:
        line = 2 + parts.header.count(b"\n", 0, error.start)
        raise UnreadableError(f"the byte 0x{parts.header[error.start]:02X} is not UTF-8", line=line) from error
    text = text.replace("\r\n", "\n")
    if parts.notation == "toml":
        from clipper.clipfile.foreign import toml_header

        return toml_header.parse(text)
    text = text.replace("\r", "\n")
    if parts.notation == "json":
        from clipper.clipfile.foreign import json_header

        return json_header.parse(text)
    simple = simple_header.parse(text)
    if simple is not None:
        return ParsedHeader(simple)
    from clipper.clipfile import strict_yaml

    return strict_yaml.parse(text)


def _write_header(mapping: Mapping[str, Value]) -> str:
    """Return a new header with its fences."""
    if simple := simple_header.write(mapping):
        return simple
    from clipper.clipfile import header

    return header.write(mapping)
