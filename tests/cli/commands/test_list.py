"""`clipper list`: which clips, in which order, in which shape."""

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest

from clipper.text import is_safe
from tests.cli.conftest import Run
from tests.conftest import FakeSystem, WriteClip
from tests.output.hostile import plain
from tests.running import Result

NEWEST_FIRST = ["rates", "züge", "地震", "ceasefire", "broken", "letter"]
ROWS = """\
tssgkhsj|2025-05-19T09:30:00+01:00|BBC News|Rates: a pause|economy,world/uk|2025/2025-05-19-bbc-news-rates.md
ttvsdzvt|2025-05|Süddeutsche Zeitung|Die Züge stehen still||2025/2025-05-sz-züge.md
krzfszvw|2024-11-02|朝日新聞|東京で地震|opinion|2024/2024-11-02-asahi-地震.md
shbzhczx|2000-05-19|Reuters|Ceasefire talks start|world/ukraine,ceasefire|2000/2000-05-19-reuters-ceasefire-talks.md
xjgtfkbg|||||2024/broken.md
cpszkkwz|||||undated/letter.md
""".replace("|", "\t")
TWO_READINGS = (
    "clipper: “05/06/2025” can be 5 June 2025 or 6 May 2025: write 2025-06-05 or 2025-05-06\n"
    "  tag:uk date:05/06/2025\n"
    "              ^\n"
)
SCREEN = """\
handle    date        source               title                  tags
tssgkhsj  2025-05-19  BBC News             Rates: a pause         economy  world/uk
ttvsdzvt  2025-05     Süddeutsche Zeitung  Die Züge stehen still
krzfszvw  2024-11-02  朝日新聞             東京で地震             opinion
shbzhczx  2000-05-19  Reuters              Ceasefire talks start  world/ukraine  ceasefire
xjgtfkbg  unreadable  2024/broken.md:3: an alias (`*`) is not allowed
cpszkkwz  undated                          letter

6 clips · 1 unreadable · newest first
"""

pytestmark = pytest.mark.usefixtures("archive")


def listed(run: Run, *words: str) -> list[str]:
    """Return which clips a list has, each by a word of its name."""
    ran = run("list", "--format", "paths", *words)
    assert (ran.status, ran.err) == (0, ""), ran
    return [next(word for word in NEWEST_FIRST if word in path) for path in ran.out.splitlines()]


def test_a_pipe_gets_every_clip_whole_and_a_terminal_gets_a_table(run: Run) -> None:
    assert run("list") == Result(0, ROWS, "")
    assert run("list", "--format", "tsv", terminal=True) == Result(0, ROWS, "")
    screen = run("list", terminal=True, width=100)
    assert (screen.status, plain(screen.out), screen.err) == (0, SCREEN, "")
    assert plain(run("list", "--format", "table", terminal=False, width=100).out) == SCREEN
    assert "\x1b" not in run("--no-color", "list").out


ODD_NAMES = (b"with\xef\xbb\xbfmark.md", b"it's\xe2\x80\x8b \\odd.md", b"two\nlines\t.md", b"bytes\xff\x1b[2J.md")


def test_a_path_opens_its_file_from_a_pipe_and_when_it_is_pasted_into_a_shell(run: Run, archive: Path) -> None:
    for name in ODD_NAMES:
        (archive / os.fsdecode(name)).write_bytes(b"---\ntitle: Odd\n---\n\n" + name.hex().encode())
    piped = os.fsencode(run("list", "title:odd", "--format", "paths").out)
    assert all(name + b"\n" in piped for name in ODD_NAMES)
    pasted = run("list", "title:odd", "--format", "paths", terminal=True).out
    assert all(is_safe(line) for line in pasted.splitlines())
    for line in pasted.splitlines():
        read = subprocess.run(
            ["bash", "-c", f"cat -- {line}"], cwd=archive.parent, capture_output=True, check=True
        ).stdout
        assert bytes.fromhex(read.split(b"\n\n")[1].decode()) in ODD_NAMES
    assert len(pasted.splitlines()) == len(ODD_NAMES)


def test_two_names_and_titles_that_look_alike_do_not_look_alike(run: Run, write_clip: WriteClip) -> None:
    for name in ("paypal", "pay\u200bpal", "pay\u2800pal", "pay\u3164pal"):
        write_clip(f"{name}.md", f'---\ntitle: "{name}"\ntags: ["{name}"]\nsource: alike\n---\n\nText\n')
    for shape in ("tsv", "csv", "table", "{title}", "{path}", "{tags}"):
        for terminal in (True, False):
            shown = plain(run("list", "source:alike", "--format", shape, terminal=terminal, width=200).out)
            assert all(stand_in in shown for stand_in in ("pay<U+200B>pal", "pay<U+2800>pal", "pay<U+3164>pal")), shape
    assert "pay\\u200bpal" in run("list", "source:alike", "--json").out


def test_every_other_format(run: Run) -> None:
    table = list(csv.reader(io.StringIO(run("list", "--format", "csv").out)))
    assert table[0] == ["handle", "date", "source", "title", "author", "tags", "url", "clipped", "words", "path"]
    assert table[4][3:6] == ["Ceasefire talks start", "Jane Doe; John Smith", "world/ukraine,ceasefire"]
    data = json.loads(run("list", "--json").out)
    assert data == json.loads(run("list", "--format", "json").out)
    assert data == [json.loads(line) for line in run("list", "--format", "jsonl").out.splitlines()]
    assert [f"clips/{one['path']}" for one in data] == run("list", "--format", "paths").out.splitlines()
    assert [one["handle"] for one in data] == run("list", "--format", "handles").out.splitlines()
    assert data[1]["extra"] == {"kicker": "Bahn"}
    assert data[4]["problem"] == "line 3: an alias (`*`) is not allowed"
    shaped = run("list", "--format", r"{date:.4} {source:>8} {title:.9}\t{kicker}{{}}", "-n", "2").out
    assert shaped == "2025 BBC News Rates: a \t{}\n2025 Süddeutsche Zeitung Die Züge \tBahn{}\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), NEWEST_FIRST),
        (("talks",), ["ceasefire"]),
        (("NOTHING.more", "OR", "zug*"), ["züge"]),
        (("--tag", "world"), ["rates", "ceasefire"]),
        (("-t", "world", "-t", "ceasefire"), ["ceasefire"]),
        (("--source", "reuters", "--source", "bbc"), ["rates", "ceasefire"]),
        (("--since", "2024", "--until", "2025-05"), ["rates", "züge", "地震"]),
        (("--until", "2000"), ["ceasefire"]),
        (("-tag:world",), ["züge", "地震", "broken", "letter"]),
        (("tag:world", "-tag:ceasefire"), ["rates"]),
        (("-tag:world", "-source:朝日新聞", "-is:undated"), ["züge", "broken"]),
        (("-n", "2", "-tag:economy"), ["züge", "地震"]),
        (("-tag:world", "-n2"), ["züge", "地震"]),
        (("-(tag:world OR is:undated OR is:unreadable)",), ["züge", "地震"]),
        (("--", "-tag:world", "-is:undated"), ["züge", "地震", "broken"]),
        (("is:unreadable",), ["broken"]),
        (("has:kicker",), ["züge"]),
        (("kicker:bahn",), ["züge"]),
        (("source:BBC News",), ["rates"]),
        (("--sort", "title", "date:2000.."), ["ceasefire", "züge", "rates", "地震"]),
        (("--sort", "-title", "date:2000.."), ["地震", "rates", "züge", "ceasefire"]),
        (("--sort", "-date", "date:2000.."), ["ceasefire", "地震", "züge", "rates"]),
        (("--sort", "words", "-n", "2"), ["letter", "ceasefire"]),
        (("--sort", "source", "date:2000.."), ["rates", "ceasefire", "züge", "地震"]),
        (("--sort", "clipped", "-n", "1"), ["ceasefire"]),
        (("--sort", "kicker", "-n", "1"), ["züge"]),
        (("--sort=-author", "-n", "1"), ["ceasefire"]),
        (("--sort", "relevance", "the"), ["rates", "ceasefire"]),
        (("-n", "0"), NEWEST_FIRST),
        (("-n", "999999999999999999999999"), NEWEST_FIRST),
    ],
)
def test_what_is_asked_is_what_is_listed(run: Run, words: tuple[str, ...], expected: list[str]) -> None:
    assert listed(run, *words) == expected


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-x",), "clipper: there is no option -x; to leave a word out, write NOT word (see clipper list --help)\n"),
        (("-foo",), "clipper: there is no option -f; to leave a word out, write NOT word (see clipper list --help)\n"),
        (("--sort", "size"), "clipper: a list cannot be sorted by “size”; it can by date, clipped, title, source, "),
        (("--columns", "date,sorce"), "clipper: there is no field sorce; did you mean source?\n"),
        (("--columns", " , "), "clipper: --columns takes names of fields with commas between. Such as `date,title"),
        (("--columns", "date", "--json"), "clipper: --columns is for a table, TSV and CSV. A template names its"),
        (
            ("-0", "--json"),
            "clipper: --print0 ends paths, handles and lines of a template. Such as `--format handles`.",
        ),
        (("--format", "xml"), "clipper: there is no format “xml”. There are table, tsv, csv, json, jsonl, paths, "),
        (("--format", "{title"), "clipper: a “{” of the template is never closed. A brace itself is written `{{`.\n"),
        (("-n", "-1"), "clipper: --limit is a whole number from 0, not “-1” (see clipper list"),
        (("a (b",), "clipper: this parenthesis is not closed\n  a (b\n    ^\n"),
        (
            ("tag:uk", "date:05/06/2025"),
            TWO_READINGS,
        ),
        (("--since", "soon"), "clipper: “soon” is not a span of time: try 2025, 2025-05, "),
        (('"open',), 'clipper: these quotes are not closed\n  "open\n  ^\n'),
        (("\udce9",), "clipper: this is not a character\n  <U+DCE9>\n  ^\n"),
    ],
)
def test_a_mistake_is_said_with_its_place_and_lists_nothing(run: Run, words: tuple[str, ...], message: str) -> None:
    ran = run("list", *words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(message)


def test_nothing_found_is_no_failure(run: Run) -> None:
    assert run("list", "zeppelin") == Result(0, "", "")
    assert run("list", "zeppelin", "--json") == Result(0, "[]\n", "")
    assert run("list", "zeppelin", "-tag:x", terminal=True) == Result(0, "", "No clip matches zeppelin NOT tag:x\n")


def test_the_columns_of_one_run(run: Run) -> None:
    assert (
        run("list", "--columns", "title,author,kicker", "-n", "2").out
        == "Rates: a pause\t\t\nDie Züge stehen still\t\tBahn\n"
    )
    rows = run("list", "talks", "--columns", "author, words", "--format", "csv").out
    assert rows == "author,words\nJane Doe; John Smith,8\n"
    screen = plain(run("list", "--columns", "words,title,kicker", "-n", "2", terminal=True).out).splitlines()
    assert screen[:3] == [
        "words  title                  kicker",
        "3      Rates: a pause",
        "3      Die Züge stehen still  Bahn",
    ]


def test_with_passages_the_words_of_the_query_are_shown_where_they_stand(run: Run) -> None:
    screen = run("list", "peace", "--passages", terminal=True).out
    assert "    … \x1b" not in screen
    assert "\x1b[1;4mPeace\x1b[0m" in screen
    assert run("list", "peace", "--passages").out.splitlines()[0].split("\t")[-1].startswith("Peace")
    assert run("list", "peace", "--passages", "--format", "{passage:.5}").out == "Peace\n"
    assert json.loads(run("list", "peace", "--passages", "--json").out)[0]["passage"].startswith("Peace")
    assert "passage" not in json.loads(run("list", "peace", "--json").out)[0]
    none = run("list", "tag:world", "--passages", "--format", "csv")
    assert none.out.splitlines()[0].endswith(",path,passage")
    assert (
        none.err == "--passages shows where words of the query stand; this query has none that is searched in texts.\n"
    )


def test_a_program_gets_names_with_any_character_between_nul(run: Run, archive: Path) -> None:
    for name in ODD_NAMES:
        (archive / os.fsdecode(name)).write_bytes(b"---\ntitle: Odd\n---\n\n" + name.hex().encode())
    found = os.fsencode(run("list", "title:odd", "-0").out)
    assert sorted(found.split(b"\0")) == sorted((b"", *(b"clips/" + name for name in ODD_NAMES)))
    assert is_safe(run("list", "title:odd", "-0", terminal=True).out.replace("\0", ""))
    assert run("list", "talks", "--format", "handles", "--print0").out == "shbzhczx\0"
    assert run("list", "talks", "--format", "{date}", "-0").out == "2000-05-19\0"


def test_a_template_may_have_the_text_and_its_beginning(run: Run) -> None:
    letter = "A letter without a header.\n\n---\n\nIt ends below a rule.\n"
    assert run("list", "letter", "--format", "{text}").out == letter
    text = run("list", "source:bbc", "--format", "[{text}]").out
    assert text == "[The bank waits.]\n"
    assert run("list", "source:bbc", "--columns", "handle,text").out == "tssgkhsj\tThe bank waits.\n"
    assert "The bank waits." in run("list", "source:bbc", "--columns", "excerpt", terminal=True).out
    assert run("list", "source:bbc", "--format", "{excerpt:.8}|{text:.8}").out == "The bank|The bank\n"


def test_an_empty_archive_says_how_to_begin_and_a_missing_one_is_an_error(
    run: Run, system: FakeSystem, tmp_path_factory: pytest.TempPathFactory
) -> None:
    system.cwd = tmp_path_factory.mktemp("elsewhere")
    missing = run("list")
    assert missing.status == 1
    assert missing.err.startswith(f"clipper: there is no archive yet at {system.home / 'clips'} (")
    assert missing.err.endswith(" The first `clipper add` or `clipper init` makes it.\n")
    run("init", "-q")
    assert run("list") == Result(0, "", "")
    message = "The archive is empty. `clipper add` keeps the first clipping.\n"
    assert run("list", terminal=True) == Result(0, "", message)


def test_a_table_is_cut_to_its_limit_and_says_so(run: Run, system: FakeSystem) -> None:
    assert plain(run("list", "-n", "2", terminal=True).out).splitlines()[-1] == (
        "2 of 6 clips · 1 unreadable · newest first · -n 0 shows all"
    )
    system.write_file(system.config_file, b'[list]\nlimit = 1\ncolumns = ["title", "handle"]\nsort = "title"\n')
    rows = plain(run("list", "date:2000..", terminal=True).out).splitlines()
    assert rows == [
        "title                  handle",
        "Ceasefire talks start  shbzhczx",
        "",
        "1 of 4 clips · -n 0 shows all",
    ]
    assert len(run("list").out.splitlines()) == 6


def test_what_is_passed_over_is_noticed_on_stderr(run: Run, archive: Path, write_clip: WriteClip) -> None:
    outer = write_clip("../outer.md", "A text outside.\n")
    (archive / "link.md").symlink_to(outer)
    (archive / "folder.md").mkdir()
    ran = run("list")
    assert ran.out == ROWS
    assert ran.err == "Skipped folder.md: a folder.\nSkipped link.md: a symbolic link.\n"
    for number in range(3):
        (archive / f"link\x1b{number}.md").symlink_to(outer)
    assert run("list").err.splitlines()[1:] == [
        "Skipped link␛0.md: a symbolic link.",
        "Skipped link␛1.md: a symbolic link.",
        "Skipped 2 more.",
    ]


def test_a_change_by_any_other_program_is_seen_at_once(run: Run, write_clip: WriteClip) -> None:
    assert listed(run, "zeppelin") == []
    write_clip("undated/letter.md", "A letter about a zeppelin.\n")
    assert listed(run, "zeppelin") == ["letter"]
    write_clip("2024/broken.md", "---\ntitle: Mended\n---\n\nBody\n").unlink()
    assert listed(run, "is:unreadable") == []


@pytest.mark.usefixtures("wire")
def test_a_story_is_one_row_with_where_else_it_appeared(run: Run) -> None:
    rows = [line.split("\t") for line in run("list", "--stories", "date:2021..2022").out.splitlines()]
    handles = {path: handle for handle, *_, path in (line.split("\t") for line in run("list").out.splitlines())}
    others = ("w/paper.md", "w/copy.md", "w/wire.sync-conflict-2.md")
    assert [row[5:] for row in rows] == [
        ["w/early.md", handles["w/late.md"]],
        ["w/wire.md", ",".join(handles[path] for path in others)],
    ]
    assert [line.split("\t")[6] for line in run("list", "--stories", "date:2025").out.splitlines()] == ["", ""]
    screen = plain(run("list", "--stories", "date:2021..2022", terminal=True).out).splitlines()
    assert screen[1].endswith("  Herald  Talks  +1 copy")
    assert screen[2].endswith("  Wire    Wire story  +1 outlet")
    assert screen[-1] == "2 stories · newest first"
    assert plain(run("list", "--stories", "-n", "1", terminal=True).out).splitlines()[-1].startswith("1 of 8 stories")


@pytest.mark.usefixtures("wire")
def test_the_row_of_a_story_is_that_of_the_earliest_clip_which_matches(run: Run) -> None:
    for words, paths in (
        (("source:paper",), ["w/paper.md"]),
        (("since:2021-03-02", "until:2021"), ["w/paper.md"]),
        (("source:wire", "--sort", "-date"), ["w/wire.md"]),
        (("source:paper OR source:herald", "-n", "1"), ["w/early.md"]),
        (("zeppelin",), []),
    ):
        found = run("list", "--stories", *words, "--format", "paths").out.splitlines()
        assert found == [f"clips/{path}" for path in paths]


@pytest.mark.usefixtures("wire")
def test_every_other_format_of_stories(run: Run, system: FakeSystem, archive: Path) -> None:
    system.write_file(archive / ".clipper.toml", b'[sources]\n"The Paper" = ["Paper"]\n')
    arguments = ("list", "--stories", "source:wire")
    (data,) = json.loads(run(*arguments, "--json").out)
    assert [(one["date"], one["source"]) for one in data["pickups"]] == [
        ("2021-03-02", "Paper"),
        ("2021-03-03", "Wire"),
        ("2021-03-04", "Wire"),
    ]
    assert set(data["pickups"][0]) == {"handle", "date", "source"}
    assert data["outlets"] == ["The Paper"]
    handles = ",".join(one["handle"] for one in data["pickups"])
    ((*_, pickups, outlets),) = list(csv.reader(io.StringIO(run(*arguments, "--format", "csv").out)))[1:]
    assert (pickups, outlets) == (handles, "The Paper")
    assert run("list", "--stories", "x9", "--format", "csv").out.strip().endswith(",path,pickups,outlets")
    assert run(*arguments, "--format", "{title}: {outlets} {pickups}").out == (
        f"Wire story: The Paper {handles.replace(',', ', ')}\n"
    )
    system.write_file(system.config_file, b'[list]\ncolumns = ["handle", "words"]\n')
    assert plain(run(*arguments, terminal=True).out).splitlines()[1].endswith("  +1 outlet")


def test_a_clip_is_asked_for_by_its_handle_and_its_path(run: Run) -> None:
    assert listed(run, "handle:shb") == listed(run, "shbzhczx") == listed(run, "path:ceasefire") == ["ceasefire"]
    assert listed(run, "NOT", "shbzhczx", "ceasefire") == []
    assert listed(run, "path:2025/2025-05-19-bbc-news-rates.md") == ["rates"]
    assert listed(run, "path:2025", "source:bbc") == ["rates"]


def test_a_dash_stands_for_the_names_on_stdin(run: Run) -> None:
    assert run("list", "-", stdin=run("list", "tag:world").out).out == run("list", "tag:world").out
    two = "letter\n\nshb\t2000-05-19\tReuters\r\n2025/2025-05-19-bbc-news-rates.md\n"
    ran = run("list", "-", "has:tags", "--format", "handles", stdin=two)
    assert ran == Result(0, "tssgkhsj\nshbzhczx\n", "")
    assert run("tags", "-", "--flat", stdin="letter\n").out == ""
    assert run("list", "-", stdin="").out == ""
    ran = run("list", "-", stdin="zeppelin\n")
    assert (ran.status, ran.out) == (1, "")
    assert "no clip is called “zeppelin”" in ran.err
    assert run("list", "-", stdin="-\n").status == 1


def test_each_argument_is_a_group_of_its_own(run: Run) -> None:
    assert listed(run, "source:reuters OR source:bbc", "date:2025") == ["rates"]
    assert listed(run, "NOT", "source:reuters OR source:bbc", "has:source") == ["züge", "地震"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("sorce:bbc",), "there is no field sorce; did you mean source?\n  sorce:bbc\n  ^\n"),
        (("a", "-no:kiker"), "there is no field kiker; did you mean kicker?\n  a -no:kiker\n        ^\n"),
        (("zeppelin:x",), "there is no field zeppelin\n"),
        (("--format", "{dat} {title}"), "there is no field dat; did you mean date?\n"),
        (("--sort", "titel"), "did you mean title?\n"),
    ],
)
def test_a_field_that_no_clip_has_is_a_mistake(run: Run, words: tuple[str, ...], message: str) -> None:
    ran = run("list", *words)
    assert (ran.status, ran.out) == (2, "")
    assert message.casefold() in ran.err.casefold()


def test_a_key_counts_as_soon_as_a_file_has_it(run: Run, write_clip: WriteClip) -> None:
    assert run("list", "mood:grim").status == 2
    write_clip("x.md", "---\nMood: grim\nempty:\n---\n\nText\n")
    assert run("list", "mood:grim", "--format", "{path} {mood}").out == "x.md grim\n"
    assert run("list", "has:empty") == Result(0, "", "")
    assert run("list", "kicker:bahn", "--format", "{Kicker} {pubDate} {categories}").out == "Bahn 2025-05 \n"


def test_a_path_opens_its_file_from_any_folder(
    run: Run, system: FakeSystem, archive: Path, write_clip: WriteClip, tmp_path: Path
) -> None:
    write_clip("-odd.md", "Text of odd")
    seen = []
    (tmp_path / "elsewhere").mkdir()
    for folder in (tmp_path, archive, archive / "2025", tmp_path / "elsewhere"):
        system.cwd = folder
        path = run("--archive", str(archive), "list", "odd", "--format", "paths").out.removesuffix("\n")
        assert (folder / path).read_text() == "Text of odd"
        seen.append(path)
        assert run("--archive", str(archive), "show", path).status == 0
    assert seen == ["clips/-odd.md", "./-odd.md", *[str(archive / "-odd.md")] * 2]
