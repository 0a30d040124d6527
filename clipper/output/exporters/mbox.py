"""mbox: a mail for each clip, so that a mail program lists, threads and searches them."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from clipper import text
from clipper.library.export import ExportedClip, ExportOptions
from clipper.model.keys import FIELDS
from clipper.output.plain import moments

if TYPE_CHECKING:
    from email.message import EmailMessage
    from email.policy import EmailPolicy

SUFFIX = ".mbox"
KEEPS = "a mail for each clip, with the fields as headers"
LOSES: tuple[str, ...] = ("extra",)

_FROM = b"From clipper@clipper.invalid Thu Jan  1 00:00:00 1970\n"
_OWN = {"title", "date", "author"}


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:  # noqa: ARG001 - no title
    """Write the clips."""
    for clip in clips:
        mail = _mail(clip).as_bytes(policy=_policy())
        head, blank, body = mail.partition(b"\n\n")
        out.write(b"".join((_FROM, head, blank, _mangled(body), b"\n")))


@cache
def _policy() -> "EmailPolicy[EmailMessage]":
    from email.policy import SMTP  # the other formats do not wait for it

    return SMTP.clone(linesep="\n", cte_type="7bit")


def _mail(exported: ExportedClip) -> "EmailMessage":
    from email.message import EmailMessage

    clip = exported.clip
    mail = EmailMessage(policy=_policy())
    sender = text.safe("; ".join(clip.author) or clip.source or "clipper")
    mail["From"] = f"{_quoted(sender)} <clips@clipper.invalid>"
    mail["Subject"] = exported.headline
    if moment := moments.moment(clip.date):
        mail["Date"] = moment
    mail["Message-ID"] = f"<{exported.stored.handle}@clipper.invalid>"
    for name in FIELDS:
        if name not in _OWN and (values := clip.values(name)):
            mail[f"X-Clipper-{name.capitalize()}"] = text.safe(", ".join(values))
    if clip.date:
        mail["X-Clipper-Date"] = text.safe(clip.date)
    mail.set_content(text.safe_lines("\n\n".join(_sections(exported))), cte="quoted-printable")
    return mail


def _sections(exported: ExportedClip) -> Iterator[str]:
    yield exported.text.strip("\n")
    for heading, part in (("## Note", exported.note), ("## Highlights", exported.highlights)):
        if part.strip():
            yield f"{heading}\n\n{part}"


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _mangled(body: bytes) -> bytes:
    """Return a body in which no line begins as that between two mails does; quoted-printable can say so otherwise."""
    return (b"\n" + body).replace(b"\nFrom ", b"\n=46rom ")[1:]
