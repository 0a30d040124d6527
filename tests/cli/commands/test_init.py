"""`clipper init`: a folder becomes an archive."""

from tests.cli.conftest import Run
from tests.conftest import FakeSystem
from tests.running import Result


def test_a_folder_becomes_an_archive_and_keeps_what_it_holds(run: Run, system: FakeSystem) -> None:
    (system.cwd / "notes.md").write_text("A note that was here before.\n")
    assert run("init") == Result(0, "", f"{system.cwd} is an archive now.\n")
    assert (system.cwd / "notes.md").read_text() == "A note that was here before.\n"
    mark = (system.cwd / ".clipper.toml").read_bytes()
    assert run("list", "--format", "paths") == Result(0, "notes.md\n", "")
    assert run("init", ".") == Result(0, "", f"{system.cwd} is an archive already.\n")
    assert (system.cwd / ".clipper.toml").read_bytes() == mark


def test_a_folder_that_is_not_there_is_made(run: Run, system: FakeSystem) -> None:
    assert run("init", "deep/er", "--quiet") == Result(0, "", "")
    assert run("--archive", str(system.cwd / "deep/er"), "list") == Result(0, "", "")


def test_what_cannot_be_a_folder_is_refused(run: Run, system: FakeSystem) -> None:
    (system.cwd / "file\x1b").write_text("x")
    ran = run("init", "file\x1b")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"clipper: {system.cwd}/file␛ is a file, not a folder\n"
    assert run("init", "a" * 300).status == 74
    assert run("init", "~nobody-is-called-so").err == f"{system.cwd}/~nobody-is-called-so is an archive now.\n"
