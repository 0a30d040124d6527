"""What a TAB offers, asked as the shells ask it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.cli.commands import COMMANDS, SECOND
from tests.cli.test_app import small_archive
from tests.running import run_process

Offered = Callable[..., list[str]]
HANDLES = ["cpszkkwz", "krzfszvw", "shbzhczx", "tssgkhsj", "ttvsdzvt", "xjgtfkbg"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home folder with the small archive and its index; one clip has a tag that means harm."""
    home = small_archive(tmp_path_factory.mktemp("home"))
    (home / "clips/evil.md").write_text(
        '---\ntitle: "x\\e[2J"\ntags: ["world/\\e]0;x\\a", "world/fine"]\n---\n\nBody\n'
    )
    assert run_process(home, "list").status == 0
    return home


@pytest.fixture(scope="module")
def offered(home: Path) -> Offered:
    """Return what asks for the completions of a line, as bash does: its words, and the number of the last one."""

    def offered(*words: str, at: Path = home) -> list[str]:
        line = "\n".join(("clipper", *words))
        environment = {"_CLIPPER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words))}
        ran = run_process(at, variables=environment)
        assert (ran.status, ran.err) == (0, "")
        return [line for line in ran.out.splitlines() if line]

    return offered


def test_the_commands_and_their_options(offered: Offered) -> None:
    assert offered("") == list(COMMANDS)
    assert offered("re") == ["remove", "redo"]
    assert offered("remove", "--d") == ["--dry-run"]


def test_the_second_word_of_a_verb(offered: Offered, home: Path) -> None:
    assert offered("tags", "") == list(SECOND["tags"])
    assert offered("tags", "re") == ["rename", "remove"]
    assert offered("--archive", "clips", "tags", "sp") == ["split"]
    assert offered("sources", "m") == ["merge"]
    assert offered("search", "") == list(SECOND["search"])
    assert offered("tags", "--flat", "re") == offered("tags", "peace", "re") == offered("list", "re") == []
    assert offered("tags", "rename", "world/u") == ["world/uk", "world/ukraine"]
    assert offered("tags", "rename", "--d") == ["--dry-run"]
    environment = {"_CLIPPER_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "clipper tags ren"}
    ran = run_process(home, variables=environment | {"_TYPER_COMPLETE_FISH_ACTION": "get-args"})
    assert ran.out.startswith("rename\tRename a tag in every clip")


def test_the_handles_of_clips(offered: Offered) -> None:
    assert set(HANDLES) < set(offered("show", ""))
    assert offered("show", "t") == ["tssgkhsj", "ttvsdzvt"]
    assert offered("show", "shb", "cps") == ["cpszkkwz"]
    assert offered("edit", "kr") == offered("remove", "kr") == offered("tag", "kr") == ["krzfszvw"]
    assert offered("show", "q") == []


def test_saved_searches(offered: Offered, home: Path) -> None:
    settings = home / "clips/.clipper.toml"
    before = settings.read_text()
    settings.write_text(before + '\n[searches]\nmoon = "x"\nmars = "y"\n')
    assert offered("list", "@mo") == ["@moon"]
    assert offered("list", "@m") == ["@mars", "@moon"]
    assert offered("tag", "--where", "@mo") == ["@moon"]
    assert offered("search", "remove", "ma") == ["mars"]
    settings.write_text(before)


def test_tags_and_sources(offered: Offered) -> None:
    assert offered("tag", "letter", "-a", "world/") == ["world/fine", "world/uk", "world/ukraine"]
    assert offered("tag", "letter", "--remove", "EC") == []  # a shell takes only what goes on as it was begun
    assert offered("list", "--tag", "ec") == ["economy"]
    assert offered("list", "--source", "") == ["BBC News", "Reuters", "Süddeutsche Zeitung", "朝日新聞"]
    assert offered("add", "--source", "Reu") == ["Reuters"]


def test_a_term_of_a_query(offered: Offered) -> None:
    assert offered("list", "tag:world/u") == ["tag:world/uk", "tag:world/ukraine"]
    assert offered("list", "talks", "source:R") == ["source:Reuters"]
    assert offered("tag", "--where", "tag:ec") == ["tag:economy"]
    assert offered("list", "talks") == []


def test_a_term_that_bash_has_cut_at_its_colon(offered: Offered) -> None:
    assert offered("list", "talks", "tag", ":", "world/u") == ["world/uk", "world/ukraine"]
    assert offered("list", "-tag", ":", "ec") == ["economy"]
    assert offered("list", "-tag", ":", "x", "source", ":", "Reu") == ["Reuters"]


def test_another_shell_gets_a_title_beside_the_handle(home: Path) -> None:
    environment = {"_CLIPPER_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "clipper show shb"}
    ran = run_process(home, variables=environment | {"_TYPER_COMPLETE_FISH_ACTION": "get-args"})
    assert (ran.status, ran.out, ran.err) == (0, "shbzhczx\tCeasefire talks start\n", "")


def test_where_nothing_is_known_nothing_is_offered_and_nothing_is_said(offered: Offered, tmp_path: Path) -> None:
    assert offered("show", "", at=tmp_path) == []
    small_archive(tmp_path)
    assert offered("show", "", at=tmp_path) == []
    assert run_process(tmp_path, "list").status == 0
    assert len(offered("show", "", at=tmp_path)) == len(HANDLES)
    assert offered("--archive", str(tmp_path / "clips"), "show", "shb", at=tmp_path) == ["shbzhczx"]
    assert offered("--archive", "/nowhere", "show", "", at=tmp_path) == []
    index = next((tmp_path / "cache").rglob("*.sqlite"))
    index.write_bytes(b"no index")
    assert offered("show", "", at=tmp_path) == []
    config = tmp_path / "config/clipper/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("nonsense")
    assert offered("show", "", at=tmp_path) == []
    config.unlink()
    config.mkdir()
    assert offered("show", "", at=tmp_path) == []


def in_bash(home: Path, line: str) -> list[str]:
    """Return what bash is answered for a line, in which it cuts words as it does without settings."""
    variables = {"_CLIPPER_COMPLETE": "complete_bash_line", "COMP_LINE": line, "COMP_BREAKS": " \t\n\"'@><=;|&(:"}
    ran = run_process(home, variables=variables)
    assert (ran.status, ran.err) == (0, "")
    return [line for line in ran.out.splitlines() if line]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("clipper show shb", ["shbzhczx"]),
        ("clipper show ceasef", ["shbzhczx"]),  # a word of the title
        ("clipper show ", [*HANDLES, "nmbrgvtq"]),
        ("clipper tag shb econ", ["economy"]),
        ("clipper tag shb -a econ", ["economy"]),
        ("clipper list source:BBC", [r"BBC\ News"]),
        (r"clipper list source:BBC\ N", [r"BBC\ News"]),
        ('clipper list "source:BBC N', ["source:BBC News"]),
        ("clipper list x tag:=econ", ["economy"]),
        ("clipper list -tag:econ", ["economy"]),
        ("clipper list sour", ["source:"]),
        ("clipper list is:unr", ["unreadable"]),
        ("clipper list has:kick", ["kicker"]),
        ("clipper list --sort -kick", []),
        ("clipper list --sort kick", ["kicker"]),
        ("clipper list --format=jsonl", ["jsonl"]),
        ("clipper edit shb --set kick", ["kicker="]),
        ("clipper edit shb --set tags=econ", ["economy"]),
        ("clipper import --from wall", ["wallabag"]),
        ("clipper export --to jso", ["json", "jsonl"]),
        ("clipper export --to bib", ["bibtex", "biblatex"]),
        ("clipper cite --style chi", ["chicago", "chicago-date"]),
        ("clipper cite --to b", ["bibtex", "biblatex"]),
        ("clipper cite --language ", ["en", "de", "fr"]),
    ],
)
def test_a_line_of_bash(home: Path, line: str, expected: list[str]) -> None:
    assert set(in_bash(home, line)) == set(expected)


def test_saved_searches_and_operations_in_bash(tmp_path: Path) -> None:
    home = small_archive(tmp_path)
    (home / "clips/.clipper.toml").write_text('[searches]\nmoon = "x"\n')
    assert run_process(home, "tag", "letter", "x").status == 0
    assert in_bash(home, "clipper list @mo") == ["moon"]
    assert in_bash(home, "clipper undo ") == ["1"]


def test_completion_is_installed_for_the_shell_that_is_named(tmp_path: Path) -> None:
    for shell, file in (("bash", ".bash_completions/clipper.sh"), ("fish", ".config/fish/completions/clipper.fish")):
        ran = run_process(tmp_path, "--install-completion", shell)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith(f"Wrote the completion for {shell} into {tmp_path / file}")
        shown = run_process(tmp_path, "--show-completion", shell)
        assert shown.out.strip() == (tmp_path / file).read_text().strip()
    ran = run_process(tmp_path, "--install-completion", "csh")
    assert (ran.status, ran.out) == (2, "")
    assert "Name one of bash, zsh, fish" in ran.err


@pytest.fixture(scope="module")
def shown_by_zsh(home: Path) -> Offered:
    """Return what asks for the completions of a line, as the script for zsh does."""

    def shown(line: str) -> list[str]:
        ran = run_process(home, variables={"_CLIPPER_COMPLETE": "complete_zsh_line", "COMP_LINE": line})
        assert (ran.status, ran.err) == (0, "")
        return [line for line in ran.out.splitlines() if line]

    return shown


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("clipper show Ceasef", ["shbzhczx\tCeasefire talks start"]),
        ("clipper list -tag:cea", ["-tag:ceasefire\t1"]),
        ("clipper list tag:cea", ["tag:ceasefire\t1"]),
        ("clipper edit shbz --set source=Reu", ["source=Reuters\t1"]),
        ("clipper list is:und", ["is:undated\t"]),
        ("clipper show zzzz", []),
    ],
)
def test_zsh_gets_each_word_with_its_help_text(shown_by_zsh: Offered, line: str, expected: list[str]) -> None:
    assert shown_by_zsh(line) == expected


def test_the_script_for_zsh_asks_for_lines(home: Path) -> None:
    script = run_process(home, "--show-completion", "zsh").out
    assert "_CLIPPER_COMPLETE=complete_zsh_line" in script
    assert script.startswith("#compdef clipper\n")
