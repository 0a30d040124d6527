"""The content of a mail: its text, as HTML if it has any, its attachments, and the mails that are attached to it."""

import html
import re
from dataclasses import dataclass, field

from clipper.errors import RefusedError
from clipper.intake.mail.headers import decode_text
from clipper.intake.mail.mime import Part
from clipper.text import safe, shorten

_HTML, _PLAIN = "text/html", "text/plain"
_SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
_ENCRYPTED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
_OF_OUTLOOK = {"application/ms-tnef", "application/vnd.ms-tnef"}
_HAS_NO_TEXT = re.compile(
    r"(?is)(?:(?!<body).){0,2000}<body\b[^<>]{0,500}>(?:\s|<br\s*/?>|&nbsp;)*</body>\s*(?:</html>)?\s*"
)
_MEGABYTE, _KILOBYTE = 1_000_000, 1_000
_MAX_NAME = 80


@dataclass(slots=True)
class Content:
    """The text of a mail: `html` if it has HTML, and `text`, which is the same in plain text, or all there is.

    `attachments` are named as people need it; `attached` are the mails in it. `notices` are for the user.
    """

    html: str = ""
    text: str = ""
    attachments: list[str] = field(default_factory=list)
    attached: list[Part] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    is_encrypted: bool = False
    is_of_outlook: bool = False
    """Whether there is a `winmail.dat`, in which Outlook packs what other programs cannot read."""


def read_content(mail: Part) -> Content:
    """Return the content of a mail; raise RefusedError for a text that is far too large."""
    content = Content()
    pieces: list[tuple[str, str]] = []
    named: list[Part] = []
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        if part.kind in _ENCRYPTED:
            content.is_encrypted = True
        elif part.kind.startswith("multipart/"):
            waiting += reversed(_inner(part, content))
        elif part.kind == "message/rfc822":
            content.attached.append(part)
        elif part.kind in {_HTML, _PLAIN} and not part.is_attachment:
            written = _text(part, content)
            if written.strip() and not (part.kind == _HTML and _HAS_NO_TEXT.fullmatch(written)):
                pieces.append((part.kind, written))
        elif part.kind not in _SIGNATURES and not _is_shown_in_text(part):
            named.append(part)
    if not pieces:  # a program may name the text as if it were a file
        shown = [part for part in named if part.is_inline and part.kind == _PLAIN]
        pieces = [(_PLAIN, _text(part, content)) for part in shown]
        named = [part for part in named if part not in shown]
    content.attachments = [_describe(part) for part in named]
    content.is_of_outlook = any(part.kind in _OF_OUTLOOK for part in named)
    _join(pieces, content)
    return content


def _join(pieces: list[tuple[str, str]], content: Content) -> None:
    """Put the texts of a mail into its content: as HTML if one of them is."""
    if any(kind == _HTML for kind, _ in pieces):
        content.html = "\n".join(written if kind == _HTML else as_html(written) for kind, written in pieces)
    elif pieces:
        content.text = "\n\n".join(written for _, written in pieces)


def _inner(part: Part, content: Content) -> list[Part]:
    """Return the parts in a part that are to be read: of several alternatives the best one."""
    if part.kind == "multipart/signed":
        return part.parts[:1]
    if part.kind != "multipart/alternative":
        return part.parts
    chosen, plain = _choose(part.parts)
    if plain is not chosen:
        content.text = _text(plain, content)
    return [chosen]


def as_html(written: str) -> str:
    """Return plain text as HTML."""
    paragraphs = re.split(r"\n[ \t]*\n", written.strip())
    return "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)


def require_text(content: Content) -> None:
    """Raise RefusedError for a mail whose text cannot be read, with what to do."""
    if content.html or content.text.strip():
        return
    if content.is_encrypted:
        raise RefusedError("it is encrypted", hint="Open it in your mail program, and `clipper add` its text.")
    if content.is_of_outlook:
        hint = "Ask the sender for HTML or plain text, or open it in Outlook and copy its text."
        raise RefusedError("its text is in winmail.dat, which only Outlook can read", hint=hint)
    if content.attachments:
        hint = "Save them from your mail program; `clipper add` reads documents and pages."
        raise RefusedError(f"it has no text, only attachments: {', '.join(content.attachments)}", hint=hint)
    raise RefusedError("it has no text")


def _choose(parts: list[Part]) -> tuple[Part, Part]:
    """Return the alternative with HTML, else the last one with a text; and the one in plain text."""
    with_html = [part for part in parts if _holds(part, _HTML)]
    plain = [part for part in parts if _holds(part, _PLAIN)]
    chosen = (with_html or plain or parts)[-1]
    texts = [part for part in plain if part.kind == _PLAIN]
    return chosen, texts[0] if texts else chosen


def _holds(part: Part, kind: str) -> bool:
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if one.kind == kind and not one.is_attachment:
            return True
        waiting += one.parts
    return False


def _text(part: Part, content: Content) -> str:
    """Return the text of a part, its line ends as one character each, and its lines whole if they flow."""
    if part.kind not in {_HTML, _PLAIN}:
        return ""
    decoded = decode_text(part.content(), part.headers.parameter("content-type", "charset"))
    if decoded.notice and decoded.notice not in content.notices:
        content.notices.append(decoded.notice)
    written = re.sub(r"\r\n?", "\n", decoded.text)
    if part.kind == _PLAIN and part.headers.parameter("content-type", "format").lower() == "flowed":
        is_one_word = part.headers.parameter("content-type", "delsp").lower() == "yes"
        written = _join_flowed(written, "" if is_one_word else " ")
    return written


def _join_flowed(written: str, between: str) -> str:
    """Return a text whose lines go on in the next one if they end with a blank, as in RFC 3676."""
    lines = []
    for line in written.split("\n"):
        plain = line.removeprefix(" ")
        lines.append(f"{plain[:-1]}{between}" if plain.endswith(" ") and plain != "-- " else f"{plain}\n")
    return "".join(lines)


def _is_shown_in_text(part: Part) -> bool:
    """Tell whether it is a picture that the HTML shows, such as a logo."""
    return part.kind.startswith("image/") and ("content-id" in part.headers or not part.is_attachment)


def _describe(part: Part) -> str:
    name = shorten(safe(part.name), _MAX_NAME) or "a file without a name"
    return f"{name} ({safe(part.kind)}, {_size(part.size)})"


def _size(size: int) -> str:
    if size >= _MEGABYTE:
        return f"{size / _MEGABYTE:.1f} MB"
    return f"{max(1, round(size / _KILOBYTE))} kB"
