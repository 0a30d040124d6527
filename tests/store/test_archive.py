"""Create an archive, and locate it."""

from pathlib import Path

import pytest

from clipper.errors import NotFoundError, RefusedError
from clipper.store.archive import SETTINGS_NAME, Archive, locate
from tests.faults.shim import Shim


def test_an_archive_that_is_created_again_keeps_its_settings(tmp_path: Path) -> None:
    Archive.create(tmp_path / "a" / "b")
    (tmp_path / "a" / "b" / SETTINGS_NAME).write_text("pager = 'less'")
    Archive.create(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / SETTINGS_NAME).read_text() == "pager = 'less'"


def test_an_archive_cannot_be_created_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RefusedError, match="is a file, not a folder"):
        Archive.create(tmp_path / "file")


def test_the_settings_of_a_new_archive_are_on_disk_before_they_have_their_name_and_the_name_afterwards(
    tmp_path: Path,
) -> None:
    with Shim(tmp_path).watching() as shim:
        Archive.create(tmp_path / "new" / "archive")
    calls = [(call.name, call.target or call.path) for call in shim.calls]
    synced = [number for number, (name, _) in enumerate(calls) if name == "fsync"]
    named = calls.index(("link", f"new/archive/{SETTINGS_NAME}"))
    assert [calls[number][1] for number in synced if number > named] == ["new/archive"]
    staged = calls[next(number for number in reversed(synced) if number < named)][1]
    assert staged.startswith("new/archive/.")
    assert ("write", staged) in calls
    assert [calls[number][1] for number in synced[:2]] == [".", "new"]
    assert [*(tmp_path / "new" / "archive").iterdir()] == [tmp_path / "new" / "archive" / SETTINGS_NAME]


class TestLocating:
    @pytest.fixture
    def folders(self, tmp_path: Path) -> Path:
        for name in ("named", "variable", "work/clips", "work/deep/er", "mine"):
            (tmp_path / name).mkdir(parents=True)
        for name in ("named", "variable", "work/clips", "mine"):
            (tmp_path / name / SETTINGS_NAME).touch()
        return tmp_path

    def locate(
        self, folders: Path, *, option: str = "", variable: str = "", cwd: str = ".", configured: str = ""
    ) -> tuple[str, str]:
        folder, source = locate(
            folders / option if option else None,
            {"CLIPPER_ARCHIVE": str(folders / variable)} if variable else {},
            folders / cwd,
            str(folders / configured) if configured else "",
            folders / "home",
        )
        return folder.relative_to(folders).as_posix(), source

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ({"option": "named", "variable": "variable", "cwd": "work"}, ("named", "--archive")),
            ({"variable": "variable", "cwd": "work", "configured": "mine"}, ("variable", "$CLIPPER_ARCHIVE")),
            ({"cwd": "work", "configured": "mine"}, ("work/clips", "the working directory")),
            ({"cwd": "work/deep/er"}, ("work/clips", "the working directory")),
            ({"cwd": "work/clips"}, ("work/clips", "the working directory")),
            ({"cwd": "/nowhere", "configured": "mine"}, ("mine", "the configuration")),
            ({"cwd": "/nowhere"}, ("home/clips", "the default")),
        ],
    )
    def test_the_first_that_names_an_archive_wins(
        self, options: dict[str, str], expected: tuple[str, str], folders: Path
    ) -> None:
        assert self.locate(folders, **options) == expected

    @pytest.mark.parametrize(
        ("options", "message", "hint"),
        [
            ({"option": "work"}, r"/work \(--archive\)", "work` makes it one"),
            ({"variable": "no\x1bwhere", "option": ""}, r"/no␛where \(\$CLIPPER_ARCHIVE\)", "clipper init PATH"),
        ],
    )
    def test_a_named_folder_that_is_no_archive_is_an_error(
        self, options: dict[str, str], message: str, hint: str, folders: Path
    ) -> None:
        with pytest.raises(NotFoundError, match=message) as caught:
            self.locate(folders, **options)
        assert hint in caught.value.hint
