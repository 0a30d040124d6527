"""`clipper browser`: browsers are told of clipper, and the extension is laid down for them."""

import json
import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import FakeSystem


@pytest.fixture
def chromium(system: FakeSystem) -> Path:
    """Return the file that tells Chromium of clipper; Chromium is here, and so has its folder of settings."""
    folder = system.home / ".config" / "chromium"
    folder.mkdir(parents=True)
    return folder / "NativeMessagingHosts" / "news_clipper.json"


@pytest.fixture
def launcher(system: FakeSystem) -> Path:
    return system.data_folder / "browser-host"


def test_the_browsers_that_are_here_are_told_of_clipper(
    run: Run, clips: Path, chromium: Path, launcher: Path, system: FakeSystem
) -> None:
    ran = run("browser", "install")
    assert (ran.status, ran.out) == (0, f"{launcher}\n{chromium}\n")
    assert ran.err.startswith(f"Now known to Chromium; pages are clipped into {clips}.\n")
    assert json.loads(chromium.read_text())["path"] == str(launcher)
    assert stat.S_IMODE(launcher.stat().st_mode) == 0o755
    assert not (system.home / ".mozilla").exists()


def test_a_browser_that_is_named_need_not_be_here(run: Run, clips: Path, system: FakeSystem) -> None:
    assert run("browser", "install", "Firefox").status == 0
    manifest = json.loads((system.home / ".mozilla/native-messaging-hosts/news_clipper.json").read_text())
    assert "allowed_extensions" in manifest
    assert clips.is_dir()


def test_the_launcher_starts_this_clipper_with_this_archive_and_imports_nothing_from_the_folder(
    run: Run, clips: Path, chromium: Path, launcher: Path, tmp_path: Path
) -> None:
    assert run("browser", "install").status == 0
    line = launcher.read_text().splitlines()[-1]
    expected = ["exec", sys.executable, "-P", "-m", "clipper", "--archive", str(clips), "browser-host", "--", "$@"]
    assert shlex.split(line) == expected
    assert chromium.exists()
    trap = tmp_path / "trap"
    (trap / "clipper").mkdir(parents=True)
    (trap / "clipper" / "__main__.py").write_text("print('caught')")
    ended = subprocess.run([launcher], cwd=trap, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "a browser starts this" in ended.stderr


def test_an_archive_with_every_kind_of_letter_in_its_path_is_found_again(
    run: Run, system: FakeSystem, chromium: Path, launcher: Path
) -> None:
    root = system.folder / "my 'clips' $HOME `x`\n\"é\""
    assert run("init", str(root)).status == 0
    assert run("--archive", str(root), "browser", "install").status == 0
    words = subprocess.run(
        ["sh", "-c", launcher.read_text().replace("exec ", "printf '%s\\0' ")],
        capture_output=True,
        check=True,
    ).stdout.split(b"\0")
    assert os.fsencode(root) in words
    assert chromium.exists()
    assert run("browser").status == 0


def test_a_dry_run_writes_nothing(run: Run, clips: Path, chromium: Path, launcher: Path) -> None:
    ran = run("browser", "install", "--dry-run")
    assert ran.out == f"would write\t{launcher}\nwould write\t{chromium}\n"
    assert not launcher.exists()
    assert not chromium.exists()
    assert clips.is_dir()


def test_without_an_archive_nothing_is_installed(run: Run, chromium: Path, launcher: Path) -> None:
    ran = run("browser", "install")
    assert ran.status == 1
    assert "there is no archive yet" in ran.err
    assert not launcher.exists()
    assert not chromium.exists()


@pytest.mark.usefixtures("clips")
def test_without_a_browser_it_says_which_could_be_named(run: Run) -> None:
    assert run("browser", "install").err == (
        "clipper: no browser was found here. Name one: chromium, chrome, firefox, edge, brave.\n"
    )
    assert run("browser", "install", "mosaic").status == 2


@pytest.mark.usefixtures("clips")
def test_a_file_of_somebody_else_is_not_written_over(run: Run, chromium: Path, launcher: Path) -> None:
    chromium.parent.mkdir()
    chromium.write_text('{"name": "other"}')
    ran = run("browser", "install")
    assert (ran.status, ran.err) == (1, f"clipper: {chromium} is not from clipper. Move it away, and try again.\n")
    assert chromium.read_text() == '{"name": "other"}'
    assert not launcher.exists()


def test_it_tells_which_browsers_know_of_clipper(run: Run, clips: Path, chromium: Path) -> None:
    assert run("browser").err.startswith("No browser knows of clipper yet")
    run("browser", "install")
    ran = run("browser")
    assert (ran.status, ran.out) == (0, f"Chromium\tready\t{chromium}\n")
    assert ran.err == f"Pages are clipped into {clips}.\n"


@pytest.mark.usefixtures("clips")
def test_it_tells_what_keeps_a_browser_from_starting_clipper(run: Run, chromium: Path, launcher: Path) -> None:
    run("browser", "install")
    written = launcher.read_text()
    launcher.write_text(written.replace(sys.executable, "/gone/python"))
    assert "/gone/python is gone, with which it starts clipper" in run("browser").err
    launcher.write_text(written.replace("exec ", "exec '"))
    assert "the program that it starts is missing" in run("browser").err
    launcher.unlink()
    ran = run("browser")
    assert (ran.status, ran.out) == (1, f"Chromium\tthe program that it starts is missing\t{chromium}\n")
    chromium.write_text('{"name": "news_clipper"')
    assert "it is not what this clipper writes" in run("browser").err
    chromium.write_text('{"name": "news_clipper"}')
    assert run("browser", "install").status == 0
    assert run("browser").status == 0


@pytest.mark.usefixtures("clips")
def test_the_last_browser_takes_the_launcher_with_it(
    run: Run, chromium: Path, launcher: Path, system: FakeSystem
) -> None:
    run("browser", "install", "chromium", "firefox")
    firefox = system.home / ".mozilla/native-messaging-hosts/news_clipper.json"
    assert run("browser", "uninstall", "firefox").out == f"{firefox}\n"
    assert launcher.exists()
    assert run("browser", "uninstall", "--dry-run").out == f"would remove\t{chromium}\nwould remove\t{launcher}\n"
    assert run("browser", "uninstall").out == f"{chromium}\n{launcher}\n"
    assert not chromium.exists()
    assert not launcher.exists()
    assert run("browser", "uninstall") == (0, "", "No browser knows of clipper.\n")


@pytest.mark.usefixtures("clips")
def test_what_is_not_ours_is_not_removed(run: Run, chromium: Path, launcher: Path) -> None:
    run("browser", "install")
    chromium.write_text("mine")
    assert run("browser", "uninstall").out == ""
    assert chromium.read_text() == "mine"
    assert launcher.exists()


def test_the_extension_is_laid_down_and_renewed(run: Run, system: FakeSystem) -> None:
    folder = system.cwd / "ext"
    ran = run("browser", "extension", "ext")
    assert (ran.status, ran.out) == (0, f"{folder}\n")
    assert "Load unpacked" in ran.err
    assert json.loads((folder / "manifest.json").read_text())["name"] == "Clip with clipper"
    (folder / "worker.js").write_text("old")
    ran = run("browser", "extension", "ext")
    assert (ran.status, ran.err) == (0, "The extension is renewed: press its reload button in the browser.\n")
    assert "sendNativeMessage" in (folder / "worker.js").read_text()


@pytest.mark.parametrize("manifest", [None, "", "[]", "{}", '{"browser_specific_settings": {"gecko": {"id": "x@y"}}}'])
def test_a_folder_with_anything_else_is_left_alone(run: Run, system: FakeSystem, manifest: str | None) -> None:
    folder = system.cwd / "ext"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    if manifest is not None:
        (folder / "manifest.json").write_text(manifest)
    before = sorted(folder.iterdir())
    assert run("browser", "extension", "ext").status == 1
    assert sorted(folder.iterdir()) == before


def test_the_names_of_browsers_are_completed(run: Run) -> None:
    from clipper.cli.browser_options import complete_browser

    assert complete_browser("ch") == ["chromium", "chrome"]
    assert "firefox" in run("browser", "install", "--help").out


@pytest.mark.usefixtures("clips")
def test_the_state_may_be_asked_for_by_name(run: Run, chromium: Path) -> None:
    run("browser", "install")
    assert run("browser", "status").out == run("browser").out == f"Chromium\tready\t{chromium}\n"
    assert "`clipper browser uninstall`" in run("browser", "--help").out.replace("\n", " ")
