"""`clipper edit`: one field, or the whole clip in the editor."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import CLIPS, FakeSystem
from tests.running import Result

RATES = "2025/2025-05-19-bbc-news-rates.md"
TRAINS = "2025/2025-05-sz-züge.md"
TALKS = "2000/2000-05-19-reuters-ceasefire-talks.md"
LETTER = "undated/letter.md"
BROKEN = "2024/broken.md"


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


@pytest.fixture
def copy(system: FakeSystem) -> Path:
    """Return where the editor's copy lies."""
    return system.folder / "edited" / "clip.md"


TITLES = {RATES: "Rates: a pause", TRAINS: "Die Züge stehen still", TALKS: "Ceasefire talks start", LETTER: "letter"}
BACK = " `clipper undo` takes it back.\n"


def stands(archive: Path) -> dict[str, str]:
    return {path: (archive / path).read_bytes().decode() for path in CLIPS}


@pytest.mark.parametrize(
    ("path", "words", "old", "new"),
    [
        (RATES, ["--set", "title=A new title"], "title: 'Rates: a pause'", "title: A new title"),
        (RATES, ["--set", "title=One: two"], "'Rates: a pause'", "'One: two'"),
        (RATES, ["--set", "date=19 May 2025"], "2025-05-19T09:30:00+01:00", "2025-05-19"),
        (RATES, ["--set", "source=  The\tBBC "], "BBC News", "The BBC"),
        (RATES, ["--set", "tags=bank"], "[economy, world/uk]", "[bank]"),
        (RATES, ["--set", "tags=bank", "--set", "tags=uk"], "[economy, world/uk]", "[bank, uk]"),
        (RATES, ["--set", "author=Jane Doe"], "world/uk]\r\n", "world/uk]\r\nauthor:\r\n- Jane Doe\r\n"),
        (RATES, ["--unset", "tags"], "tags: [economy, world/uk]\r\n", ""),
        (RATES, ["--set", "tags="], "tags: [economy, world/uk]\r\n", ""),
        (RATES, ["--set", "title=X", "--unset", "source"], "'Rates: a pause'|source: BBC News\r\n", "X|"),
        (TRAINS, ["--set", "title=Neu"], "headline: Die Züge stehen still", "headline: Neu"),
        (TRAINS, ["--set", "Headline=Neu"], "headline: Die Züge stehen still", "headline: Neu"),
        (TRAINS, ["--unset", "title"], "headline: Die Züge stehen still\n", ""),
        (TRAINS, ["--set", "kicker=Verkehr"], "kicker: Bahn", "kicker: Verkehr"),
        (TRAINS, ["--set", "KICKER=no"], "kicker: Bahn", "kicker: 'no'"),
        (TRAINS, ["--new-key", "--set", "mood=grim", "--set", "mood=sad"], "Bahn\n", "Bahn\nmood:\n- grim\n- sad\n"),
        (TRAINS, ["--set", "url=https://sz.de/a"], "Bahn\n", "Bahn\nurl: https://sz.de/a\n"),
        (TRAINS, ["--set", "date=2025"], "date: 2025-05\n", "date: 2025\n"),
        (TALKS, ["--unset", "author"], "author:\n- Jane Doe\n- John Smith\n", ""),
        (LETTER, ["--set", "date=2025-05"], "A letter", "---\ndate: 2025-05\n---\n\nA letter"),
    ],
)
def test_a_field_is_set_and_every_other_byte_stays(
    run: Run, archive: Path, path: str, words: list[str], old: str, new: str
) -> None:
    before = stands(archive)
    ran = run("edit", path, *words)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith(f"Edited “{TITLES[path]}”: ")
    assert ran.err.endswith(f".{BACK}")
    expected = before[path]
    for was, becomes in zip(old.split("|"), new.split("|"), strict=True):
        assert was in expected
        expected = expected.replace(was, becomes, 1)
    assert stands(archive) == before | {path: expected}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--set", "title=A new title"], "Edited “Rates: a pause”: title=A new title."),
        (["--set", "date=19 May 2025", "--unset", "source"], "Edited “Rates: a pause”: date=2025-05-19, no source."),
        (["--set", "date=yesterday"], "Edited “Rates: a pause”: date=2026-11-21."),
        (["--set", "tags=bank", "--set", "tags=uk"], "Edited “Rates: a pause”: tags=bank, tags=uk."),
        (
            ["--set", f"title={'long ' * 20}"],
            "Edited “Rates: a pause”: title=long long long long long long long long….",
        ),
    ],
)
def test_what_was_set_in_which_clip_is_told(run: Run, words: list[str], told: str) -> None:
    assert run("edit", "rates", *words).err == f"{told}{BACK}"


def test_a_field_that_is_so_already_writes_nothing(run: Run, archive: Path) -> None:
    before = (archive / TALKS).stat()
    assert run("edit", "shb", "--set", "source=Reuters").err == "“Ceasefire talks start” needed no change.\n"
    assert run("edit", "shb", "--unset", "place").err == "“Ceasefire talks start” needed no change.\n"
    assert run("edit", "shb", "--unset", "place", "--quiet") == Result(0, "", "")
    assert (archive / TALKS).stat() == before


class TestMany:
    """Fields changed in every clip that a query finds."""

    def test_they_are_set_as_one_operation(self, run: Run, archive: Path) -> None:
        before = stands(archive)
        ran = run("edit", "--where", "has:tags", "--set", "source=BBC News", "--unset", "author")
        told = (
            "Edited 2 clips: source=BBC News, no author (“東京で地震” and “Ceasefire talks start”); 1 needed no change."
        )
        assert ran == Result(0, "", f"{told}{BACK}")
        changed = {path for path, raw in stands(archive).items() if raw != before[path]}
        assert changed == {TALKS, "2024/2024-11-02-asahi-地震.md"}
        assert run("list", "--format", "{source}", "has:tags").out == "BBC News\n" * 3
        assert run("undo").status == 0
        assert stands(archive) == before

    def test_a_dry_run_shows_them_and_what_is_so_already_is_counted(self, run: Run, archive: Path) -> None:
        before = stands(archive)
        ran = run("edit", "--where", "has:tags", "--set", "source=BBC News", "--dry-run")
        assert ran.err == (
            "Would edit 2 clips: source=BBC News (“東京で地震” and “Ceasefire talks start”); 1 needed no change.\n"
        )
        assert len(ran.out.splitlines()) == 2
        assert stands(archive) == before

    def test_an_unreadable_one_is_named_and_the_others_are_changed(self, run: Run) -> None:
        ran = run("edit", "--where", "NOT tag:nothing", "--set", "kicker=x")
        assert ran.status == 65
        assert ran.err.startswith(
            "Edited 5 clips: kicker=x (“Rates: a pause”, “Die Züge stehen still”, “東京で地震” and 2 more)."
        )
        assert "clipper: 2024/broken.md:3: an alias" in ran.err

    def test_from_twenty_on_it_asks(self, run: Run, archive: Path) -> None:
        for number in range(20):
            (archive / f"undated/{number}.md").write_text(f"Text {number}.\n")
        words = ("edit", "--where", "is:undated", "--set", "date=2026")
        assert run(*words) == Result(
            1,
            "",
            "clipper: this would edit 21 clips: date=2026 (“0”, “1”, “10” and 18 more). "
            "--dry-run shows them, --yes changes them.\n",
        )
        assert run(*words, terminal=True, stdin="n\n").status == 1
        assert run(*words, "--yes").err == f"Edited 21 clips: date=2026 (“0”, “1”, “10” and 18 more).{BACK}"

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ((), "name the clip, or the query that finds many with --where"),
            (("letter", "--where", "x"), "name the clip, or the query"),
            (("--where", "x"), "the editor opens one clip"),
            (("--where", "(", "--set", "k=v"), "this parenthesis is not closed"),
        ],
    )
    def test_what_has_no_meaning_is_wrong_usage(self, run: Run, words: tuple[str, ...], message: str) -> None:
        ran = run("edit", *words)
        assert ran.status == 2
        assert message in ran.err


def test_a_dry_run_changes_nothing(run: Run, archive: Path) -> None:
    before = stands(archive)
    ran = run("edit", "shb", "--set", "title=X", "--dry-run")
    assert (ran.status, ran.err) == (0, "Would edit “Ceasefire talks start”: title=X.\n")
    assert ran.out.startswith("shbzhczx\t")
    assert stands(archive) == before


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["--set", "title"], 2, "“title” is no KEY=VALUE"),
        (["--set", "=x"], 2, "“=x” is no KEY=VALUE"),
        (["--set", "a=1", "--unset", "A"], 2, "a is both set and taken away"),
        (["--set", "date=soon"], 2, "“soon” is not a date. Write a date as 2025-05-19."),
        (["--set", "date=2025-02-30"], 2, "“2025-02-30” is not a date"),
        (["--set", "published=05/06/2025"], 2, "“05/06/2025”"),
        (["--set", "clipped=soon"], 2, "“soon” is not a date"),
        (["--set", "url=sz.de"], 2, "“sz.de” is not an address"),
        (["--set", "link=javascript:alert(1)"], 2, "is not an address"),
        (["--set", "tags=a,b"], 2, "comma"),
        (["--set", "keywords=#a"], 2, "begins with #"),
        (["--set", "title=a", "--set", "title=b"], 2, "title holds one value"),
        (["--set", "title=a", "--unset", "title"], 2, "title is both set and taken away"),
        (["--set", "title=a", "--unset", "headline"], 2, "both set and taken away"),
        (["--set", "title=a", "--set", "headline=b"], 2, "title holds one value"),
        (["--set", "a:b=c"], 2, "“a:b” cannot be the name of a field"),
        (["--set", "a\x1b=c"], 2, "“a␛” cannot be"),
        (["--set", "a\udcff=c"], 2, "“a<U+DCFF>” cannot be"),
        (["--unset", ""], 2, "“” cannot be"),
        (["--set", "title=a\udcff"], 2, "“a<U+DCFF>” is not valid text"),
        (["--set"], 2, "needs a value"),
    ],
)
def test_a_value_without_a_meaning_is_refused(
    run: Run, archive: Path, words: list[str], status: int, message: str
) -> None:
    before = stands(archive)
    ran = run("edit", "shb", *words)
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1), ran
    assert message in ran.err
    assert stands(archive) == before


def test_an_unreadable_clip_is_refused_with_its_line(run: Run, archive: Path) -> None:
    ran = run("edit", "broken", "--set", "title=x")
    assert ran == Result(65, "", "clipper: 2024/broken.md:3: an alias (`*`) is not allowed\n")
    assert stands(archive)[BROKEN] == CLIPS[BROKEN]
    assert run("edit", "zeppelin", "--set", "title=x").status == 1


def test_the_editor_gets_the_bytes_and_its_own_are_kept(
    run: Run, system: FakeSystem, archive: Path, copy: Path
) -> None:
    before = stands(archive)
    system.editor = lambda raw: raw.replace(b"waits", b"acts")
    assert run("edit", "rates") == Result(0, "", f"Edited “Rates: a pause”: text.{BACK}")
    assert stands(archive) == before | {RATES: before[RATES].replace("waits", "acts")}
    assert not copy.exists()


def test_an_unreadable_clip_is_mended_in_the_editor(run: Run, system: FakeSystem, archive: Path) -> None:
    system.editor = lambda raw: raw.replace(b"source: *two\n", b"")
    assert run("edit", "broken", "-q") == Result(0, "", "")
    assert "*two" not in stands(archive)[BROKEN]
    assert run("list", "is:unreadable").out == ""


def test_an_unchanged_clip_is_not_written(run: Run, system: FakeSystem, archive: Path, copy: Path) -> None:
    system.editor = bytes
    before = (archive / RATES).stat()
    assert run("edit", "rates") == Result(0, "", f"{RATES} is as it was.\n")
    assert (archive / RATES).stat() == before
    assert not copy.exists()


@pytest.mark.parametrize("answer", [None, "n\n", "", "y\n"])
def test_an_emptied_clip_is_kept_unless_the_user_insists(
    run: Run, system: FakeSystem, archive: Path, copy: Path, answer: str | None
) -> None:
    system.editor = lambda _: b"\n"
    before = stands(archive)
    ran = run("edit", "rates", terminal=answer is not None, stdin=answer or "")
    if answer == "y\n":
        assert ran.status == 0
        assert stands(archive)[RATES] == "\n"
        return
    assert ran.status == 1
    message = f"clipper: {RATES} was emptied in the editor, and is kept as it was; what you wrote is in {copy}\n"
    assert ran.err.endswith(message)
    assert ("[y/N]" in ran.err) is (answer is not None)
    assert stands(archive) == before


def test_an_emptied_clip_is_not_asked_about_with_yes(run: Run, system: FakeSystem, archive: Path) -> None:
    system.editor = lambda _: b"\n"
    ran = run("edit", "rates", "--yes")
    assert (ran.status, ran.err) == (0, f"Edited “Rates: a pause”: title, date, source, tags, text.{BACK}")
    assert stands(archive)[RATES] == "\n"


def test_an_unreadable_result_is_put_aside(run: Run, system: FakeSystem, archive: Path, copy: Path) -> None:
    system.editor = lambda raw: raw.replace(b"# by hand", b"title: a: b")
    before = stands(archive)
    ran = run("edit", "rates")
    assert (ran.status, ran.out, ran.err.count("\n")) == (65, "", 1)
    assert ran.err.startswith(f"clipper: {RATES}:2: ")
    assert ran.err.endswith(f"; the clip is kept as it was; what you wrote is in {copy}\n")
    assert copy.read_bytes() == before[RATES].replace("# by hand", "title: a: b").encode()
    assert stands(archive) == before


@pytest.mark.parametrize(
    ("meanwhile", "status", "message"),
    [
        (lambda clip: clip.write_text("Theirs.\n"), 75, f"{RATES} was changed by another program meanwhile"),
        (lambda clip: clip.unlink(), 1, f"there is no clip {RATES}"),
    ],
)
def test_a_clip_that_was_changed_meanwhile_is_left_and_both_are_kept(
    run: Run,
    system: FakeSystem,
    archive: Path,
    copy: Path,
    meanwhile: Callable[[Path], None],
    status: int,
    message: str,
) -> None:
    def edit(raw: bytes) -> bytes:
        meanwhile(archive / RATES)
        return raw + b" Mine."

    system.editor = edit
    ran = run("edit", "rates")
    assert ran == Result(status, "", f"clipper: {message}; what you wrote is in {copy}\n")
    assert copy.read_bytes().endswith(b"The bank waits. Mine.")
    assert not (archive / RATES).exists() or (archive / RATES).read_text() == "Theirs.\n"


def test_a_dash_stands_for_the_names_on_stdin(run: Run) -> None:
    ran = run("edit", "-", "--set", "page=1", stdin="letter\nshb\t2000-05-19\n")
    assert ran == Result(0, "", f"Edited 2 clips: page=1 (“letter” and “Ceasefire talks start”).{BACK}")
    assert run("list", "page:1", "--format", "{handle}").out == "shbzhczx\ncpszkkwz\n"
    assert run("edit", "-", "--set", "page=1", stdin="").err == "There is nothing to change.\n"
    assert "the editor opens one clip" in run("edit", "-", stdin="letter\nshb\n").err


def test_a_key_that_no_clip_has_needs_to_be_wanted(run: Run, archive: Path) -> None:
    before = stands(archive)
    ran = run("edit", "letter", "--set", "sorce=BBC")
    assert (ran.status, stands(archive)) == (2, before)
    assert ran.err == "clipper: there is no field sorce; did you mean source? --new-key sets a key of your own.\n"
    assert run("edit", "--where", "has:tags", "--set", "mood=x").status == 2
    assert run("edit", "letter", "--set", "mood=x", "--new-key").status == 0
    assert run("edit", "rates", "--set", "Mood=y").status == 0
    assert run("edit", "rates", "--unset", "nothing").status == 0
