"""`clipper config`: the settings in force, and where they come from."""

import errno
import json
import os
import re
from pathlib import Path

import pytest

from clipper.system import files
from tests.cli.conftest import Run
from tests.conftest import FakeSystem
from tests.running import Result


def shown_settings(run: Run, *words: str) -> dict[str, str]:
    lines = run(*words, "config").out.splitlines()
    return {line.split("  ")[0]: line.split("  ")[-1].strip() for line in lines}


def test_a_script_gets_plain_values_and_where_they_come_from(run: Run, system: FakeSystem, archive: Path) -> None:
    settings, own = system.config_file, archive / ".clipper.toml"
    system.write_file(settings, b'[list]\nlimit = 5\nsort = "title"\n[sources]\n"AFP" = []\n[add]\nevidence = true\n')
    own.write_text(
        '[list]\nlimit = 7\n[sources]\n"AP" = "apnews.com"\n[searches]\nx = "a OR b"\n[rules]\n"a" = ["b", "c"]\n'
    )
    system.variables["EDITOR"] = "ed -s"
    values = json.loads(run("config", "--json").out)
    said_by = values.pop("from")
    index = Path(values.pop("index"))
    assert index.parent == system.cache_folder
    assert values == {
        "archive": str(archive),
        "archive_settings": str(own),
        "user_settings": str(settings),
        "editor": "ed -s",
        "pager": "less -FRX",
        "list": {"columns": ["handle", "date", "source", "title", "tags"], "limit": 7, "sort": "title"},
        "add": {"evidence": True},
        "refile": False,
        "sources": {"AFP": [], "AP": ["apnews.com"]},
        "searches": {"x": "a OR b"},
        "rules": {"a": ["b", "c"]},
        "feeds": {},
    }
    assert said_by == {
        "archive": "the working directory",
        "editor": "$EDITOR",
        "pager": "the default",
        "list": {"columns": "the default", "limit": str(own), "sort": str(settings)},
        "add": {"evidence": str(settings)},
        "refile": "the default",
        "sources": {"AFP": str(settings), "AP": str(own)},
        "searches": {"x": str(own)},
        "rules": {"a": str(own)},
        "feeds": {},
    }


def test_a_script_is_told_that_there_is_no_archive_yet(run: Run, system: FakeSystem) -> None:
    values = json.loads(run("config", "--json").out)
    assert (values["archive"], values["index"]) == (str(system.home / "clips"), None)


def test_without_any_file_the_settings_are_the_usual_ones(run: Run, system: FakeSystem) -> None:
    settings = shown_settings(run)
    assert settings["archive"].startswith(str(system.home / "clips"))
    assert settings["index"] == "none yet"
    assert settings["your settings"] == f"{system.config_file} (not there; `clipper config --edit` makes it)"
    assert (settings["list.limit"], settings["sources"]) == ("20", "none")


def test_what_named_the_archive_is_told(run: Run, system: FakeSystem, archive: Path) -> None:
    assert shown_settings(run)["archive"] == f"{archive} (the working directory)"
    system.variables["CLIPPER_ARCHIVE"] = str(archive)
    assert shown_settings(run)["archive"] == f"{archive} ($CLIPPER_ARCHIVE)"
    assert shown_settings(run, "--archive", str(archive))["archive"] == f"{archive} (--archive)"
    assert Path(shown_settings(run)["index"]).parent == system.cache_folder


def test_the_settings_of_the_archive_win(run: Run, system: FakeSystem, archive: Path) -> None:
    system.write_file(system.config_file, b'editor = "ed"\n[list]\nlimit = 5\nsort = "title"\n[sources]\n"AFP" = []\n')
    (archive / ".clipper.toml").write_text('[list]\nlimit = 7\n[sources]\n"AP" = "apnews.com"\n')
    settings = shown_settings(run)
    assert (settings["list.limit"], settings["list.sort"], settings["editor"], settings["sources"]) == (
        "7",
        "title",
        "ed",
        "AFP, AP",
    )
    assert settings["your settings"] == str(system.config_file)


def test_the_editor_makes_the_file_and_what_is_not_changed_is_not_written(run: Run, system: FakeSystem) -> None:
    file = system.config_file
    system.editor = lambda raw: raw.replace(b'# editor = "nano"', b'editor = "ed"')
    assert run("config", "--edit") == Result(0, "", f"Your settings are in {file}.\n")
    assert shown_settings(run)["editor"] == "ed"
    content = file.read_bytes()
    file.chmod(0o444)
    system.editor = bytes
    assert run("config", "-e").status == 0
    assert file.read_bytes() == content


def test_a_failure_to_write_names_the_file_and_the_copy_that_holds_what_was_typed(
    run: Run, system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "overwrite", fail)
    system.editor = lambda raw: raw.replace(b'# editor = "nano"', b'editor = "ed"')
    copy = system.folder / "edited" / "clip.md"
    reason = f"{system.config_file} cannot be written: no space left on device; what you wrote is in {copy}"
    assert run("config", "--edit") == Result(74, "", f"clipper: {reason}\n")
    assert b'editor = "ed"' in copy.read_bytes()
    assert not system.config_file.exists()


def test_settings_that_cannot_be_read_are_named(run: Run, system: FakeSystem) -> None:
    system.config_file.mkdir(parents=True)
    assert run("config", "--edit").err == f"clipper: {system.config_file} cannot be read: is a directory\n"


def test_a_mistake_is_said_with_its_line_and_can_be_mended_in_the_editor(run: Run, system: FakeSystem) -> None:
    system.write_file(system.config_file, b'editor = "ed"\nlimt = 5\n')
    ran = run("config")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"clipper: {system.config_file}:2: there is no setting “limt”")
    system.editor = lambda raw: raw.replace(b"limt = 5\n", b"")
    assert run("config", "--edit").status == 0
    assert shown_settings(run)["editor"] == "ed"


@pytest.mark.parametrize("name", ["\x1b[2J", "\u202eevil", "\udcff"])
def test_a_folder_of_any_name_is_shown_safely(run: Run, system: FakeSystem, name: str) -> None:
    made = run("init", name)
    system.cwd = system.cwd / name
    for ran in (made, run("config"), run("config", "--json"), run("list"), run("add", stdin="x\n")):
        assert ran.status == 0, ran
        assert name not in ran.out + ran.err


@pytest.mark.parametrize("width", [40, 80, 200])
def test_on_a_terminal_no_line_is_wider_than_it(run: Run, archive: Path, width: int) -> None:
    (archive / ".clipper.toml").write_text(
        '[sources]\n"Süddeutsche Zeitung" = []\n"The Daily Example of Long Names" = []\n'
    )
    lines = re.sub(r"\x1b\[[0-9;]*m", "", run("config", terminal=True, width=width).out).splitlines()
    assert max(map(len, lines)) <= width
    assert "Süddeutsche Zeitung" in " ".join(line.strip() for line in lines)
    assert str(archive).replace("/", "") in "".join(line.strip() for line in lines).replace("/", "")
