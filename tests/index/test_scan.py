import contextlib
import errno
import os
import signal
import socket
from pathlib import Path

import pytest

from clipper.index import scan


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with everything in it that a folder can contain."""
    (tmp_path / "a" / "deep" / "er").mkdir(parents=True)
    for name in ("one.md", "a/two.md", "a/deep/er/three.md", "a/strange\udcff\n\x1b.md", "a/text.txt", "a/.hidden.md"):
        (tmp_path / name).touch()
    for name in (".git", "folder.md"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "inside.md").touch()
    (tmp_path / "link.md").symlink_to("one.md")
    (tmp_path / "nowhere.md").symlink_to("/nowhere")
    (tmp_path / "elsewhere").symlink_to("/usr", target_is_directory=True)
    (tmp_path / "itself").symlink_to("itself")
    (tmp_path / "circle").symlink_to(".", target_is_directory=True)
    os.mkfifo(tmp_path / "a" / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        before = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket is short
        server.bind("socket.md")
        os.chdir(before)
    return tmp_path


def test_every_folder_is_looked_at_but_hidden_ones_and_links(root: Path) -> None:
    found = scan.survey(str(root), {})
    assert {*found.digests} == {"", "a", "a/deep", "a/deep/er", "folder.md"}


def test_what_is_no_clip_is_passed_over_with_the_reason(root: Path) -> None:
    assert sorted(scan.survey(str(root), {}).skipped) == [
        ("a/pipe.md", "not a regular file"),
        ("circle", "a symbolic link"),
        ("elsewhere", "a symbolic link"),
        ("folder.md", "a folder"),
        ("link.md", "a symbolic link"),
        ("nowhere.md", "a symbolic link"),
        ("socket.md", "not a regular file"),
    ]


def test_the_files_of_a_folder_are_its_clips(root: Path) -> None:
    assert {file.name for file in scan.files(str(root), "", [])} == {"one.md"}
    assert {file.name for file in scan.files(str(root), "a", [])} == {"two.md", "strange\udcff\n\x1b.md"}
    assert {file.name for file in scan.files(str(root), "folder.md", [])} == {"inside.md"}
    assert scan.files(str(root), "gone", []) == []
    assert scan.files(str(root), "one.md", []) == []


def test_the_digest_of_a_folder_is_that_of_its_files(root: Path) -> None:
    for folder, digest in scan.survey(str(root), {}).digests.items():
        assert scan.digest(scan.files(str(root), folder, [])) == digest


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let eight processes share even a small archive; return a list that gets an item with each fork."""
    forks: list[int] = []
    fork = os.fork

    def counted() -> int:
        forks.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", counted)
    monkeypatch.setattr(scan, "processors", lambda: 8)
    monkeypatch.setattr(scan, "FILES_PER_PROCESS", 1)
    return forks


@pytest.mark.parametrize("number", [2, 3, 8])
def test_several_processes_find_what_one_finds(root: Path, forks: list[int], number: int) -> None:
    for year in range(40):
        (root / f"{year}" / "in").mkdir(parents=True)
        (root / f"{year}" / "in" / "clip.md").touch()
    alone = scan.survey(str(root), {})
    known = [*alone.digests][::2]
    for folders in (known, [*alone.digests], [*known, "gone", "one.md"]):
        together = scan.survey(str(root), dict.fromkeys(folders, 0) | {folders[0]: number})
        assert together.digests == alone.digests
        assert sorted(together.skipped) == sorted(alone.skipped)
    assert len(forks) == 3 * (number - 1)


@pytest.mark.parametrize(
    ("known", "processors", "forked"),
    [
        ({"a": 1_000}, 8, 0),
        ({"a": 2_000, "b": 2_999}, 8, 0),
        ({"a": 2_000, "b": 3_000}, 8, 1),
        ({"a": 100_000}, 8, 1),  # the root is the other folder
        ({"": 0, "a": 100_000}, 8, 1),
        ({"": 100_000}, 8, 0),
        (dict.fromkeys("abcdefghijkl", 1_000), 8, 3),
        (dict.fromkeys("abcdefghijkl", 10_000), 8, 7),
        (dict.fromkeys("abcdefghijkl", 10_000), 64, 7),
        (dict.fromkeys("abcdefghijkl", 10_000), 2, 1),
        (dict.fromkeys("abcdefghijkl", 10_000), 1, 0),
    ],
)
def test_an_archive_is_shared_by_as_many_processes_as_help(
    root: Path, forks: list[int], known: dict[str, int], processors: int, forked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "FILES_PER_PROCESS", 2_500)
    monkeypatch.setattr(scan, "processors", lambda: processors)
    scan.survey(str(root), known)
    assert len(forks) == forked


def test_the_folders_are_shared_so_that_all_processes_have_about_the_same_number_of_files() -> None:
    years = {str(year): count for year, count in enumerate([9_000, 100, 5_000, 4_000, 3_000, 200, 6_000, 0, 0])}
    shares = scan._balance(years, 3)
    assert sorted(folder for share in shares for folder in share) == sorted(years)
    assert max(sum(years[folder] for folder in share) for share in shares) < 9_300


@pytest.mark.parametrize("failure", ["ended", "fork", "killed"])
def test_a_process_that_fails_costs_nothing_but_time(
    root: Path, forks: list[int], failure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = scan.survey(str(root), {})

    def refused() -> int:
        forks.append(1)
        raise BlockingIOError

    if failure == "fork":
        monkeypatch.setattr(os, "fork", refused)
    else:

        def end(*_: object) -> None:
            if failure == "ended":
                os._exit(1)
            os.kill(os.getpid(), signal.SIGKILL)

        monkeypatch.setattr(scan, "_look_at_all", end)
    together = scan.survey(str(root), dict.fromkeys(alone.digests, 1))
    assert len(forks) == 4
    assert together.digests == alone.digests
    assert sorted(together.skipped) == sorted(alone.skipped)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_passed_over(root: Path) -> None:
    (root / "a" / "deep").chmod(0)
    found = scan.survey(str(root), {})
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
    found = scan.survey(str(root), {})
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

    alone, files, scandir = scan.survey(str(root), {}), scan.files(str(root), "a", []), os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: Listed([Gone(), *scandir(path), Gone()]))
    assert scan.survey(str(root), {}).digests == alone.digests
    assert scan.files(str(root), "a", []) == files


def test_a_file_that_the_disk_does_not_give_out_hides_no_other(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        name = "broken.md"

        def is_file(self, *, follow_symlinks: bool) -> bool:
            return not follow_symlinks

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(follow_symlinks))

    alone, scandir = scan.survey(str(root), {}), os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: contextlib.nullcontext([Broken(), *scandir(path)]))
    found, skipped = scan.survey(str(root), {}), list[tuple[str, str]]()
    assert found.digests == alone.digests
    assert ("a/broken.md", "cannot be read: input/output error") in found.skipped
    assert [file.name for file in scan.files(str(root), "folder.md", skipped)] == ["inside.md"]
    assert skipped == [("folder.md/broken.md", "cannot be read: input/output error")]
