"""`clipper show`: clips as a reader, a program, and the disk have them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import CLIPS, FakeSystem, WriteClip
from tests.output.hostile import plain
from tests.running import Result

BROKEN = "2024/broken.md:3: an alias (`*`) is not allowed"
HINT = ". `clipper edit xjgtfkbg` opens it, `clipper show --raw` prints it.\n"

pytestmark = pytest.mark.usefixtures("archive")


@pytest.mark.parametrize(
    "called",
    [
        *("shbzhczx", "shb", "ceasefire", "Ceasefire-Talks", "2000-05-19-reuters-ceasefire-talks", " shb "),
        *("2000/2000-05-19-reuters-ceasefire-talks.md", "2000/2000-05-19-reuters-ceasefire-talks"),
        *("clips/2000/2000-05-19-reuters-ceasefire-talks.md", "./clips/2000/2000-05-19-reuters-ceasefire-talks.md"),
    ],
)
def test_a_clip_is_called_by_its_handle_its_path_or_a_part_of_its_name(run: Run, called: str) -> None:
    ran = run("show", called)
    assert (ran.status, ran.err) == (0, "")
    assert "shbzhczx · 8 words" in ran.out


def test_an_absolute_path_inside_the_archive_is_a_clip_and_one_outside_is_not(run: Run, archive: Path) -> None:
    assert run("show", str(archive / "undated" / "letter.md")).status == 0
    outer = archive.parent / "outer.md"
    outer.write_text("x")
    assert run("show", str(outer)).err == f"clipper: {outer} lies outside the archive {archive}\n"


def test_a_clip_is_typeset(run: Run) -> None:
    lines = [line.strip() for line in run("show", "ceasefire", width=60).out.splitlines() if line.strip(" ─")]
    assert lines == [
        "Ceasefire talks start",
        "Reuters · Friday, 19 May 2000 · Jane Doe, John Smith",
        "clipped 2026-11-20",
        "https://example.com/world/ceasefire",
        "world/ukraine  ceasefire",
        "The talks start at noon.",
        "Peace is far.",
        "shbzhczx · 8 words · 1 min to read",
        "2000/2000-05-19-reuters-ceasefire-talks.md",
    ]


def test_json_has_the_body_and_every_clip_that_was_called(run: Run) -> None:
    ran = run("show", "--json", "地震")
    empty = ("url", "clipped", "description", "section", "page", "edition", "place", "agency", "language", "rights")
    assert json.loads(ran.out) | {"words": 0} == dict.fromkeys(empty, "") | {
        "title": "東京で地震",
        "date": "2024-11-02",
        "source": "朝日新聞",
        "author": [],
        "tags": ["opinion"],
        "handle": "krzfszvw",
        "path": "2024/2024-11-02-asahi-地震.md",
        "words": 0,
        "body": "本文です。\n",
    }
    both = run("show", "--json", "letter", "地震", "cps").out
    assert both.count('"body"') == 2
    assert both.index("letter.md") < both.index("地震.md")


def test_raw_is_the_file_as_it_stands_but_safe(run: Run, write_clip: WriteClip) -> None:
    for path in ("2000/2000-05-19-reuters-ceasefire-talks.md", "2024/broken.md", "undated/letter.md"):
        assert run("show", "--raw", path) == Result(0, str(CLIPS[path]), "")
    write_clip("undated/evil.md", b"---\ntitle: \x1b[2J\n---\r\n\xff\xc2\x9b31m\xe2\x80\xae")
    assert run("show", "--raw", "evil").out == "---\ntitle: ␛[2J\n---\n\ufffd<U+009B>31m<U+202E>"


LONG = " ".join(["The talks go on, and nobody knows for how long."] * 30)


def test_in_a_pipe_no_line_is_wrapped(run: Run, write_clip: WriteClip) -> None:
    authors = ", ".join(f"Author Number {number}" for number in range(20))
    tags = [f"tag-{number}" for number in range(40)]
    address = f"https://example.com/{'a' * 200}"
    header = f"title: {LONG[:300]}\nauthor: {authors}\ntags: [{', '.join(tags)}]\nurl: {address}\ndescription: {LONG}"
    table = "| a | b |\n|---|---|\n| " + "cell " * 40 + "| " + "x" * 120 + " |"
    write_clip(
        "long.md", f"---\n{header}\n---\n\n{LONG}\n\n> {LONG}\n\n- {LONG}\n- two\n\n{table}\n\n* * *\n\n    {LONG}\n"
    )
    lines = [line.strip() for line in run("show", "long", width=60).out.splitlines()]
    assert [*lines[1:3], *lines[4:5], *lines[6:8]] == [
        LONG[:300].strip(),
        f"undated · {authors}",
        LONG,
        address,
        "  ".join(tags),
    ]
    assert LONG in lines[8:]
    assert f"│ {LONG}" in lines
    assert f"• {LONG}" in lines
    assert any(("cell " * 40).strip() in line and "x" * 120 in line for line in lines)
    assert max(map(len, lines)) < 2_000
    assert "* * *" in lines
    assert run("show", "long", "letter", width=60).out == run("show", "long").out + run("show", "letter").out


def test_a_clip_in_the_words_of_a_template(run: Run) -> None:
    assert run("show", "ceasefire", "rates", "--format", r"{title}\n{text}\n").out == (
        "Ceasefire talks start\nThe talks start at noon.\n\nPeace is far.\n\nRates: a pause\nThe bank waits.\n\n"
    )
    assert run("show", "ceasefire", "--format", "{excerpt:.9}|{text:.12}").out == "The talks|The talks st\n"
    assert run("show", "broken", "--format", "{title}").status == 65
    for words in (("--json",), ("--raw",)):
        ran = run("show", "ceasefire", "--format", "{title}", *words)
        assert (ran.status, ran.err) == (2, "clipper: --format, --json and --raw are three formats. Choose one.\n")


def test_several_clips_follow_each_other_and_an_unreadable_one_hides_none(run: Run) -> None:
    ran = run("show", "letter", "broken", "rates")
    assert ran.status == 65
    assert ran.out.index("letter.md") < ran.out.index("The bank waits.")
    assert ran.err == f"clipper: {BROKEN}; 2 of 3 done{HINT}"
    assert run("show", "broken") == Result(65, "", f"clipper: {BROKEN}{HINT}")
    assert run("show", "--json", "broken") == Result(65, "", f"clipper: {BROKEN}{HINT}")


@pytest.mark.parametrize(
    ("called", "message"),
    [
        ("zeppelin", "no clip is called “zeppelin”. `clipper list` shows the handles."),
        ("", "a clip is called by its handle or a part of its file name"),
        ("\x1b[2J", "no clip is called “␛[2J”. `clipper list` shows the handles."),
        ("\udcff", "no clip is called “<U+DCFF>”. `clipper list` shows the handles."),
        ("a\0/b.md", "no clip is called “a␀/b.md”. `clipper list` shows the handles."),
        ("../clips", "no clip is called “../clips”. `clipper list` shows the handles."),
        ("/etc/passwd", "/etc/passwd lies outside the archive "),
        ("a" * 300 + "/b", "no clip is called “aaa"),
        (
            "2025",
            "“2025” may be any of these:\n  tssgkhsj  2025/2025-05-19-bbc-news-rates\n  ttvsdzvt  2025/2025-05-sz-zü",
        ),
    ],
)
def test_what_is_no_clip_or_more_than_one_is_said(run: Run, called: str, message: str) -> None:
    ran = run("show", called)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"clipper: {message}")
    assert run("show", "letter", called).out == ""


def test_a_link_in_a_circle_is_no_clip(run: Run, system: FakeSystem) -> None:
    (system.cwd / "loop").symlink_to("loop")
    assert "no clip is called “loop/x.md”" in run("show", "loop/x.md").err


def test_only_what_is_longer_than_the_terminal_goes_through_the_pager(run: Run, system: FakeSystem) -> None:
    assert "Peace is far." in plain(run("show", "ceasefire", terminal=True).out)
    system.pages = []
    assert run("show", "ceasefire", terminal=True, height=5) == Result(0, "", "")
    assert "Peace is far." in system.pages[0]
    assert "Peace is far." in run("show", "ceasefire", height=5).out
    assert len(system.pages) == 1


@pytest.mark.usefixtures("wire")
def test_below_one_clip_a_terminal_tells_what_stands_around_it(run: Run, system: FakeSystem) -> None:
    system.pages = []
    assert run("duplicates").status == 0
    for words, told in (
        (("show", "paper"), True),
        (("show", "paper", "--no-neighbours"), False),
        (("show", "paper", "ceasefire"), False),
        (("show", "paper", "ceasefire", "--neighbours"), True),
    ):
        system.pages.clear()
        shown = plain(run(*words, terminal=True, width=100).out + "".join(system.pages))
        assert ("  same story  " in shown) is told, words
    block = [line.split() for line in plain(run("show", "paper", "--neighbours", width=100).out).splitlines()[-6:]]
    assert [line[-4:] for line in block] == [
        [],
        ["2021-03-01", "Wire", "Wire", "story"],
        ["2021-03-03", "Wire", "Wire", "story"],
        ["2021-03-04", "Wire", "Wire", "story"],
        ["2021-03-01", "Wire", "Wire", "story"],
        ["2021-03-03", "Wire", "Wire", "story"],
    ]
    assert [line[0] for line in block[4:]] == ["before", "after"]
    assert "same story" not in run("show", "paper").out
    assert "same story" not in run("show", "paper", "--raw", "--neighbours", terminal=True).out


@pytest.mark.usefixtures("wire")
def test_json_has_the_neighbours_only_if_it_is_asked_for_them(run: Run) -> None:
    assert "neighbours" not in json.loads(run("show", "paper", "--json").out)
    assert "neighbours" not in json.loads(run("show", "paper", "--json", terminal=True).out)
    data = json.loads(run("show", "early", "--json", "--neighbours").out)["neighbours"]
    assert list(data) == ["story", "more", "tags", "before", "after"]
    assert [one["date"] for one in data["story"]] == ["2022-01-02"]
    assert list(data["before"]) == ["handle", "date", "source", "title"]
    assert (data["more"], data["tags"], data["after"]["date"]) == (0, [], "2022-01-02")


def test_a_dash_stands_for_the_names_on_stdin(run: Run) -> None:
    ran = run("show", "-", "--json", stdin="letter\nshb\t2000-05-19\n")
    assert [json.loads(part)["handle"] for part in ran.out.replace("\n}\n{", "\n}\0{").split("\0")] == [
        "cpszkkwz",
        "shbzhczx",
    ]
    assert run("show", "-", stdin="").out == ""
    assert run("show", "-", stdin="zeppelin\n").status == 1
