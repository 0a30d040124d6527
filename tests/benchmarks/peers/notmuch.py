"""notmuch: each clip as a mail in a Maildir, from its outlet, with its tags."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from clipper.model.clip import Clip
from tests.benchmarks.peers import FIRST_YEAR, LAST_YEAR, OUTLET, WORDS, Peer, Task

_SEARCH = "notmuch search --sort=newest-first"
_UNTAG = "notmuch tag -bench tag:bench"
_CONFIG = "[database]\npath={folder}/mail\n[user]\nname=Bench\nprimary_email=bench@example.com\n[new]\ntags=\n"


def make(clips: Sequence[Clip], folder: Path) -> None:
    """Write the mails, a list of their tags, and one mail to be added."""
    new = folder / "mail" / "cur"
    new.mkdir(parents=True)
    (folder / "mail" / "new").mkdir()
    (folder / "mail" / "tmp").mkdir()
    (folder / "config").write_text(_CONFIG.format(folder=folder), encoding="utf-8")
    tags = []
    for number, clip in enumerate(clips):
        (new / f"{number}:2,S").write_bytes(_mail(number, clip))
        tags += [f"+{_spelled(tag)} -- id:{number}@clips\n" for tag in clip.tags]
    (folder / "tags").write_text("".join(tags), encoding="utf-8")
    (folder / "added").write_bytes(_mail(-1, clips[0]))


def _mail(number: int, clip: Clip) -> bytes:
    mail = EmailMessage()
    mail["From"] = f'"{clip.source}" <news@example.com>'
    mail["Subject"] = clip.title
    mail["Date"] = format_datetime(datetime.fromisoformat(clip.date).replace(tzinfo=UTC))
    mail["Message-ID"] = f"<{number}@clips>"
    mail.set_content(clip.body)
    return bytes(mail)


def _spelled(tag: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "/-_" else f"%{ord(letter):02x}" for letter in tag)


PEER = Peer(
    program="notmuch",
    make=make,
    variables={"NOTMUCH_CONFIG": "{folder}/config"},
    work={
        "first index": Task(
            "notmuch new --quiet && notmuch tag --batch < {folder}/tags", before="rm -rf {folder}/mail/.notmuch"
        ),
        "newest 20": Task(f"{_SEARCH} --limit=20 '*'"),
        "outlet and span": Task(f"{_SEARCH} 'from:\"{OUTLET}\" date:{FIRST_YEAR}..{LAST_YEAR}'"),
        "tag": Task(f"{_SEARCH} 'tag:{{tag}}'"),
        "two words": Task(f"{_SEARCH} '{' '.join(WORDS)}'"),
        "add one": Task(
            "notmuch insert < {folder}/added",
            after="find {folder}/mail/new -type f -delete; notmuch new --quiet",
        ),
        "tag one": Task("notmuch tag +bench id:{number}@clips", after=_UNTAG),
        "tag 1 000": Task("notmuch tag +bench date:{since}..", after=_UNTAG),
        "after one change": Task(
            f"notmuch new --quiet && {_SEARCH} --limit=20 '*'",
            before="cp {folder}/added {folder}/mail/cur/added:2,S",
            after="rm {folder}/mail/cur/added:2,S; notmuch new --quiet",
        ),
    },
    turns=3,
)
