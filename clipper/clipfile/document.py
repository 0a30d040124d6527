"""A clip file as a document: its parts and its parsed header; clips are read from it and written to it."""

from dataclasses import dataclass

import frontmatter

from clipper.clipfile import header
from clipper.clipfile.parts import Parts, split
from clipper.errors import RefusedError, UnreadableError
from clipper.model.clip import FIELDS, Clip, Value, from_header, own_tags

_HANDLER = header.StrictHandler()


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was parsed: its bytes in parts, and its header by the keys that are in it."""

    parts: Parts
    header: dict[str, Value]


def read(raw: bytes) -> Clip:
    """Return the clip in a file; raise UnreadableError, with the line, if its header is invalid or ambiguous."""
    document = parse(raw)
    return from_header(document.header, document.parts.body.decode("utf-8", "replace"))


def read_header(raw: bytes) -> dict[str, Value]:
    """Return the header of a file by the keys that are in it: aliases are not resolved."""
    return parse(raw).header


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
    raw = f"{header.write(mapping)}\n{clip.body}".encode()
    if from_header(read_header(raw)) != from_header(mapping) or read_body(raw) != clip.body.encode():
        raise RefusedError("the clip would not read back as it was written")
    return raw


def parse(raw: bytes) -> Document:
    """Parse a file; raise UnreadableError, with the line, if that is not possible without doubt."""
    parts = split(raw)
    if not parts.opening:
        return Document(parts, {})
    try:
        return Document(parts, _parse_header(parts))
    except UnreadableError:
        # A `---` at the top followed by a blank line is a horizontal rule: no header begins with a blank line.
        if parts.header[:1] in {b"\n", b"\r"}:
            return Document(Parts(bom=parts.bom, rest=raw[len(parts.bom) :]), {})
        raise


def _parse_header(parts: Parts) -> dict[str, Value]:
    if len(parts.header) > header.MAX_BYTES:
        raise UnreadableError(f"the header is larger than {header.MAX_BYTES // 1024} KiB", line=1)
    try:
        text = parts.header.decode()
    except UnicodeDecodeError as error:
        line = 2 + parts.header.count(b"\n", 0, error.start)
        raise UnreadableError(f"the byte 0x{parts.header[error.start]:02X} is not UTF-8", line=line) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    mapping, _ = frontmatter.parse(f"---\n{text}---", handler=_HANDLER)
    return mapping  # type: ignore[return-value]
