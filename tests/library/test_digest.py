"""The clips of a press review: what is read, held back, and counted as a reprint."""

import pytest

from clipper.errors import UsageError
from clipper.library import Library
from clipper.library.digest import Digest, DigestOptions, HeldBack, gather, resolve
from clipper.library.outline import Outline, OutlineEntry, OutlineSection
from tests.conftest import WriteClip

WORDS = " ".join(f"word{number}" for number in range(120))
STORY = "---\ntitle: {0}\ndate: 2026-11-{1}\nsource: {2}\nmine: secret\n---\n\n{3}\n\n## Note\n\nsecret\n"


def outline(library: Library, *titles: str, extent: str = "full") -> Outline:
    """Return an outline of the clips with these titles."""
    handles = [next(library.search(library.build_query([f"title:{title}"]))).handle for title in titles]
    entries = tuple(OutlineEntry(handle, extent, line=n) for n, handle in enumerate(handles, 2))  # type: ignore[arg-type]
    return Outline("A title", sections=(OutlineSection("One", entries=entries),))


def read(library: Library, planned: Outline, options: DigestOptions | None = None) -> Digest:
    return gather(library, planned, resolve(library, planned, "x.md"), options or DigestOptions())


def test_the_other_clips_of_a_story_are_reprints(library: Library, write_clip: WriteClip) -> None:
    for number, outlet in enumerate(("Reuters", "Daily", "Post", "Daily")):
        write_clip(f"{number}.md", STORY.format(f"Story{number}", 10 + number, outlet, WORDS))
    [clip] = read(library, outline(library, "story1")).clips
    assert [reprint.outlet for reprint in clip.reprints] == ["Reuters", "Post", "Daily"]
    assert clip.outlets == ("Reuters", "Post")


def test_a_clip_that_is_in_the_outline_itself_is_no_reprint(library: Library, write_clip: WriteClip) -> None:
    for number, outlet in enumerate(("Reuters", "Daily", "Post")):
        write_clip(f"{number}.md", STORY.format(f"Story{number}", 10 + number, outlet, WORDS))
    first, second = read(library, outline(library, "story2", "story0")).clips
    assert {reprint.outlet for reprint in (*first.reprints, *second.reprints)} == {"Daily"}


def test_what_must_not_leave_is_not_in_it(library: Library, write_clip: WriteClip) -> None:
    write_clip("1.md", STORY.format("Alone", 10, "Daily", "The text."))
    digest = read(library, outline(library, "alone"))
    assert "secret" not in repr(digest)
    assert (digest.clips[0].text, digest.clips[0].words) == ("The text.\n", 2)
    assert "secret" in read(library, outline(library, "alone"), DigestOptions(notes=True)).clips[0].note


def test_a_text_under_embargo_is_not_in_it(library: Library, write_clip: WriteClip) -> None:
    text = STORY.format("Alone", 10, "Daily", "The text.").replace(
        "mine:", "description: The deck.\nembargo: 2027-01-01\nmine:"
    )
    write_clip("1.md", text)
    digest = read(library, outline(library, "alone"))
    assert "The text" not in repr(digest)
    assert "The deck" not in repr(digest)
    assert [held[1:] for held in digest.held_back] == [("line", "it is under embargo until 2027-01-01")]
    assert isinstance(digest.held_back[0], HeldBack)


def test_a_line_shows_no_text(library: Library, write_clip: WriteClip) -> None:
    write_clip("1.md", STORY.format("Alone", 10, "Daily", "The text."))
    digest = read(library, outline(library, "alone", extent="line"))
    assert ("The text" in repr(digest), digest.held_back) == (False, ())


def test_a_part_of_a_handle_that_two_clips_have_is_an_error_with_its_line(library: Library) -> None:
    handles = [stored.handle for stored in library.search(library.build_query())]
    planned = Outline(sections=(OutlineSection(entries=(OutlineEntry(handles[0][:3], line=7),)),))
    assert next(iter(resolve(library, planned, "x.md").values())).handle == handles[0]
    planned = Outline(sections=(OutlineSection(entries=(OutlineEntry("", line=7),)),))
    with pytest.raises(UsageError, match=r"x\.md:7: “” is no handle"):
        resolve(library, planned, "x.md")
