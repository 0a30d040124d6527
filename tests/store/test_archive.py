from pathlib import Path

import pytest

from clipper.errors import NotFoundError, RefusedError
from clipper.store.archive import SETTINGS_NAME, Archive, locate


def test_making_an_archive_twice_keeps_what_it_has(tmp_path: Path) -> None:
    Archive.create(tmp_path / "a" / "b")
    (tmp_path / "a" / "b" / SETTINGS_NAME).write_text("pager = 'less'")
    Archive.create(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / SETTINGS_NAME).read_text() == "pager = 'less'"


def test_an_archive_cannot_be_made_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RefusedError, match="is a file, not a folder"):
        Archive.create(tmp_path / "file")


class TestLocating:
    @pytest.fixture
    def places(self, tmp_path: Path) -> Path:
        for name in ("named", "variable", "work/clips", "work/deep/er", "mine"):
            (tmp_path / name).mkdir(parents=True)
        for name in ("named", "variable", "work/clips", "mine"):
            (tmp_path / name / SETTINGS_NAME).touch()
        return tmp_path

    def locate(
        self, places: Path, *, named: str = "", variable: str = "", here: str = ".", preferred: str = ""
    ) -> tuple[str, str]:
        folder, by = locate(
            places / named if named else None,
            {"CLIPPER_ARCHIVE": str(places / variable)} if variable else {},
            places / here,
            str(places / preferred) if preferred else "",
            places / "home",
        )
        return folder.relative_to(places).as_posix(), by

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"named": "named", "variable": "variable", "here": "work"}, ("named", "--archive")),
            ({"variable": "variable", "here": "work", "preferred": "mine"}, ("variable", "$CLIPPER_ARCHIVE")),
            ({"here": "work", "preferred": "mine"}, ("work/clips", "the working directory")),
            ({"here": "work/deep/er"}, ("work/clips", "the working directory")),
            ({"here": "work/clips"}, ("work/clips", "the working directory")),
            ({"here": "/nowhere", "preferred": "mine"}, ("mine", "the configuration")),
            ({"here": "/nowhere"}, ("home/clips", "custom")),
        ],
    )
    def test_what_is_named_closest_wins(self, asked: dict[str, str], expected: tuple[str, str], places: Path) -> None:
        assert self.locate(places, **asked) == expected

    @pytest.mark.parametrize(
        ("asked", "said", "hint"),
        [
            ({"named": "work"}, r"/work \(--archive\)", "work` makes it one"),
            ({"variable": "no\x1bwhere", "named": ""}, r"/no␛where \(\$CLIPPER_ARCHIVE\)", "clipper init PATH"),
        ],
    )
    def test_a_named_folder_that_is_no_archive_is_an_error(
        self, asked: dict[str, str], said: str, hint: str, places: Path
    ) -> None:
        with pytest.raises(NotFoundError, match=said) as caught:
            self.locate(places, **asked)
        assert hint in caught.value.hint
