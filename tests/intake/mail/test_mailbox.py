"""A mail is told from other texts by its headers; a mailbox and a Maildir hold many."""

from pathlib import Path

import pytest

from clipper.errors import RefusedError
from clipper.intake.mail import mailbox
from tests.intake.mail.shapes import SHAPES, head, mail, part

WORDS = part("text/plain", "Words.\n")


@pytest.mark.parametrize("name", SHAPES)
def test_every_mail_is_one(name: str) -> None:
    assert mailbox.is_mail(SHAPES[name])
    assert mailbox.is_mailbox(SHAPES[name]) == (name == "mailbox")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"A text.\n",
        b"From: The Paper <a@paper.example>\nSubject: Your morning\nDate: 26 November 2026\n\nGood morning.\n",
        b"From: The Paper <a@paper.example>\nSubject: Hi\nDate: 26 November 2026 at 08:15:00 CET\nTo: Me\n\nHi.\n",
        b"From here on it is\nDate: a fruit\nSource: a spring\n\nText\n",
        b"Title: A\nURL: https://e.example/a\nSource: B\n\nText.\n",
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://e.example/\nSubject: A\nMIME-Version: 1.0\n\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\nFrom: a\nContent-Location: https://e/\n\n",
    ],
)
def test_a_text_with_labels_and_a_saved_page_are_no_mails(raw: bytes) -> None:
    assert not mailbox.is_mail(raw)


BARE = (
    b"From: Jane <j@paper.example>\nTo: me@home.example\nSubject: Tides\nDate: Thu, 26 Nov 2026 08:15:00 +0100\n\nHi.\n"
)


def test_a_mail_needs_no_mime_version_if_its_day_is_that_of_a_program() -> None:
    assert mailbox.is_mail(BARE)
    assert mailbox.is_mail(BARE.replace(b"\n", b"\r\n"))
    assert not mailbox.is_mail(BARE.replace(b"To: me@home.example\n", b""))
    assert not mailbox.is_mail(BARE.replace(b"\n\nHi", b"\nHi there, all of you\n\nHi"))


@pytest.mark.parametrize("lines", [b"From: Jane\nSubject: Tides\n", b"Subject: Tides\nMIME-Version: 1.0\n", BARE[:80]])
def test_the_name_of_a_file_tells_a_mail_with_few_headers(lines: bytes) -> None:
    raw = lines.rstrip() + b"\n\nThe tides rise.\n"

    assert mailbox.is_mail(raw, "Mails/Tides.EML")
    assert not mailbox.is_mail(raw, "tides.txt")


@pytest.mark.parametrize(
    "raw", [b"A text that I wrote.\n", b"Title: A\nURL: https://e.example/a\n\nText\n", b"Subject: A\nand no more\n"]
)
def test_a_name_does_not_make_a_mail_of_a_text(raw: bytes) -> None:
    assert not mailbox.is_mail(raw, "a.eml")


def test_a_mailbox_is_split_where_a_mail_begins_and_nowhere_else() -> None:
    first = mail(part("text/plain", "From the quay they came.\n\nFrom there\nwe go.\n\n>From home.\n>>From afar.\n\n"))
    box = b"From a@b Thu Nov 26 08:15:00 2026\n" + first + b"From a@b Fri Nov 27 08:15:00 2026\r\n" + mail(WORDS)
    one, two = mailbox.split(box)
    assert one == first.replace(b">From home.\n>>From", b"From home.\n>From").rstrip(b"\n") + b"\n\n"
    assert two == mail(WORDS)


def test_a_maildir_is_a_folder_of_two(tmp_path: Path) -> None:
    assert mailbox.find_maildir(tmp_path) is None
    for name in ("cur", "new", "tmp", "cur/b:2,S", "new/a", "cur/.hidden"):
        path = tmp_path / name
        path.write_bytes(b"x") if "/" in name else path.mkdir()
    (tmp_path / "cur" / "link").symlink_to(tmp_path / "new" / "a")
    found = mailbox.find_maildir(tmp_path) or []
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["cur/b:2,S", "new/a"]


def test_too_many_mails_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "MAX_MAILS", 2)
    assert len([*mailbox.within_limits("box", [("a", b"x")] * 2)]) == 2
    with pytest.raises(RefusedError, match="box holds more than 2 mails"):
        [*mailbox.within_limits("box", [("a", b"x")] * 3)]
    monkeypatch.setattr(mailbox, "MAX_SIZE", 1_000_000)
    with pytest.raises(RefusedError, match="box holds more than 1 MB of mails"):
        [*mailbox.within_limits("box", [("a", b"x" * 1_000_001)])]


def test_headers_without_a_text_are_a_mail_too() -> None:
    assert mailbox.is_mail(head().encode() + b"\n")
