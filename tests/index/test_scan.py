import os
import socket
from pathlib import Path

import pytest

from clipper.index import scan


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive in which everything stands that can."""
    (tmp_path / "a" / "deep" / "er").mkdir(parents=True)
    for name in ("one.md", "a/two.md", "a/deep/er/three.md", "a/strange\udcff\n\x1b.md", "a/text.txt", "a/.hidden.md"):
        (tmp_path / name).touch()
    for name in (".git", "folder.md"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "inside.md").touch()
    (tmp_path / "link.md").symlink_to("one.md")
    (tmp_path / "nowhere.md").symlink_to("/nowhere")
    (tmp_path / "elsewhere").symlink_to("/usr", target_is_directory=True)
    (tmp_path / "circle").symlink_to(".", target_is_directory=True)
    os.mkfifo(tmp_path / "a" / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        before = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket is short
        server.bind("socket.md")
        os.chdir(before)
    return tmp_path


def test_every_folder_is_looked_at_but_hidden_ones_and_links(root: Path) -> None:
    found = scan.survey(str(root), [], 0)
    assert {*found.digests} == {"", "a", "a/deep", "a/deep/er", "folder.md"}


def test_what_is_no_clip_is_passed_over_with_the_reason(root: Path) -> None:
    assert sorted(scan.survey(str(root), [], 0).skipped) == [
        ("a/pipe.md", "not a regular file"),
        ("circle", "a symbolic link"),
        ("elsewhere", "a symbolic link"),
        ("folder.md", "a folder"),
        ("link.md", "a symbolic link"),
        ("nowhere.md", "a symbolic link"),
        ("socket.md", "not a regular file"),
    ]


def test_the_files_of_a_folder_are_its_clips(root: Path) -> None:
    assert {file.name for file in scan.files(str(root), "")} == {"one.md"}
    assert {file.name for file in scan.files(str(root), "a")} == {"two.md", "strange\udcff\n\x1b.md"}
    assert {file.name for file in scan.files(str(root), "folder.md")} == {"inside.md"}
    assert scan.files(str(root), "gone") == []
    assert scan.files(str(root), "one.md") == []


def test_the_digest_of_a_folder_is_that_of_its_files(root: Path) -> None:
    for folder, digest in scan.survey(str(root), [], 0).digests.items():
        assert scan.digest(scan.files(str(root), folder)) == digest


def test_two_processes_find_what_one_finds(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        (root / f"{number}" / "in").mkdir(parents=True)
        (root / f"{number}" / "in" / "clip.md").touch()
    alone = scan.survey(str(root), [], 0)
    known = [*alone.digests][::2]
    forks: list[int] = []
    fork = os.fork

    def counted() -> int:
        forks.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", counted)
    monkeypatch.setattr(scan, "TWO_PROCESSES_FROM", 1)
    for folders in (known, [*alone.digests], [*known, "gone", "one.md"]):
        together = scan.survey(str(root), folders, 1)
        assert together.digests == alone.digests
        assert sorted(together.skipped) == sorted(alone.skipped)
    assert len(forks) == 3


def test_a_second_process_that_fails_costs_nothing_but_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = scan.survey(str(root), [], 0)
    monkeypatch.setattr(scan, "TWO_PROCESSES_FROM", 1)
    monkeypatch.setattr(scan, "_report", lambda *_: os._exit(1))
    together = scan.survey(str(root), [*alone.digests], 1)
    assert together.digests == alone.digests
    assert sorted(together.skipped) == sorted(alone.skipped)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_passed_over(root: Path) -> None:
    (root / "a" / "deep").chmod(0)
    found = scan.survey(str(root), [], 0)
    (root / "a" / "deep").chmod(0o755)
    assert ("a/deep", "a folder that cannot be read: permission denied") in found.skipped
    assert "a" in found.digests


def test_a_disk_that_fails_in_one_folder_hides_no_other(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def failing(path: str) -> object:
        if path.endswith("deep"):
            raise OSError(5, "Input/output error")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", failing)
    found = scan.survey(str(root), [], 0)
    assert {*found.digests} == {"", "a", "folder.md"}
    assert ("a/deep", "a folder that cannot be read: input/output error") in found.skipped


def test_a_file_that_goes_while_its_folder_is_read_is_not_there(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        name = "gone.md"

        def is_file(self, *, follow_symlinks: bool) -> bool:
            return not follow_symlinks

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            raise FileNotFoundError(follow_symlinks)

    class Listed(list[object]):
        def __enter__(self) -> list[object]:
            return self

        def __exit__(self, *_: object) -> None: ...

    alone, files, scandir = scan.survey(str(root), [], 0), scan.files(str(root), "a"), os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: Listed([Gone(), *scandir(path), Gone()]))
    assert scan.survey(str(root), [], 0).digests == alone.digests
    assert scan.files(str(root), "a") == files
