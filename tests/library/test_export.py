"""Clips on their way out: read one at a time, without what is private, and counted."""

import pytest

from clipper.errors import NotFoundError, UnreadableError
from clipper.library import Library
from clipper.library.export import Export, ExportOptions, prepare
from clipper.model.clip import Clip, StoredClip

BODY = "The strike is over.\n\n## Note\n\nmine\n\n## Highlights\n\n> so\n"
STORED = StoredClip("2026/strike.md", "bcdfghjk", Clip(title="Strike", extra={"mine": "key"}, body=BODY))


def test_what_is_private_is_not_handed_out() -> None:
    exported = prepare(STORED, ExportOptions())
    assert (exported.text, exported.note, exported.highlights) == ("The strike is over.\n", "", "")
    assert (exported.clip.body, dict(exported.clip.extra)) == ("The strike is over.\n", {})


def test_what_is_asked_for_is_handed_out() -> None:
    exported = prepare(STORED, ExportOptions(notes=True, all_fields=True))
    assert (exported.text, exported.note, exported.highlights) == ("The strike is over.\n", "mine", "> so")
    assert (exported.clip.body, dict(exported.clip.extra)) == (BODY, {"mine": "key"})
    shortened = prepare(STORED, ExportOptions(texts="excerpt"))
    assert (shortened.text, shortened.clip.body) == ("The strike is over.", "")
    assert prepare(STORED, ExportOptions(texts="none", notes=True)).text == ""


@pytest.mark.parametrize(
    ("path", "title", "headline"),
    [("a/b.md", "Strike", "Strike"), ("a/b.md", "", "b"), ("a/.md", "\t", "bcdfghjk"), ("b.md", "\x1b", "␛")],
)
def test_a_headline_can_always_be_seen(path: str, title: str, headline: str) -> None:
    stored = StoredClip(path, "bcdfghjk", Clip(title=title))
    assert prepare(stored, ExportOptions()).headline == headline


def test_a_clip_is_read_when_it_is_asked_for(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = library.read

    def counted(stored: StoredClip) -> Clip:
        read.append(stored.path)
        return real(stored)

    monkeypatch.setattr(library, "read", counted)
    export = Export(library, library.build_query(["has:title"]), ExportOptions())
    clips = export.clips()
    assert read == []
    next(clips)
    assert (len(read), export.written) == (1, 1)
    assert len([*clips]) == len(read) - 1 == export.written - 1 == 3


def test_a_clip_that_cannot_be_read_is_passed_over(library: Library) -> None:
    export = Export(library, library.build_query([]), ExportOptions())
    (library.archive.root / "undated" / "letter.md").unlink()
    assert len([*export.clips()]) == export.written == 4
    assert {type(error) for error in export.errors} == {UnreadableError, NotFoundError}


def test_what_the_clips_hold_is_counted(library: Library) -> None:
    export = Export(library, library.build_query(["has:title"]), ExportOptions())
    assert len([*export.clips()]) == 4
    held = export.held
    assert (held["text"], held["url"], held["no url"], held["author"], held["extra"], held["note"]) == (
        4,
        1,
        3,
        1,
        1,
        0,
    )
