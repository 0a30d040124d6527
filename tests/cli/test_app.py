"""The door: whatever happens comes out as results, as one line, or as an exit status, and never as a traceback."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clipper import __main__, __version__
from clipper.cli.commands import COMMANDS
from clipper.errors import UnreachableError
from clipper.library import Library
from tests.conftest import CLIPS, FakeSystem
from tests.effort import examples
from tests.output.hostile import leaks, plain
from tests.running import STATUSES, Result, environment, run, run_on_terminal, run_process, unwrapped


def small_archive(home: Path) -> Path:
    """Put the small archive at the customary place of a home folder, and return that folder."""
    for path, content in CLIPS.items():
        file = home / "clips" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    (home / "clips" / ".clipper.toml").touch()
    return home


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the home folder of a process, which has the small archive."""
    return small_archive(tmp_path)


@pytest.fixture
def full(home: Path) -> Path:
    """Return a home whose archive lists more than a pipe can hold."""
    for number in range(300):
        (home / "clips" / f"{number:03}.md").write_text(f"---\ntitle: {'word ' * 60}\n---\n\n{'text ' * 2000}\n")
    assert len(run_process(home, "list").out) > 65536
    return home


def wrong(ran: Result, status: int = 2) -> str:
    """See that a run ended with one line and this status, and return the line."""
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1), ran
    assert ran.err.startswith("clipper: ")
    return ran.err.removeprefix("clipper: ").rstrip("\n")


def test_help_names_every_command_in_its_order(system: FakeSystem) -> None:
    asked = run(system, "--help")
    assert (asked.status, asked.err) == (0, "")
    assert run(system).out == run(system, "-h").out == asked.out
    found = re.findall(r"^  (\w+) .*[.?]$", asked.out.partition("Output\n")[0].partition("Collect\n")[2], re.MULTILINE)
    assert found == list(COMMANDS)
    for name in COMMANDS:
        help_ = run(system, name, "--help")
        assert (help_.status, help_.err) == (0, "")
        assert f"Usage: clipper {name} " in plain(help_.out)


def test_the_version_is_said(system: FakeSystem) -> None:
    assert run(system, "--version") == Result(0, f"clipper {__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["zeppelin"], "there is no command “zeppelin” (see clipper --help)"),
        (["--", "--add"], "there is no option --add"),
        (["lits"], "there is no command “lits”; did you mean list? (see clipper --help)"),
        (["--zeppelin"], "there is no option --zeppelin (see clipper --help)"),
        (["--archive"], "--archive needs a value after it (see clipper --help)"),
        (["show"], "CLIP... is missing (see clipper show --help)"),
        (["show", "a", "--sort", "x"], "there is no option --sort"),
        (["edit", "a", "b"], "`clipper edit` takes [CLIP], and no “b” after that (see clipper edit --help)"),
        (
            ["list", "--limit", "many"],
            "--limit is a whole number from 0, not “many” (see clipper",
        ),
        (["list", "--limit", "\x1b[2J"], r"--limit is a whole number from 0, not “\x1b[2J”"),
        (["\x1b[2J\n\u202e"], "there is no command “"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(system: FakeSystem, words: list[str], message: str) -> None:
    assert wrong(run(system, *words)).startswith(message)
    assert not leaks(run(system, *words).err)


def test_a_word_with_a_dash_is_said_how_to_leave_out_only_where_a_query_stands(system: FakeSystem) -> None:
    assert "write NOT word" in wrong(run(system, "list", "-x"), 2)
    assert "write NOT word" not in wrong(run(system, "show", "-x"), 2)


def test_where_no_archive_is_nothing_is_shown_and_nothing_is_made(system: FakeSystem) -> None:
    for words in (["list"], ["show", "a"], ["tag", "a", "b"], ["edit", "a"], ["remove", "a"]):
        assert "there is no archive yet" in wrong(run(system, *words), 1)
    assert not list(system.home.iterdir())


def test_results_that_nobody_reads_to_the_end_are_no_failure(full: Path) -> None:
    for words in (["list"], ["list", "--json"], ["show", "--raw", "000", "001", "002", "003", "004"], ["--help"]):
        command = subprocess.Popen(
            [sys.executable, "-m", "clipper", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=full,
            env=environment(full),
        )
        assert command.stdout
        assert command.stderr
        command.stdout.read(1)
        command.stdout.close()
        assert command.wait(timeout=30) == 0, words
        assert command.stderr.read() == b"", words
        command.stderr.close()


def test_a_part_of_the_program_that_is_missing_is_told_in_a_line(
    system: FakeSystem, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("clipper.analysis.timeline", raising=False)
    monkeypatch.setitem(sys.modules, "clipper.analysis.timeline", None)
    monkeypatch.delattr("clipper.analysis.timeline", raising=False)  # another test may have loaded it
    ran = run(system, "--archive", str(library.archive.root), "timeline")
    assert ran.status == 74
    assert ran.err.startswith("clipper: a part of clipper cannot be loaded: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_results_that_cannot_be_written_are_a_failure_of_the_disk(full: Path) -> None:
    with Path("/dev/full").open("wb") as nowhere:
        for words in (["list"], ["show", "ceasefire"], ["--version"], ["list", "--help"], ["config"]):
            ran = run_process(full, *words, stdout=nowhere)
            assert wrong(ran, 74) == "no space left on device", words
        tagged = run_process(full, "tag", "letter", "x", stderr=nowhere)
        assert tagged.status == 0  # what was done is done, whoever hears of it
        assert run_process(full, "show", "zeppelin", stderr=nowhere).status == 1
    assert "tags:\n- x\n" in (full / "clips/undated/letter.md").read_text()


def test_a_stream_that_was_closed_is_no_traceback(home: Path) -> None:
    shell = '"$0" -m clipper "$@"'
    for closed, words, status in (
        ("<&-", ["add"], 1),
        ("<&-", ["tag", "-", "-a", "x"], 0),
        (">&-", ["list"], 0),
        ("2>&-", ["list", "--nope"], 2),
        ("<&- >&- 2>&-", ["tag", "letter", "z"], 0),
    ):
        ended = subprocess.run(
            ["sh", "-c", f"{shell} {closed}", sys.executable, *words],
            env=environment(home),
            cwd=home,
            capture_output=True,
            check=False,
            text=True,
        )
        assert (ended.returncode, "Traceback" in ended.stderr) == (status, False), (closed, words, ended.stderr)
    assert "- z\n" in (home / "clips/undated/letter.md").read_text()


def test_a_stream_of_another_encoding_gets_stand_ins_and_gives_what_it_can(home: Path) -> None:
    ran = run_process(home, "list", "date:2024", variables={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("krzfszvw\t2024-11-02\t\\u671d")
    for variables in ({"PYTHONUTF8": "1"}, {"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C"}):
        ran = run_process(home, "tag", "-", "-a", "x", stdin=b"caf\xe9\n", variables=variables)
        assert wrong(ran, 1).startswith("no clip is called “caf<U+DCE9>”")


def test_ctrl_c_ends_with_130_and_one_line(home: Path) -> None:
    command = subprocess.Popen(
        [sys.executable, "-m", "clipper", "tag", "-", "-a", "x"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=home,
        env=environment(home),
    )
    assert command.stdin
    command.stdin.write(b"\n" * 500_000)  # no pipe takes so much: when it is written, clipper is reading
    command.send_signal(signal.SIGINT)
    assert command.communicate(timeout=30) == (b"", b"clipper: interrupted\n")
    assert command.returncode == 130


def test_ctrl_c_while_the_program_is_loaded_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(**_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "clipper.cli.app", SimpleNamespace(app=interrupted))
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 130


OPTIONS = [
    *("--add", "-a", "--remove", "-r", "--where", "--dry-run", "--yes", "-y", "--quiet", "-q", "--json", "--format"),
    *("--limit", "-n", "--sort", "--source", "--tag", "-t", "--since", "--until", "--raw", "--set", "--unset"),
    *("--title", "--date", "--author", "--url", "--encoding", "--max-size", "--force", "--no-color", "--help", "-h"),
    *("--edit", "-e", "--version", "--", "-", "--archive", "-x", "--nope", "-tag:world", "-(a", "-"),
]
VALUES = [
    *(
        "letter",
        "shb",
        "broken",
        "rates",
        "2025",
        "undated/letter.md",
        "..",
        "/etc/passwd",
        "tag:world",
        "is:unreadable",
    ),
    *("source:reuters", "date:2025-05..", "date:05/06/2025", "a OR b", "(", '"', "NOT", "@saved", "has:url", "x*", ""),
    *(
        "tsv",
        "csv",
        "json",
        "jsonl",
        "paths",
        "table",
        "{title}",
        "{",
        "{title:>9999}",
        "title",
        "-date",
        "0",
        "3",
        "-1",
    ),
    *("99999999999999999999", "title=x", "date=2025-05", "date=x", "tags=a", "a=", "=", "url=x", "peace", "a,b", "#a"),
    *("2025-05-19", "5 May 2025", "last week", "https://e.com/a", "utf-16", "\x1b[2J", "\u202e", "\udcff", "é"),
    *("[/b]", ":bomb:", "日本", "🗞", "a\nb", "~nobody/x", "a" * 300, "\U000e0041", "%s", "{0}", "*", "\\"),
]
words = st.lists(
    st.sampled_from(OPTIONS)
    | st.sampled_from(VALUES)
    | st.text(st.characters(exclude_characters="\0"), max_size=12)
    | st.sampled_from(list(COMMANDS)),
    max_size=7,
)
stdins = st.binary(max_size=80) | st.sampled_from(
    [
        b"",
        b"shb\nletter\n",
        b"y\n",
        b"date 2000-05-19 [Source: Reuters]\n\nText\n",
        b"---\na: [\n---\n",
        b"\0",
        b"\xff\xfe\0",
    ]
)


@settings(max_examples=examples(100))
@given(st.none() | st.sampled_from(list(COMMANDS)), words, stdins, st.booleans())
def test_any_words_at_all_end_well(verb: str | None, words: list[str], stdin: bytes, terminal: bool) -> None:
    assume(not (verb == "browse" and terminal))  # the reader would wait for keys: tests/browse presses them
    with TemporaryDirectory() as folder:
        system = FakeSystem(small_archive(Path(folder)))
        system.cwd = system.folder
        system.editor = lambda raw: raw + stdin
        system.pages = []
        system.web = {"https://e.com/a": UnreachableError("e.com does not answer")}
        ran = run(system, *([verb] if verb else []), *words, stdin=stdin, terminal=terminal)
    assert ran.status in STATUSES
    assert not leaks(ran.err)
    assert not leaks(ran.out.replace("\t", " "))
    assert ran.status == 0 or ran.err.startswith("clipper: ") or "\nclipper: " in ran.err or "]: clipper: " in ran.err


def test_a_table_and_a_question_on_a_real_terminal(home: Path) -> None:
    narrow = plain(run_on_terminal(home, "list", width=60).out).splitlines()
    wide = plain(run_on_terminal(home, "list", width=200).out).splitlines()
    assert [line.split()[:2] for line in wide[1:5]] == [
        ["tssgkhsj", "2025-05-19"],
        ["ttvsdzvt", "2025-05"],
        ["krzfszvw", "2024-11-02"],
        ["shbzhczx", "2000-05-19"],
    ]
    assert [line.split()[0] for line in narrow[1:5]] == ["tssg", "ttvs", "krzf", "shbz"]
    assert len(wide) == len(narrow) == 9
    assert max(map(len, narrow)) <= 60 < max(map(len, wide))
    answered = run_on_terminal(home, "remove", "letter", typed=[b"y\n"])
    assert answered.status == 0
    assert "Remove “letter”? [y/N]: y\n" in answered.out
    assert not (home / "clips/undated/letter.md").exists()


def test_an_editor_for_the_whole_screen_needs_a_terminal(home: Path) -> None:
    for words in (("edit", "ceasefire"), ("digest", "ceasefire", "--edit", "-o", "x.md")):
        ran = run_process(home, *words, start_new_session=True)
        message = "clipper: the editor “vi” needs a terminal. `editor` in the configuration, or $EDITOR,"
        assert (ran.status, ran.err.startswith(message)) == (1, True), ran.err
    assert not (home / "x.md").exists()
    variables = {"EDITOR": "sed -i -e 's/# Press review.*/# Peace/;w /dev/stdout'"}
    ran = run_process(
        home, "digest", "ceasefire", "--edit", "--to", "markdown", start_new_session=True, variables=variables
    )
    assert (ran.status, ran.out[:8]) == (0, "# Peace\n")


def test_a_real_pager_and_a_real_editor(home: Path) -> None:
    shown = run_on_terminal(home, "show", "ceasefire", height=8, PAGER="sed s/^/|/")
    assert shown.status == 0
    assert "|  The talks start at noon.\n" in plain(shown.out)
    assert "The talks start at noon." in plain(
        run_on_terminal(home, "show", "ceasefire", height=8, PAGER="no-such-pager").out
    )
    edited = run_on_terminal(home, "edit", "ceasefire", EDITOR="sed -i -e s/noon/dawn/")
    assert edited == Result(0, "Edited “Ceasefire talks start”: text. `clipper undo` takes it back.\n", "")
    assert "at dawn" in (home / "clips/2000/2000-05-19-reuters-ceasefire-talks.md").read_text()
    failed = run_on_terminal(home, "edit", "ceasefire", EDITOR="false")
    assert failed.status == 1
    assert unwrapped(failed.out).startswith("clipper: the editor “false” failed; what you wrote is in ")
    gone = run_on_terminal(home, "edit", "ceasefire", EDITOR="rm")
    assert (gone.status, "Traceback" in gone.out) == (74, False)
    missing = run_on_terminal(home, "edit", "ceasefire", EDITOR="no-such-editor")
    assert unwrapped(missing.out).startswith("clipper: the editor “no-such-editor” cannot be started. ")
    assert os.environ.get("EDITOR") != "no-such-editor"


@pytest.mark.slow  # the key may reach the terminal before clipper listens, on a machine under load
def test_a_key_answers_without_enter_and_ctrl_c_leaves_everything_as_it_was(home: Path) -> None:
    note = home / "clips/kyiv.md"
    note.write_text(before := "---\ntitle: Ceasefire in Ukraine\n---\n\nIt holds.\n")
    ended = run_on_terminal(home, "tag", "kyiv", "--suggest", typed=[b"y", b"\x03"])
    assert (ended.status, note.read_text()) == (130, before)
    assert plain(ended.out).endswith("Take it? [y/n/a/q/?]: \nclipper: interrupted\n")
    taken = run_on_terminal(home, "tag", "kyiv", "--suggest", typed=[b"y", b"n"])
    assert (taken.status, note.read_text()) == (0, before.replace("---\n\n", "tags:\n- ceasefire\n---\n\n"))
    assert "Take it? [y/n/a/q/?]: y\n" in taken.out


def test_ctrl_c_at_a_question_ends_with_130_and_removes_nothing(home: Path) -> None:
    ended = run_on_terminal(home, "remove", "letter", typed=[b"\x03"])
    assert ended.status == 130
    assert plain(ended.out).endswith("clipper: interrupted\n")
    assert (home / "clips/undated/letter.md").exists()


def test_a_working_directory_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'rmdir "{gone}" && exec "{sys.executable}" -m clipper list'
    ended = subprocess.run(
        ["sh", "-c", command], cwd=gone, env=environment(tmp_path, PYTHONSAFEPATH="1"), capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (74, b"clipper: the working directory is gone\n")


def test_a_failure_is_told_even_if_what_wraps_messages_is_missing(
    system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = run(system, "list")
    monkeypatch.setitem(sys.modules, "clipper.output.terminal.messages", None)
    ran = run(system, "list")
    assert wanted.status == 1
    assert ". The first" in wanted.err
    assert ran == wanted
