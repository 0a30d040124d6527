"""`clipper add`: what comes in, what is understood of it, and what is refused."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import NOW, FakeSystem
from tests.index.wires import Wire
from tests.output.hostile import plain
from tests.running import Result

FOUNDING = """date 2000-05-19 [Source: Reuters]

Trump says Russia and Ukraine will start ceasefire talks

Donald Trump said after his call on Monday that they will “immediately” start.

  “This is not my war.”
"""
BODY = "Donald Trump said after his call on Monday that they will “immediately” start.\n\n  “This is not my war.”\n"
PATH = "2000/2000-05-19-reuters-trump-says-russia-and-ukraine-will-start-ceasefire-talks.md"
CLIP = b"---\r\n# mine\r\nheadline: 'Kept: as it is'\r\ndate:   2025-05-19\r\nmood: grim # sic\r\n---\r\n\r\nNo newline"


@pytest.fixture
def put(system: FakeSystem) -> Callable[[str, str | bytes], str]:
    """Return what writes a file into the working directory, and returns its name."""

    def put(name: str, content: str | bytes) -> str:
        (system.cwd / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return put


def files(root: Path) -> dict[str, bytes]:
    """Return every clip of an archive with its bytes."""
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*.md"))}


def refused(ran: Result, *words: str, status: int = 1) -> str:
    """See that nothing came out, and that one line says why; return it."""
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1), ran
    assert all(word in ran.err for word in words), ran.err
    assert ran.err.startswith("clipper: ")
    return ran.err


def test_the_first_clipping_makes_the_archive_and_is_kept_to_the_byte(run: Run, system: FakeSystem) -> None:
    first = run("add", "-", stdin=FOUNDING)
    root = system.home / "clips"
    title = "Trump says Russia and Ukraine will start ceasefire talks"
    assert first.status == 0
    assert first.err == f"Made the archive {root}.\n"
    assert first.out.split("\t")[1:] == ["2000-05-19", "Reuters", title, "", f"{PATH}\n"]
    body = FOUNDING.partition("\n\n")[2]
    header = f"title: {title}\ndate: 2000-05-19\nsource: Reuters\nclipped: {NOW.isoformat()}\n"
    assert files(root) == {PATH: f"---\n{header}---\n\n{body}".encode()}
    assert (root / ".clipper.toml").exists()
    assert "Made" not in run("add", stdin="Another.\n").err


def test_the_same_clipping_again_is_refused_and_forced_gets_a_second_name(run: Run, clips: Path) -> None:
    handle = run("add", stdin=FOUNDING).out.split("\t")[0]
    before = files(clips)
    refused(run("add", stdin=FOUNDING), handle, PATH.removesuffix(".md"), "--force")
    wrapped = FOUNDING.replace("on Monday that", "on Monday\nthat")
    refused(run("add", stdin=wrapped), handle)
    assert files(clips) == before
    again = run("add", "--force", stdin=FOUNDING)
    assert again.out.rstrip().endswith("-talks-2.md")
    assert files(clips)[PATH.replace(".md", "-2.md")] == before[PATH]


def test_the_same_text_of_the_same_address_is_refused_and_another_one_is_another_capture(run: Run, clips: Path) -> None:
    handle = run("add", "--url", "https://www.example.com/a/?utm_source=x", stdin="One text.\n").out[:8]
    refused(run("add", "--url", "http://example.com/a", stdin="One text.\n"), f"kept already as {handle}")
    assert len(files(clips)) == 1
    again = run("add", "--url", "http://example.com/a", stdin="Another text.\n")
    assert f"its address is that of {handle}, and the rest differs: kept as another capture." in again.err
    assert len(files(clips)) == 2


def test_three_pieces_in_a_file_become_three_clips(run: Run, clips: Path, put: Callable[..., str]) -> None:
    whole = "\n".join(
        f"date 2025-05-{day} [Source: {name}]\n\nText of {name}.\n"
        for day, name in enumerate(("AP", "BBC", "Le Monde"), 10)
    )
    ran = run("add", put("three.txt", whole))
    assert [line.split("\t")[1:3] for line in ran.out.splitlines()] == [
        ["2025-05-10", "AP"],
        ["2025-05-11", "BBC"],
        ["2025-05-12", "Le Monde"],
    ]
    assert len(files(clips)) == 3
    partly = run("add", "-", stdin=whole + "\ndate 2025-05-13 [Source: DPA]\n\nText of DPA.\n")
    assert partly.status == 1
    assert [line.split("\t")[2] for line in partly.out.splitlines()] == ["DPA"]
    assert partly.err.count("kept already") == 3
    assert partly.err.rstrip().endswith("1 of 4 done. --force keeps it again.")


def test_a_file_with_front_matter_is_adopted_byte_for_byte(run: Run, clips: Path, put: Callable[..., str]) -> None:
    assert run("add", put("own.md", CLIP)).status == 0
    assert [*files(clips).values()] == [CLIP]


def test_what_the_options_say_wins_and_every_other_byte_stays(run: Run, clips: Path, put: Callable[..., str]) -> None:
    words = ("--title", "New", "--source", "AP", "-t", "world/uk", "-t", "bank", "--author", "A B", "--author", "C D")
    assert run("add", put("own.md", CLIP), *words).status == 0
    new = CLIP.replace(b"'Kept: as it is'", b"New").replace(
        b"# sic\r\n", b"# sic\r\nsource: AP\r\nauthor:\r\n- A B\r\n- C D\r\ntags:\r\n- world/uk\r\n- bank\r\n"
    )
    assert [*files(clips).values()] == [new]
    ran = run("add", "--date", "19 May 2025", "--source", "BBC", "-t", "talks", "--title", "", stdin=FOUNDING)
    assert ran.out.split("\t")[1:5] == ["2025-05-19", "BBC", "", "talks"]


def test_text_that_is_not_utf_8_is_read_and_said(run: Run, clips: Path, put: Callable[..., str]) -> None:
    ran = run("add", put("old.txt", b"Caf\xe9 \x84quoted\x93\n"))
    assert ran.status == 0
    assert "old.txt is not UTF-8; it was read as Windows-1252 (cp1252)." in ran.err
    assert "cp1252" not in run("add", "-q", stdin=b"Caf\xe9 again\n").err
    assert "not UTF-8" not in run("add", "--encoding", "latin-1", stdin=b"Caf\xe9 latin\n").err
    assert run("add", put("wide.txt", "Schöne Züge\n".encode("utf-16"))).out.split("\t")[3] == "Schöne Züge"
    assert run("add", stdin=b"\xef\xbb\xbfdate 2025-01-02 [Source: AP]\n\nMarked\n").out.split("\t")[1:4] == [
        "2025-01-02",
        "AP",
        "Marked",
    ]
    assert sorted(content.partition(b"---\n\n")[2] for content in files(clips).values()) == sorted(
        line.encode() for line in ("Café „quoted“\n", "Café again\n", "Café latin\n", "Schöne Züge\n", "Marked\n")
    )


@pytest.mark.parametrize(
    ("words", "stdin", "status", "message"),
    [
        ((), b"", 1, ["nothing to keep"]),
        ((), b" \r\n\t\xc2\xa0\n", 1, ["nothing to keep"]),
        ((), b"\x89PNG\r\n\x1a\n\0\0", 65, ["standard input is a picture"]),
        ((), b"\x7fELF\0\0", 65, ["standard input", "not text", "U+0000"]),
        ((), b"a" * 1_000_001, 1, ["standard input is larger than 1 MB", "--max-size"]),
        ((), b"---\ntitle: a: b\n---\n\nx", 65, ["standard input:2: "]),
        (("nowhere.txt",), b"", 1, ["there is no file nowhere.txt"]),
        (("~nobody-is-called-so/x",), b"", 1, ["there is no file ~nobody"]),
        (("a" * 300,), b"", 74, ["cannot be read", "too long"]),
        (("",), b"", 2, ["the name of a file is empty"]),
        (("/",), b"", 2, ["/ is a folder"]),
        (("/dev/null",), b"", 2, ["/dev/null is not a regular file"]),
        (("www.example.com/a",), b"", 1, ["there is no file www.example.com/a", "begins with http://"]),
        ((), b"\x89PNG", 65, ["standard input is a picture"]),
        (("--list", "/dev/null"), b"", 2, ["/dev/null is not a regular file"]),
        (("--list", "-"), b"https://example.com/a\nnot one\n", 2, ["-:2: “not one” is not an address of a page"]),
        (("--fetch", "x", "a.txt"), b"", 2, ["--fetch fills clips that are kept already"]),
        (("--date", "2025-02-30"), b"x", 2, ["clipper: “2025-02-30”"]),
        (("--date", "05/06/2025"), b"x", 2, ["2025-06-05", "2025-05-06"]),
        (("--url", "example.com"), b"x", 2, ["clipper: “example.com” is not an address"]),
        (("--tag", "a,b"), b"x", 2, ["a,b", "comma"]),
        (("--title", "a\udcff"), b"x", 2, ["clipper: “a<U+DCFF>” is not valid text"]),
        (("--author", "\udcff"), b"x", 2, ["not valid text"]),
        (("--url", "http://a/\udcff"), b"x", 2, ["not valid text"]),
        (("--encoding", "klingon"), b"x", 2, ["“klingon” is not an encoding"]),
        (("--encoding", "a\udcff"), b"x", 2, ["is not an encoding"]),
        (("--encoding", "ascii"), b"\xe9", 65, ["not ascii", "byte 1"]),
        (("--max-size", "0"), b"x", 2, ["--max-size"]),
        ((), b"date 2025-02-30 [Source: AP]\n\nText.\n", 2, ["standard input: line 1", "“2025-02-30”", "--date"]),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    run: Run, system: FakeSystem, words: tuple[str, ...], stdin: bytes, status: int, message: list[str]
) -> None:
    refused(run("add", "--max-size", "1", *words, stdin=stdin), *message, status=status)
    assert not (system.home / "clips").exists()


def test_nothing_is_made_before_all_is_read(run: Run, system: FakeSystem, put: Callable[..., str]) -> None:
    good = put("good.txt", FOUNDING)
    refused(run("add", good, put("bad.bin", b"\0\1")), "bad.bin", status=65)
    refused(run("add", good, "missing.txt"), "missing.txt")
    assert not (system.home / "clips").exists()


def test_a_file_that_may_not_be_read_is_refused(run: Run, system: FakeSystem, put: Callable[..., str]) -> None:
    (system.cwd / put("secret.txt", "x")).chmod(0)
    os.mkfifo(system.cwd / "pipe")
    if os.geteuid():
        refused(run("add", "secret.txt"), "secret.txt cannot be read: permission denied")
    refused(run("add", "pipe"), "pipe is not a regular file", status=2)


def test_a_clip_without_a_date_is_kept_with_a_hint(run: Run, clips: Path) -> None:
    ran = run("add", stdin="Only a text.\n")
    handle, *rest = ran.out.rstrip().split("\t")
    assert rest == ["", "", "Only a text.", "", "undated/only-a-text.md"]
    assert ran.err == f"{handle} has no date: `clipper edit {handle} --set date=DAY` sets it.\n"
    assert run("add", "--quiet", stdin="Another.\n") == Result(0, "", "")
    assert len(files(clips)) == 2


def test_a_terminal_shows_one_clip_as_a_sentence_and_several_as_a_table(
    run: Run, clips: Path, put: Callable[..., str]
) -> None:
    name = put("one.txt", FOUNDING)
    day = PATH.partition("/")[2][:10]
    assert plain(run("add", name, terminal=True).out).splitlines()[1:] == [PATH]
    would = plain(run("add", "--force", "--dry-run", name, terminal=True).out)
    assert would.startswith("Would keep ")
    assert f" · {day} · Reuters · " in would
    assert run("add", "--force", "-q", name, terminal=True) == Result(0, "", "")
    several = plain(run("add", "--force", name, name, terminal=True).out)
    assert "2 clips" in several
    assert len(files(clips)) == 4


@pytest.mark.parametrize("terminal", [False, True])
def test_a_dry_run_shows_what_would_be_kept_and_makes_nothing(
    run: Run, system: FakeSystem, put: Callable[..., str], terminal: bool
) -> None:
    ran = run("add", "--dry-run", put("one.txt", FOUNDING), terminal=terminal, width=200)
    assert (ran.status, ran.err) == (0, "")
    assert "Reuters" in ran.out
    assert not (system.home / "clips").exists()


def test_a_dry_run_names_the_file_that_would_be_made(run: Run, clips: Path, put: Callable[..., str]) -> None:
    assert PATH in run("add", put("one.txt", FOUNDING)).out
    before = files(clips)
    again = run("add", "--force", "--dry-run", "one.txt", "one.txt")
    assert [line.rpartition("-talks")[2] for line in again.out.splitlines()] == ["-2.md", "-3.md"]
    assert files(clips) == before


def test_the_editor_takes_a_clipping_where_nothing_is_piped(run: Run, system: FakeSystem, clips: Path) -> None:
    seen = []

    def fill(raw: bytes) -> bytes:
        seen.append(raw)
        return (
            raw.replace(b"title:", b"title: Written").replace(b"date: 2025-05-19", b"date: 20 May 2025") + b"By hand.\n"
        )

    system.editor = fill
    ran = run(
        "add", "--date", "2025-05-19", "--author", "A B", "--author", "C D", "-t", "one", "-t", "two", terminal=True
    )
    assert seen == [b"---\ntitle:\ndate: 2025-05-19\nsource:\nauthor: [A B, C D]\nurl:\ntags: [one, two]\n---\n\n"]
    assert ran.status == 0
    header = "title: Written\ndate: 2025-05-20\nauthor:\n- A B\n- C D\ntags:\n- one\n- two\n"
    kept = f"---\n{header}clipped: {NOW.isoformat()}\n---\n\nBy hand.\n"
    assert files(clips) == {"2025/2025-05-20-written.md": kept.encode()}
    assert not (system.folder / "edited").exists()


@pytest.mark.parametrize(
    "edited", [lambda raw: raw, lambda _: b"", lambda _: b" \n"], ids=["unchanged", "empty", "blank"]
)
def test_an_editor_left_without_a_text_makes_nothing(
    run: Run, system: FakeSystem, edited: Callable[[bytes], bytes]
) -> None:
    system.editor = edited
    refused(run("add", terminal=True), "there is nothing to keep")
    assert not (system.home / "clips").exists()
    assert not (system.folder / "edited").exists()


@pytest.mark.parametrize(
    ("typed", "status", "message"),
    [
        (b"---\ntitle: a: b\n---\n\nMuch work.\n", 65, "clip.md:2: "),
        (b"---\ntitle: a\ndate: someday\n---\n\nMuch work.\n", 2, "“someday”"),
        (b"date 2025-02-30 [Source: AP]\n\nMuch work.\n", 2, "“2025-02-30”"),
        (FOUNDING.encode(), 1, "kept already"),
    ],
)
def test_what_was_written_in_the_editor_is_not_lost_when_it_is_refused(
    run: Run, system: FakeSystem, clips: Path, typed: bytes, status: int, message: str
) -> None:
    run("add", stdin=FOUNDING)
    before = files(clips)
    system.editor = lambda _: typed
    copy = system.folder / "edited" / "clip.md"
    refused(run("add", terminal=True), message, str(copy), status=status)
    assert copy.read_bytes() == typed
    assert files(clips) == before


def test_a_piped_text_can_be_looked_over_first(run: Run, system: FakeSystem, clips: Path) -> None:
    system.editor = lambda raw: raw.replace(b"Reuters", b"AFP")
    assert run("add", "--edit", stdin=FOUNDING).out.split("\t")[2] == "AFP"
    assert len(files(clips)) == 1


def test_an_archive_that_was_named_must_be_there(run: Run, system: FakeSystem) -> None:
    refused(run("--archive", str(system.cwd), "add", stdin=FOUNDING), "there is no archive", "clipper init")
    system.variables["CLIPPER_ARCHIVE"] = "/nowhere"
    refused(run("add", stdin=FOUNDING), "/nowhere", "$CLIPPER_ARCHIVE")
    assert not (system.home / "clips").exists()


def test_the_rules_of_the_settings_tag_what_comes_in(run: Run, archive: Path) -> None:
    with (archive / ".clipper.toml").open("a") as settings:
        settings.write('[rules]\n"source:reuters" = ["wire", "a b"]\n"moon" = "space"\n')
    piece = "date 2001-02-03 [Source: Reuters]\nA new piece\n\nIts text.\n"
    dry = run("add", "--dry-run", stdin=piece)
    assert "wire,a b" in dry.out
    adopted = "---\ntitle: The Moon # near\ntags: [own]\n---\n\nUp there.\n"
    ran = run("add", stdin=piece)
    assert "Rule “source:reuters” → wire, a b: 1 clip." in ran.err
    assert "tags:\n- wire\n- a b\n" in (archive / "2001/2001-02-03-reuters-a-new-piece.md").read_text()
    run("add", stdin=adopted)
    assert (archive / "undated/the-moon.md").read_text() == adopted.replace("[own]", "[own, space]")
    plain = run("add", "--no-rules", stdin=piece.replace("Its", "Another"))
    assert ("wire" in plain.out, plain.status) == (False, 0)


PINS = b'[{"href": "https://e.example/", "description": "d", "time": "", "toread": "no"}]'


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"items": [1]}', "standard input:1: it is JSON, not a text; what you pasted is in "),
        (PINS, "standard input:1: it is an export (pinboard), not a text; what you pasted is in "),
    ],
)
def test_what_is_made_for_programs_is_refused_from_stdin_too_and_not_lost(
    run: Run, system: FakeSystem, raw: bytes, message: str
) -> None:
    ran = run("add", stdin=raw)
    assert (ran.status, ran.out) == (65, "")
    assert ran.err.startswith(f"clipper: {message}")
    assert "`clipper import FILE`" in ran.err
    assert not (system.home / "clips").exists()


def test_a_file_that_is_made_for_programs_is_kept_only_by_force(run: Run, put: Callable[..., str]) -> None:
    refused(run("add", put("a.json", b'{"items": [1]}')), "a.json:1: it is JSON, not a text. ", "--force", status=65)
    assert run("add", "--force", "a.json").status == 0
    book = put("a.epub", b"PK\3\4mimetypeapplication/epub+zip")
    assert run("add", book).err.startswith("clipper: a.epub is an EPUB book.")


def test_a_clip_that_tells_the_story_of_another_is_kept_and_told(run: Run) -> None:
    story = Wire("english").story(1).text
    first = run("add", stdin=f"date 2021-03-01 [Source: Reuters]\n\n{story}\n").out[:8]
    assert run("list", "--stories").status == 0
    ran = run("add", stdin=f"date 2021-03-02 [Source: Paper]\n\nOur own words. {story}\n")
    assert ran.status == 0
    assert f"standard input: same story as {first} (Reuters)." in ran.err
    assert len(run("list").out.splitlines()) == 2
