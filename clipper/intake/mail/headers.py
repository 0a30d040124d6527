"""The headers of a mail or of one of its parts: unfolded and decoded, each looked at up to a bound."""

import binascii
import re
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from clipper.errors import UnreadableError
from clipper.intake.decoding import Decoded
from clipper.intake.page.decoding import decode
from clipper.text import one_line, strip_unsafe

MAX_HEADERS = 256_000
"""Bytes of all headers of a part together."""
_MAX_VALUE = 4_000
"""Characters of a value: the parsers of the standard library need quadratic time for a long one."""
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_HEADER = re.compile(rb"([!-9;-~]{1,80}):[ \t]*([^\r\n]*)")
_PARAMETER = re.compile(r""";\s*+([\w.*-]{1,60})\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^\s;"]++))""", re.DOTALL)
_ADDRESS = re.compile(r"[^\s<>()@,;:\"]{1,200}@[^\s<>()@,;:\"]{1,200}")
_ENCODED_WORD = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?\s]*+)\?=")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_MIN_YEAR = 1982
"""The year of the standard of mails: an earlier day is that of a clock which was never set."""


class Sender(NamedTuple):
    """The name of a sender, which may be empty, and the address."""

    name: str
    address: str


class Headers:
    """The headers at the beginning of some bytes."""

    def __init__(self, raw: bytes) -> None:
        self._values: dict[str, str] = {}
        for line in _FOLD.sub(b"", raw[:MAX_HEADERS]).splitlines():
            if match := _HEADER.match(line):
                value = decode_text(match[2][:_MAX_VALUE]).text
                self._values.setdefault(match[1].decode("ascii").lower(), value.strip())

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def raw(self, name: str) -> str:
        """Return the first value of a header as it is written; empty if there is none."""
        return self._values.get(name, "")

    def text(self, name: str) -> str:
        """Return the first value of a header for people, on one line."""
        return _decode_words(self.raw(name))

    def kind(self, name: str) -> str:
        """Return a value without its parameters, in lower case, such as `text/html`."""
        return self.raw(name).partition(";")[0].strip().lower()

    def parameter(self, name: str, parameter: str) -> str:
        """Return a parameter of a value, such as the `charset`, also if it is split or encoded as in RFC 2231."""
        parts: list[tuple[int, str, bool]] = []
        for match in _PARAMETER.finditer(self.raw(name)):
            key, *rest = match[1].lower().split("*")
            value = re.sub(r"\\(.)", r"\1", match[2]) if match[2] is not None else match[3]
            if key == parameter:
                number = int(rest[0]) if rest and rest[0].isdecimal() else 0
                parts.append((number, value, bool(rest) and not rest[-1]))
        if not any(is_encoded for _, _, is_encoded in parts):
            return _decode_words("".join(value for _, value, _ in sorted(parts)[:100]))
        charset, _, joined = "".join(value for _, value, _ in sorted(parts)).partition("'")
        raw = unquote_to_bytes(joined.partition("'")[2])
        return one_line(strip_unsafe(decode_text(raw, charset).text))

    def sender(self, name: str = "from") -> Sender:
        """Return the first sender of a header; both values are empty if it names none."""
        written = self.raw(name)
        address = _ADDRESS.search(written)
        if not address:
            return Sender(_decode_words(written), "")
        before, after = written[: address.start()], written[address.end() :]
        comment = re.match(r"\s*\(([^()]*)\)", after)
        words = before.rstrip("< ").strip() or (comment[1] if comment else "")
        shown = _decode_words(words.replace('\\"', "'")).strip("\"' ")
        return Sender("" if _ADDRESS.fullmatch(shown) else shown, address[0])

    def day(self) -> str:
        """Return the day on which the mail was sent, in the sender's zone, else on which it came; empty if unknown."""
        written = (self.raw("date"), self.raw("received").rpartition(";")[2])
        return next(filter(None, map(_parse_day, written)), "")


def _parse_day(written: str) -> str:
    try:
        day = parsedate_to_datetime(written[:100]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return day.isoformat() if day.year >= _MIN_YEAR else ""


def _decode_words(written: str) -> str:
    """Decode the words of a value that are written as in RFC 2047; a letter may be divided between two of them."""
    parts: list[str] = []
    pending, charset, end = b"", "", 0
    for match in _ENCODED_WORD.finditer(written):
        between = written[end : match.start()]
        if between.strip() or match[1].lower() != charset or not pending:
            parts += [decode_text(pending, charset).text, between if between.strip() or not pending else ""]
            pending, charset = b"", match[1].lower()
        pending += _decode_word(match[2], match[3])
        end = match.end()
    parts += [decode_text(pending, charset).text, written[end:]]
    return one_line(strip_unsafe("".join(parts)))


def _decode_word(encoding: str, written: str) -> bytes:
    raw = written.encode("utf-8", "replace")
    return decode_base64(raw) if encoding in "bB" else binascii.a2b_qp(raw, header=True)


def decode_text(raw: bytes, charset: str = "") -> Decoded:
    """Decode as a page is decoded; of bytes that are no text what is not NUL is taken."""
    try:
        return decode(raw, charset)
    except UnreadableError:
        return decode(raw.replace(b"\0", b""), charset if charset.lower().startswith("utf-8") else "")


def decode_base64(raw: bytes) -> bytes:
    """Decode base64, however damaged: what is no letter of it is passed over, and a cut end is left out."""
    letters = _NOT_BASE64.sub(b"", raw)
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
