"""A mail that was forwarded in the text of another one: its sender, its day, its subject, and where its text begins."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from clipper.intake.text.mail import head_length, parse_mail, plain_subject, sender_address
from clipper.intake.text.stated import MAX_LINE, Line
from clipper.text import one_line

_MAX_SEARCHED = 60_000
"""Characters at the beginning of a text in which the head of the original is looked for."""
_MAX_COVER_LINES = 60
_MARKER = (
    r"(?i)[>\s]{0,20}(?:[-_*=]{2,40}\s{0,3}(?:forwarded message|original message|original-nachricht"
    r"|ursprüngliche nachricht|weitergeleitete nachricht|message transféré|message d'origine|mensaje reenviado"
    r"|mensaje original|messaggio inoltrato|messaggio originale|mensagem (?:encaminhada|original)"
    r"|doorgestuurd bericht|oorspronkelijk bericht|vidarebefordrat meddelande|videresendt (?:melding|besked)"
    r"|välitetty viesti|wiadomość przekazana|переадресованное сообщение|пересылаемое сообщение)\s{0,3}[-_*=]{0,40}:?"
    r"|(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié"
    r"|inicio del mensaje reenviado|inizio messaggio inoltrato|início da mensagem encaminhada)\s?:)"
)
_FORWARDING = r"(?i)(?:fwd?|wg|tr|rv|i|enc|vs|vb|vl|pd|doorst|転送|转发|轉寄|fs|továbbítás)\s?[:\uff1a]"
_TOKEN = re.compile(r"<[^<>]*+>|[^<]++|<")
_TAG_NAME = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
_BREAKS = {
    "br",
    "p",
    "div",
    "tr",
    "li",
    "table",
    "hr",
    "blockquote",
    "ul",
    "ol",
    *(f"h{level}" for level in range(1, 7)),
}
_HIDDEN = {"style", "script", "title", "head"}
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_SIGNATURE = r"(?i)sent from my \w{1,20}.*|von meinem \w{1,20} gesendet.*|envoyé de mon \w{1,20}.*|--"


@dataclass(frozen=True, slots=True)
class Original:
    """The mail that was forwarded: `start` is where its text begins; `cover` is what the forwarder wrote above it."""

    start: int
    sender: str
    address: str
    day: str
    subject: str
    cover: str


def find_in_html(page: str, subject: str) -> Original | None:
    """Return the original in the HTML of a mail with a subject; None if the mail forwards none."""
    return _find(_lines_of_html, page, subject)


def find_in_text(written: str, subject: str) -> Original | None:
    """Return the original in the plain text of a mail with a subject; None if the mail forwards none."""
    return _find(_lines_of_text, written, subject)


def _find(split: Callable[[str], Iterator[Line]], written: str, subject: str) -> Original | None:
    is_forwarding = re.match(_FORWARDING, subject) is not None
    lines = [line for line in split(written) if line.words]
    for number, line in enumerate(lines[:_MAX_COVER_LINES]):
        is_marked = re.fullmatch(_MARKER, line.words) is not None
        head = lines[number + 1 :] if is_marked else lines[number:]
        length = head_length(head) if is_marked or is_forwarding else 0
        if length > 1 and (stated := parse_mail(head[:length])):
            values = {"source" if item.field == "author" else item.field: item.value for item in stated}
            return Original(
                head[length - 1].end,
                values.get("source", ""),
                sender_address(head[:length]),
                values.get("date", "")[:10],
                plain_subject(values.get("title", "")),
                _cover(lines[:number]),
            )
    return None


def unquote(written: str) -> str:
    """Return a plain text without the `>` before each of its lines; a text in which not all are quoted as it is."""
    lines = written.strip("\n").split("\n")
    if not all(line.startswith(">") for line in lines if line.strip()):
        return written
    return "\n".join(re.sub(r"\A> ?", "", line) for line in lines).strip("\n")


def _cover(lines: Sequence[Line]) -> str:
    return "\n".join(line.words for line in lines if not re.fullmatch(_SIGNATURE, line.words))


def _lines_of_text(written: str) -> Iterator[Line]:
    start = 0
    for line in written[:_MAX_SEARCHED].splitlines(keepends=True):
        yield Line(start, start + len(line), one_line(line.strip().strip(">"))[:MAX_LINE], is_blank_above=False)
        start += len(line)


def _lines_of_html(page: str) -> Iterator[Line]:
    """Yield the lines that a reader sees; each ends before the tag that breaks it."""
    body = _BODY.search(page)
    start = body.start() if body else 0
    words: list[str] = []
    hidden, begin = "", start
    for token in _TOKEN.finditer(page, start, start + _MAX_SEARCHED):
        match = _TAG_NAME.match(token[0])
        name = match[1].lower() if match else ""
        if hidden:
            hidden = "" if token[0].lower().startswith(f"</{hidden}") else hidden
        elif name in _HIDDEN and not token[0].startswith("</"):
            hidden = name
        elif name in _BREAKS:
            yield _line(begin, token.start(), words)
            words, begin = [], token.start()
        elif not token[0].startswith("<"):
            words.append(html.unescape(token[0]))
        elif name in {"td", "th"}:
            words.append(" ")
    yield _line(begin, start + _MAX_SEARCHED, words)


def _line(start: int, end: int, words: Sequence[str]) -> Line:
    return Line(start, end, one_line("".join(words))[:MAX_LINE], is_blank_above=False)
