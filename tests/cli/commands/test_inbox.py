"""`clipper inbox`: what a browser saves into a folder is kept, and moved aside."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.errors import DiskError
from clipper.intake.inbox import Inbox
from clipper.library.writer import Writer
from tests.cli.conftest import Run
from tests.conftest import NOW, FakeSystem

TEXT = " ".join(f"Sentence {number} tells of the strike in the harbour." for number in range(40))
OLD = NOW.timestamp() - 3600

Save = Callable[..., Path]


def page(title: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><link rel="canonical" href="https://daily.example/'
        f'{title.replace(" ", "-")}"><meta property="og:site_name" content="Daily Example"></head><body><article><h1>'
        f'{title}</h1><p>{TEXT}</p><img src="{title}_files/a.png"></article></body></html>'
    )


@pytest.fixture
def folder(system: FakeSystem) -> Path:
    made = system.cwd / "in"
    made.mkdir()
    return made


@pytest.fixture
def save(folder: Path) -> Save:
    """Return what saves a file into the inbox, complete and an hour old."""

    def write(name: str, content: str | bytes, age: float = 3600) -> Path:
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.utime(file, (NOW.timestamp() - age,) * 2)
        return file

    return write


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def kept(clips: Path) -> list[str]:
    return sorted(path.name for path in clips.glob("[0-9u]*/*.md"))


def test_pages_and_texts_become_clips_and_are_moved_aside(run: Run, clips: Path, folder: Path, save: Save) -> None:
    save("a.html", page("Strike ends"))
    save("b.txt", "date 2026-11-20 [Source: AP]\n\nThe talks go on.\n")
    ran = run("inbox", "in", "--tag", "port")
    assert (ran.status, ran.err) == (0, "2 kept.\n")
    assert [line.split("\t")[3:5] for line in ran.out.splitlines()] == [
        ["Strike ends", "port"],
        ["The talks go on.", "port"],
    ]
    assert len(kept(clips)) == 2
    assert names(folder) == ["kept/a.html", "kept/b.txt"]
    assert run("inbox", "in") == (0, "", "There is nothing in the inbox to keep.\n")


def test_all_of_a_round_is_one_operation(run: Run, clips: Path, save: Save) -> None:
    for number in range(3):
        save(f"{number}.txt", f"date 2026-11-2{number} [Source: AP]\n\nText {number}.\n")
    run("inbox", "in")
    assert run("history").out.count("\n") == 1
    assert run("undo").status == 0
    assert kept(clips) == []


@pytest.mark.parametrize("ending", ["_files", "-Dateien", "_fichiers", ".files"])
def test_the_pictures_of_a_page_go_with_it(run: Run, clips: Path, folder: Path, save: Save, ending: str) -> None:
    save("Strike ends.html", page("Strike ends"))
    (folder / f"Strike ends{ending}").mkdir()
    save(f"Strike ends{ending}/a.png", b"\x89PNG")
    save(f"Strike ends{ending}/frame.html", page("Not a page of its own"))
    (folder / "Strike").mkdir()
    assert run("inbox", "in").status == 0
    assert names(folder) == sorted(
        [
            "kept/Strike ends.html",
            f"kept/Strike ends{ending}/a.png",
            f"kept/Strike ends{ending}/frame.html",
        ]
    )
    assert (folder / "Strike").is_dir()
    assert len(kept(clips)) == 1


@pytest.mark.usefixtures("clips")
def test_nothing_that_was_kept_before_is_written_over(run: Run, folder: Path, save: Save) -> None:
    for title in ("Strike ends", "Strike goes on", "Strike begins"):
        save("page.html", page(title))
        (folder / "page_files").mkdir()
        save("page_files/a.png", title)
        assert run("inbox", "in").status == 0
    assert "Strike ends" in (folder / "kept/page.html").read_text()
    assert "Strike goes on" in (folder / "kept/2/page.html").read_text()
    assert "Strike begins" in (folder / "kept/3/page.html").read_text()
    assert (folder / "kept/3/page_files/a.png").read_text() == "Strike begins"


def test_what_is_in_the_archive_already_is_moved_aside_too(run: Run, clips: Path, folder: Path, save: Save) -> None:
    save("a.html", page("Strike ends"))
    run("inbox", "in")
    save("again.html", page("Strike ends"))
    ran = run("inbox", "in")
    assert (ran.status, ran.out, ran.err) == (0, "", "1 there already.\n")
    assert names(folder) == ["kept/a.html", "kept/again.html"]
    assert len(kept(clips)) == 1


def test_what_cannot_be_kept_stays_with_the_reason(run: Run, clips: Path, folder: Path, save: Save) -> None:
    save("a.html", page("Strike ends"))
    save("login.html", "<html><head><title>Log in</title></head><body><p>Log in.</p></body></html>")
    save("picture\x1b.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(100))
    save("empty.txt", "")
    ran = run("inbox", "in")
    assert ran.status in {1, 65}
    assert "1 kept, 3 not kept: not-kept.txt says why.\n" in ran.err
    assert f"clipper: there is nothing to keep in {folder}/empty.txt\n" in ran.err
    assert " done" not in ran.err
    assert names(folder) == ["empty.txt", "kept/a.html", "login.html", "not-kept.txt", "picture\x1b.jpg"]
    listing = (folder / "not-kept.txt").read_text()
    assert listing.startswith("clipper inbox did not keep these files; they are where they were.\n\nempty.txt\n    ")
    assert "\npicture␛.jpg\n    it is " in listing.replace("picture␛.jpg is ", "it is ")
    assert str(folder) not in listing
    assert len(kept(clips)) == 1
    for name in ("login.html", "picture\x1b.jpg", "empty.txt"):
        (folder / name).unlink()
    run("inbox", "in")
    assert names(folder) == ["kept/a.html"]


def test_a_text_that_has_the_name_of_the_listing_is_kept_like_any_other(
    run: Run, clips: Path, folder: Path, save: Save
) -> None:
    save("login.html", "<html><body><p>Log in.</p></body></html>")
    save("not-kept.txt", "date 2026-11-20 [Source: AP]\n\nA text of the user's.\n")
    assert run("inbox", "in").status == 1
    assert "A text of the user" in (folder / "kept/not-kept.txt").read_text()
    assert "login.html" in (folder / "not-kept.txt").read_text()
    assert len(kept(clips)) == 1


@pytest.mark.usefixtures("clips")
def test_what_is_still_being_written_is_left_for_the_next_round(run: Run, folder: Path, save: Save) -> None:
    save("new.html", page("Strike ends"), age=1)
    save("loading.pdf.part", "x")
    save("Unconfirmed 1.crdownload", "x")
    save(".hidden.txt", "x")
    ran = run("inbox", "in")
    assert ran.status == 0
    assert "Still being written: Unconfirmed 1.crdownload, loading.pdf.part, new.html.\n" in ran.err
    assert names(folder) == [".hidden.txt", "Unconfirmed 1.crdownload", "loading.pdf.part", "new.html"]
    save("new.html", page("Strike ends"), age=5)
    assert run("inbox", "in").status == 0
    assert "kept/new.html" in names(folder)


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_round(
    run: Run, clips: Path, folder: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = save("a.txt", "date 2026-11-20 [Source: AP]\n\nThe beginning.\n")
    real = Inbox.is_unchanged

    def grown(self: Inbox, saved: object) -> bool:
        with file.open("a") as opened:
            opened.write("And the end.\n")
        os.utime(file, (OLD, OLD))
        return real(self, saved)  # type: ignore[arg-type]

    monkeypatch.setattr(Inbox, "is_unchanged", grown)
    assert run("inbox", "in").status == 0
    assert kept(clips) == []
    monkeypatch.setattr(Inbox, "is_unchanged", real)
    assert run("inbox", "in").status == 0
    assert "And the end." in next(clips.glob("2026/*.md")).read_text()
    assert names(folder) == ["kept/a.txt"]


def test_a_file_that_is_saved_anew_before_it_is_moved_stays(
    run: Run, clips: Path, folder: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    save("a.txt", "date 2026-11-20 [Source: AP]\n\nThe first version.\n")
    real = Writer.add

    def slow(self: Writer, *arguments: object, **named: object) -> object:
        added = real(self, *arguments, **named)  # type: ignore[arg-type]
        save("a.txt", "date 2026-11-21 [Source: AP]\n\nThe second version, another text.\n")
        monkeypatch.setattr(Writer, "add", real)
        return added

    monkeypatch.setattr(Writer, "add", slow)
    run("inbox", "in")
    assert (len(kept(clips)), names(folder)) == (1, ["a.txt"])
    run("inbox", "in")
    assert (len(kept(clips)), names(folder)) == (2, ["kept/a.txt"])


def test_a_run_that_ends_between_keeping_and_moving_loses_nothing_and_keeps_nothing_twice(
    run: Run, clips: Path, folder: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    save("a.html", page("Strike ends"))
    (folder / "a_files").mkdir()
    save("a_files/a.png", b"x")

    def killed(*_arguments: object) -> None:
        raise DiskError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(Inbox, "put_aside", killed)
        assert run("inbox", "in").status == 74
    assert (len(kept(clips)), names(folder)) == (1, ["a.html", "a_files/a.png"])
    assert run("inbox", "in").err == "1 there already.\n"
    assert (len(kept(clips)), names(folder)) == (1, ["kept/a.html", "kept/a_files/a.png"])


def test_links_are_not_followed(run: Run, clips: Path, folder: Path, save: Save, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("date 2026-11-20 [Source: AP]\n\nA secret.\n")
    os.utime(secret, (OLD, OLD))
    (folder / "link.txt").symlink_to(secret)
    os.mkfifo(folder / "pipe.txt")
    assert run("inbox", "in").err == "There is nothing in the inbox to keep.\n"
    save("a.txt", "date 2026-11-20 [Source: AP]\n\nA text.\n")
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "kept").symlink_to(outside)
    ran = run("inbox", "in")
    assert ran.status == 1
    assert "symbolic link" in ran.err
    assert [*outside.iterdir()] == []
    assert kept(clips) == []
    assert secret.exists()


def test_the_listing_is_not_written_through_a_link(run: Run, clips: Path, folder: Path, save: Save) -> None:
    save("login.html", "<html><body><p>Log in.</p></body></html>")
    target = clips / "victim.txt"
    target.write_text("mine")
    (folder / "not-kept.txt").symlink_to(target)
    run("inbox", "in")
    assert target.read_text() == "mine"


def test_an_inbox_in_the_archive_is_refused(run: Run, clips: Path) -> None:
    (clips / "in").mkdir()
    for path in (clips, clips / "in"):
        ran = run("inbox", str(path))
        assert (ran.status, ran.err) == (1, f"clipper: {path} is in the archive. Name a folder outside of it.\n")


@pytest.mark.usefixtures("clips")
def test_one_inbox_is_worked_on_by_one_clipper(run: Run, folder: Path, save: Save) -> None:
    save("a.txt", "A text.")
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        ran = run("inbox", "in")
    finally:
        os.close(descriptor)
    assert (ran.status, ran.err) == (75, f"clipper: another clipper is at work in {folder}\n")
    assert names(folder) == ["a.txt"]


def test_a_dry_run_changes_nothing(run: Run, clips: Path, folder: Path, save: Save) -> None:
    save("a.html", page("Strike ends"))
    save("login.html", "<html><body><p>Log in.</p></body></html>")
    ran = run("inbox", "in", "--dry-run")
    assert ran.status == 1
    assert "1 would be kept, 1 not kept." in ran.err
    assert names(folder) == ["a.html", "login.html"]
    assert kept(clips) == []


@pytest.mark.parametrize(
    ("words", "status"), [(["gone"], 1), (["in", "--every", "soon"], 2), (["in", "--every", "0s"], 2), ([], 2)]
)
@pytest.mark.usefixtures("clips", "folder")
def test_what_makes_no_sense_is_refused(run: Run, words: list[str], status: int) -> None:
    assert run("inbox", *words).status == status


def test_with_every_it_looks_again_until_it_is_ended(
    run: Run, clips: Path, folder: Path, save: Save, system: FakeSystem
) -> None:
    waits: list[float] = []

    def between(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 1:
            save("second.txt", "date 2026-11-21 [Source: AP]\n\nThe second text.\n")
            save("login.html", "<html><body><p>Log in.</p></body></html>")
        if len(waits) == 4:
            raise KeyboardInterrupt

    system.between = between
    save("first.txt", "date 2026-11-20 [Source: AP]\n\nThe first text.\n")
    ran = run("inbox", "in", "--every", "30s")
    assert (ran.status, waits) == (130, [30] * 4)
    assert ran.err.count("login.html: ") == 1
    assert ran.err.count("1 kept") == 2
    assert len(kept(clips)) == 2
    assert names(folder) == ["kept/first.txt", "kept/second.txt", "login.html", "not-kept.txt"]


def test_with_every_a_round_that_fails_does_not_end_it(
    run: Run, clips: Path, folder: Path, save: Save, system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Inbox.put_aside

    def failing(*_arguments: object) -> None:
        raise DiskError("the disk is full")

    def between(_seconds: float) -> None:
        if Inbox.put_aside is real:
            raise KeyboardInterrupt
        monkeypatch.setattr(Inbox, "put_aside", real)

    monkeypatch.setattr(Inbox, "put_aside", failing)
    system.between = between
    save("first.txt", "date 2026-11-20 [Source: AP]\n\nThe first text.\n")
    ran = run("inbox", "in", "--every", "1m")
    assert ran.status == 130
    assert "clipper: the disk is full\n" in ran.err
    assert (len(kept(clips)), names(folder)) == (1, ["kept/first.txt"])


def test_more_files_than_one_round_takes_are_all_kept(
    run: Run, clips: Path, folder: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clipper.intake.read_inbox._MOST_FILES", 2)
    for number in range(5):
        save(f"{number}.txt", f"date 2026-11-1{number} [Source: AP]\n\nText {number}.\n")
    assert run("inbox", "in").status == 0
    assert len(kept(clips)) == 5
    assert len(names(folder)) == 5
    assert run("history").out.count("\n") == 3


@pytest.mark.usefixtures("clips")
def test_a_file_is_no_inbox(run: Run, folder: Path, save: Save) -> None:
    file = save("a.html", page("Strike ends"))
    ran = run("inbox", "in/a.html")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"clipper: {folder}/a.html is a file. Name the folder")
    assert file.exists()


@pytest.mark.usefixtures("clips")
def test_what_is_no_text_gets_no_advice_about_its_encoding(run: Run, folder: Path, save: Save) -> None:
    save("mine.dat", b"\0\0\1\0zz\0" * 9)
    assert "encoding" not in run("inbox", "in").err
    assert "not text" in (listing := (folder / "not-kept.txt").read_text())
    assert "encoding" not in listing


def test_half_of_a_document_stays_and_is_told(run: Run, clips: Path, folder: Path, save: Save) -> None:
    save("report.pdf", "Half of it.\n")
    ran = run("inbox", "in")
    assert ran.status == 65
    assert kept(clips) == []
    assert "is no PDF, though it is named so" in (folder / "not-kept.txt").read_text()
