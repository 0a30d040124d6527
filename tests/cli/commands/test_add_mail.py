"""`clipper add` keeps mails: a file, a mailbox, a Maildir, or standard input."""

from tests.cli.conftest import Run
from tests.conftest import FakeSystem
from tests.intake.mail.shapes import SHAPES, mail


def test_a_newsletter_becomes_a_clip(run: Run, system: FakeSystem) -> None:
    (system.cwd / "letter.eml").write_bytes(SHAPES["newsletter"])
    ran = run("add", "letter.eml", "-t", "ports")
    assert ran.out.split("\t")[1:5] == ["2026-11-26", "The Example Paper", "Harbour strike ends", "ports"]
    again = run("add", "letter.eml")
    assert again.status != 0
    assert "there already" in again.err or "already" in again.err


def test_a_mail_without_a_version_and_a_draft_of_a_digest_are_mails(run: Run, system: FakeSystem) -> None:
    bare = (
        "From: Jane <j@paper.example>\nTo: me@x.example\nSubject: Tides\nDate: Thu, 26 Nov 2026 08:15:00 +0100\n\nHi.\n"
    )
    (system.cwd / "x.eml").write_text(bare)
    ran = run("add", "x.eml")
    assert ran.out.split("\t")[1:4] == ["2026-11-26", "Jane", "Tides"]
    assert run("show", "Tides", "--format", "{text}").out == "Hi.\n"

    run("digest", "--to", "mail", "--title", "Monday", "-o", "review.eml")
    assert run("add", "review.eml").out.split("\t")[3] == "Monday"
    assert "MIME-Version" not in run("show", "Monday").out


def test_a_mail_program_may_pipe_a_mail(run: Run) -> None:
    assert run("add", "-", stdin=SHAPES["signed"]).out.split("\t")[3] == "Harbour strike ends"


def test_the_articles_of_an_alert_wait_to_be_fetched(run: Run, system: FakeSystem) -> None:
    (system.cwd / "alert.eml").write_bytes(SHAPES["alert-google-html"])
    ran = run("add", "alert.eml")
    assert ran.status == 0
    assert ran.out.count("to-fetch") == 2


def test_of_a_mailbox_the_mails_that_can_be_read_are_kept(run: Run, system: FakeSystem) -> None:
    box = b"".join(b"From a@b Thu Nov 26\n" + raw + b"\n" for raw in (SHAPES["signed"], mail(b"\n"), SHAPES["winmail"]))
    (system.cwd / "box").write_bytes(box)
    ran = run("add", "box")
    assert ran.out.count("\n") == 2
    assert "box, mail 2: it has no text" in ran.err
    assert "box, mail 3: its attachments are not kept: winmail.dat" in ran.err


def test_a_maildir_is_read_and_another_folder_is_not(run: Run, system: FakeSystem) -> None:
    for name in ("cur", "new", "tmp"):
        (system.cwd / "Mail" / name).mkdir(parents=True)
    (system.cwd / "Mail/cur/1:2,S").write_bytes(SHAPES["signed"])
    (system.cwd / "Mail/new/2").write_bytes(mail(b"\n"))
    ran = run("add", "Mail")
    assert ran.out.split("\t")[3] == "Harbour strike ends"
    assert "Mail/new/2: it has no text" in ran.err
    assert "Mail/cur is a folder. It is a part of a Maildir: name that." in run("add", "Mail/cur").err
    (system.cwd / "saved").mkdir()
    assert run("add", "saved").err == (
        "clipper: saved is a folder. "
        "`clipper inbox FOLDER` keeps the files in it, `clipper import FOLDER` takes over an export.\n"
    )


def test_a_mail_may_be_larger_than_a_text(run: Run, system: FakeSystem) -> None:
    attached = SHAPES["signed"].replace(
        b"--=_b1--", b"--=_b1\nContent-Type: a/b\n\n" + b"x" * 11_000_000 + b"\n--=_b1--"
    )
    (system.cwd / "large.eml").write_bytes(attached)
    assert run("add", "large.eml").status == 0
    assert run("add", "-", "--force", stdin=attached).status == 0
