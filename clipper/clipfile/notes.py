"""A note of the user's in a clip: a section `## Note` at the end of the body, as the importers write one."""

import re

from clipper import clipfile
from clipper.clipfile import fingerprint
from clipper.clipfile.document import parse
from clipper.errors import RefusedError

HEADING = b"## Note"

_AFTER_NOTES = b"## Highlights"
_LINE = re.compile(rb"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_FENCE = re.compile(rb" {0,3}(```|~~~)")
_HEADING = re.compile(rb"#{1,2}[ \t]")
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")


def with_note(raw: bytes, note: str) -> bytes:
    """Return the file with a note at the end of the note section of its body; without a section, in a new one.

    A section that is part of what the fingerprint proves stays as it is: the note then gets a section of its own.
    """
    document = parse(raw)
    body, newline = document.parts.body, document.parts.newline.encode()
    head = raw[: len(raw) - len(body)]
    if document.parts.notation and not body:
        head = _with_blank_line(head, newline)
    text = _NOT_TEXT.sub("\ufffd", note).replace("\r\n", "\n").replace("\r", "\n").strip()
    paragraph = text.encode().replace(b"\n", newline)
    end = _end_of_section(body)
    new_body = _inserted(body, end, newline, paragraph) if end else _inserted(body, None, newline, HEADING, paragraph)
    if fingerprint.matches(document.header, body) and not fingerprint.matches(document.header, new_body):
        new_body = _inserted(body, None, newline, HEADING, paragraph)
    result = head + new_body
    if clipfile.read_header(result) != document.header or clipfile.read_body(result) != new_body:
        raise RefusedError("it is written so that a note would change how its header is read")
    return result


def _inserted(body: bytes, place: int | None, newline: bytes, *parts: bytes) -> bytes:
    """Return the body with further parts at a place, or at the end, each parted from what is around it."""
    before, after = (body, b"") if place is None else (body[:place], body[place:])
    for part in parts:
        before = _with_blank_line(before, newline) + part + newline
    return before + (newline + after if after else b"")


def _with_blank_line(text: bytes, newline: bytes) -> bytes:
    """Return the text with a blank line at its end, unless it is empty or has one."""
    if not text:
        return text
    last_line = text[:-1].rpartition(b"\n")[2] if text.endswith(b"\n") else text
    return text + newline * ((not text.endswith(b"\n")) + bool(last_line.strip()))


def _end_of_section(body: bytes) -> int | None:
    """Return where the note section of a body ends; None if it has none.

    The section is at the end, or only the highlights come after it: another program's `## Note` in the middle of an
    article is a part of the article. What is in a block of code is no heading.
    """
    end: int | None = None
    in_section = False
    fence = b""
    for match in _LINE.finditer(body):
        line = match[1].rstrip(b" \t")
        if marks := _FENCE.match(line):
            fence = b"" if fence == marks[1] else fence or marks[1]
        elif fence or not _HEADING.match(line):
            continue
        elif line == HEADING:
            in_section, end = True, len(body)
        elif in_section and line == _AFTER_NOTES:
            in_section, end = False, match.start()
        else:
            in_section, end = False, None
    return end
