"""A clip whose text or address is in the archive already is not added again, except with `force`."""

from pathlib import Path

import pytest

from clipper import clipfile
from clipper.library import Library
from clipper.model import naming
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from tests.conftest import CLIPS

CEASEFIRE = "2000/2000-05-19-reuters-ceasefire-talks.md"
QUAKE = "2024/2024-11-02-asahi-地震.md"
TRAINS = "2025/2025-05-sz-züge.md"


def new(**fields: str) -> Candidate:
    clip = Clip(**fields)  # type: ignore[arg-type]
    return Candidate(clip, clipfile.write(clip))


class TestTwins:
    @pytest.mark.parametrize(
        ("fields", "twin"),
        [
            ({"title": "Other", "body": "The talks start\nat noon. Peace is far."}, CEASEFIRE),
            ({"title": "Other", "url": "http://www.example.com/world/ceasefire/?utm_source=x"}, CEASEFIRE),
            ({"title": "Other", "body": "本文です。"}, QUAKE),
        ],
    )
    def test_the_same_body_or_address_is_refused(self, fields: dict[str, str], twin: str, library: Library) -> None:
        kept, refused = library.writer.add([new(**fields)])
        assert kept == []
        handle, name = naming.handle(twin), twin.removesuffix(".md")
        assert [str(error) for error in refused] == [f"this is kept already as {handle}, {name}"]

    @pytest.mark.parametrize(
        "fields",
        [
            {"title": "Ceasefire talks start", "date": "2000-05-19", "source": "Reuters"},
            {"title": "Other", "body": "The talks start at one. Peace is far."},
            {"title": "Other", "url": "https://example.com/world/ceasefire-2"},
        ],
    )
    def test_another_body_and_address_is_kept(self, fields: dict[str, str], library: Library) -> None:
        kept, refused = library.writer.add([new(**fields)])
        assert (len(kept), refused) == (1, [])

    def test_two_empty_clips_are_not_duplicates(self, library: Library) -> None:
        kept, refused = library.writer.add([new(title="A"), new(title="B")])
        assert (len(kept), refused) == (2, [])

    def test_a_duplicate_in_the_same_call_is_refused_too(self, library: Library) -> None:
        kept, refused = library.writer.add(
            [new(title="A", body="Same"), new(title="B", body="same"), new(title="C", body="Same")]
        )
        assert [stored.clip.title for stored in kept] == ["A", "B"]
        assert len(refused) == 1

    def test_what_has_neither_body_nor_address_is_known_by_title_day_and_outlet(self, library: Library) -> None:
        fields = {"title": "On paper", "date": "May 2025", "source": "AP"}
        assert len(library.writer.add([new(**fields)])[0]) == 1
        for changed in ({}, {"title": "On Paper"}, {"date": "2025-05"}, {"source": "DPA"}):
            kept, refused = library.writer.add([new(**fields | changed), new(**fields | changed)])
            assert (len(kept), len(refused)) == ((1, 1) if changed else (0, 2))

    def test_bookmarks_without_a_text_may_have_the_same_note(self, library: Library) -> None:
        marks = [
            Candidate(clip, clipfile.write(clip))
            for address in ("a", "b", "A")
            if (clip := Clip(url=f"https://example.com/{address}", tags=("to-fetch",), body="## Note\n\nRead.\n"))
        ]
        kept, refused = library.writer.add([*marks, marks[0]])
        assert [stored.clip.url[-1] for stored in kept] == ["a", "b", "A"]
        assert [str(error) for error in refused] == [
            "this is the same as “https://example.com/a”, which comes before it"
        ]

    def test_progress_counts_the_refused_candidates_too(self, library: Library) -> None:
        numbers: list[int] = []
        three = [new(title="A", body="Same"), new(title="B", body="Same"), new(title="C", body="C")]
        library.writer.add(three, advance=numbers.append)
        assert numbers[-1] == 3

    def test_force_keeps_it_again(self, library: Library) -> None:
        raw = str(CLIPS[CEASEFIRE]).encode()
        kept, refused = library.writer.add([Candidate(clipfile.read(raw), raw)], force=True)
        assert (len(kept), refused) == (1, [])

    def test_a_dry_run_finds_duplicates_and_writes_nothing(self, library: Library, tmp_path: Path) -> None:
        before = sorted(tmp_path.rglob("clips/**/*"))
        kept, refused = library.writer.add([new(title="A", body="Same"), new(title="B", body="Same")], dry_run=True)
        assert [stored.path for stored in kept] == ["undated/a.md"]
        assert len(refused) == 1
        assert sorted(tmp_path.rglob("clips/**/*")) == before
