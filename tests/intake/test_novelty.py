"""What an earlier clip says in every respect is not added again, except with `force`; what differs in one is."""

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


TITLE = "Ceasefire talks start"
URL = "https://example.com/world/ceasefire"
BODY = "The talks start\nat noon. Peace is far."
PAPER = {"title": TITLE, "date": "2000-05-19", "source": "Reuters"}


class TestTwins:
    @pytest.mark.parametrize(
        ("fields", "twin"),
        [
            ({**PAPER, "url": URL, "body": BODY}, CEASEFIRE),
            ({**PAPER, "url": "http://www.example.com/world/ceasefire/?utm_source=x", "body": BODY}, CEASEFIRE),
            ({"title": TITLE, "url": URL, "body": BODY}, CEASEFIRE),
            ({"title": TITLE, "body": BODY}, CEASEFIRE),
            ({"title": "The talks start at noon.", "body": BODY}, CEASEFIRE),  # the beginning of the text
            ({"body": "Peace is far.", "url": URL}, CEASEFIRE),
            ({"title": TITLE, "url": URL}, CEASEFIRE),
            ({"title": "Saved under another title", "url": URL}, CEASEFIRE),
            (PAPER, CEASEFIRE),
            ({"body": "本文です。"}, QUAKE),
        ],
    )
    def test_what_a_clip_says_already_is_refused(self, fields: dict[str, str], twin: str, library: Library) -> None:
        kept, refused = library.writer.add([new(**fields)])
        assert kept == []
        handle, name = naming.handle(twin), twin.removesuffix(".md")
        assert [str(error) for error in refused] == [f"this is kept already as {handle}, {name}"]

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({**PAPER, "url": URL, "body": "The talks start at one."}, "another capture"),
            ({**PAPER, "url": URL, "body": BODY, "title": "Talks at noon"}, "another capture"),
            ({**PAPER, "url": URL, "body": BODY, "date": "2000-05-20"}, "another capture"),
            ({**PAPER, "url": URL, "body": BODY, "source": "AP"}, "another capture"),
            ({**PAPER, "url": f"{URL}-2", "body": BODY}, ""),
            ({**PAPER, "body": BODY, "source": "AP"}, ""),
            ({**PAPER, "body": BODY, "page": "4"}, ""),
            ({**PAPER, "url": f"{URL}#menu"}, "another capture"),
            ({**PAPER, "url": "https://example.com/#!/world/ceasefire"}, ""),
            ({**PAPER, "page": "4"}, ""),
            ({**PAPER, "date": "2000-05"}, ""),
            ({"title": "Other", "body": BODY}, ""),
            ({"title": "Other", "body": "The talks start at one. Peace is far."}, ""),
            ({"title": "Other", "url": "https://example.com/world/ceasefire-2"}, ""),
        ],
    )
    def test_what_differs_in_one_respect_is_kept_and_told(
        self, fields: dict[str, str], told: str, library: Library
    ) -> None:
        sentences: list[str] = []
        kept, refused = library.writer.add([new(**fields)], tell=sentences.append)
        assert (len(kept), refused) == (1, [])
        assert len(sentences) == bool(told)
        assert told in "".join(sentences)

    def test_the_text_of_another_outlet_is_kept_as_a_reprint(self, library: Library) -> None:
        body = f"The two sides resumed talks on Monday {'after a pause of three weeks, officials said, ' * 3}at noon."
        sentences: list[str] = []
        for outlet in ("Reuters", "Times"):
            library.writer.add([new(title="Talks resume", source=outlet, body=body)], tell=sentences.append)
        handle = naming.handle("undated/reuters-talks-resume.md")
        assert sentences == [f"Its text is that of {handle}, with another outlet: kept as a reprint."]

    def test_a_bookmark_that_was_changed_here_is_the_same_row_at_its_second_import(self, library: Library) -> None:
        row = {"title": "T", "url": "https://example.com/x", "clipped": "2024-02-03T04:05:06+00:00"}
        assert len(library.writer.add([new(**row | {"title": "A better title"})])[0]) == 1
        assert library.writer.add([new(**row)])[0] == []
        assert len(library.writer.add([new(**row | {"clipped": "2024-02-03T04:05:07+00:00"})])[0]) == 1

    def test_two_empty_clips_are_not_duplicates(self, library: Library) -> None:
        kept, refused = library.writer.add([new(title="A"), new(title="B")])
        assert (len(kept), refused) == (2, [])

    def test_a_duplicate_in_the_same_call_is_refused_too(self, library: Library) -> None:
        kept, refused = library.writer.add(
            [new(title="A", body="Same"), new(title="A", body="same"), new(title="A", body="Same")]
        )
        assert [stored.clip.body for stored in kept] == ["", ""]
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
        three = [new(title="A", body="Same"), new(title="A", body="Same"), new(title="C", body="C")]
        library.writer.add(three, advance=numbers.append)
        assert numbers[-1] == 3

    def test_force_keeps_it_again(self, library: Library) -> None:
        raw = str(CLIPS[CEASEFIRE]).encode()
        kept, refused = library.writer.add([Candidate(clipfile.read(raw), raw)], force=True)
        assert (len(kept), refused) == (1, [])

    def test_a_dry_run_finds_duplicates_and_writes_nothing(self, library: Library, tmp_path: Path) -> None:
        before = sorted(tmp_path.rglob("clips/**/*"))
        kept, refused = library.writer.add([new(title="A", body="Same"), new(title="A", body="Same")], dry_run=True)
        assert [stored.path for stored in kept] == ["undated/a.md"]
        assert len(refused) == 1
        assert sorted(tmp_path.rglob("clips/**/*")) == before
