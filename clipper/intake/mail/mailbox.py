"""Where mails are: a file with one, a mailbox with many (mbox), or a folder with a file for each (Maildir)."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from clipper.errors import RefusedError

MAX_SIZE = 100_000_000
"""Bytes of a file with mails, which may have large attachments."""
MAX_MAILS = 5_000

_LINE = rb"[!-9;-~]{1,80}:[^\n]{0,8000}\n(?:[ \t][^\n]{0,8000}\n){0,200}"
_POSTMARK = rb"From [^\n]{1,200}\n"
_MAIL = rb"(?:\s{0,10}%s(?:>From [^\n]{1,200}\n)?)?((?:%s){2,300})\r?(?:\n|\Z)" % (_POSTMARK, _LINE)
_HEAD = 300_000
_SENDER = rb"(?im)^(?:from|sender):"
_SENT = rb"(?im)^(?:received|return-path|message-id|mime-version|dkim-signature|x-mozilla-status|delivered-to):"
_DATED = rb"(?im)^date:\s{0,9}(?:[a-z]{3},\s{0,9})?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UT)\b"
"""A day as programs write it into a mail; what a person copies from a mail program has it in words."""
_ADDRESSED = rb"(?im)^(?:to|cc|bcc|reply-to|list-id):"
_OF_FILE = rb"(?im)^(?:from|sender|subject|date|mime-version):"
"""What a file has at least that is named as a mail: a draft has no sender."""
_NAME = ".eml"
_OF_PAGE = rb"(?im)^(?:snapshot-content-location:|from: <?saved by |content-location:)"
"""What only the header of a saved page has (MHTML)."""
_NEXT = re.compile(rb"\nFrom [^\n]{1,200}\n(?=[!-9;-~]{1,80}:)")
_QUOTED_FROM = re.compile(rb"(?m)^>(?=>*From )")
_FOLDERS = ("cur", "new")


def is_mail(raw: bytes, name: str = "") -> bool:
    """Tell whether bytes are a mail with its headers, or a mailbox that begins with one; not a saved page.

    The name of a file decides where the headers are too few: a text may begin with the words `From` and `Subject` too.
    """
    header = re.match(_MAIL, raw[:_HEAD])
    if header is None:
        return False
    lines = header[1]
    if re.search(_OF_PAGE, lines):
        return False
    if name.lower().endswith(_NAME) and re.search(_OF_FILE, lines):
        return True
    is_written = re.search(_DATED, lines) and re.search(_ADDRESSED, lines)
    return bool(re.search(_SENDER, lines) and (is_written or re.search(_SENT, lines)))


def is_mailbox(raw: bytes) -> bool:
    """Tell whether a mail begins with the line of a mailbox."""
    return re.match(rb"\s{0,10}" + _POSTMARK, raw[:_HEAD]) is not None


def split(raw: bytes) -> Iterator[bytes]:
    """Yield each mail of a mailbox; a line of a text that begins like a mail is quoted there, and is restored."""
    start = 0
    for match in _NEXT.finditer(raw):
        yield _mail(raw[start : match.start() + 1])
        start = match.start() + 1
    yield _mail(raw[start:])


def find_maildir(folder: Path) -> list[Path] | None:
    """Return the files of a Maildir, the new mails last; None if the folder is none."""
    places = [folder / name for name in _FOLDERS]
    if not all(place.is_dir() for place in places):
        return None
    return [
        path
        for place in places
        for path in sorted(place.iterdir())
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    ]


def within_limits(name: str, mails: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield mails with their names; raise RefusedError if they are too many, or too large together."""
    size = 0
    for number, (mail, raw) in enumerate(mails, 1):
        size += len(raw)
        if number > MAX_MAILS or size > MAX_SIZE:
            most = f"{MAX_MAILS} mails" if number > MAX_MAILS else f"{MAX_SIZE // 1_000_000} MB of mails"
            raise RefusedError(f"{name} holds more than {most}", hint="Save fewer of them, and add those.")
        yield mail, raw


def _mail(raw: bytes) -> bytes:
    """Return a mail without the line of the mailbox above it."""
    raw = raw.lstrip()
    if raw.startswith(b"From "):
        raw = raw[raw.find(b"\n") + 1 :]
    return _QUOTED_FROM.sub(b"", raw)
