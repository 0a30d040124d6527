"""The outline that is made from a query."""

from clipper import query
from clipper.library import Library
from clipper.library.outline import OutlineSection
from clipper.library.plan_outline import By, plan_outline
from tests.conftest import WriteClip

CLIP = "---\ntitle: {0}\ndate: 2026-11-{1}\nsource: {2}\ntags: [{3}]\n---\n\nThe text of {0}.\n"


def sections(library: Library, words: str, by: By = "tag") -> list[tuple[str, list[str]]]:
    planned, _ = plan_outline(library, library.build_query([words]), by=by, other="Rest")
    return [(section.heading, [entry.label for entry in section.entries]) for section in planned]


def test_sections_are_cut_to_the_topmost_level_that_tells_clips_apart(library: Library, write_clip: WriteClip) -> None:
    for number, tags in enumerate(("ports/strike, marked", "ports/Bridge/cost", "ports/bridge", "ports")):
        write_clip(f"{number}.md", CLIP.format(f"Piece {number}", 10 + number, "Daily", tags))
    assert sections(library, "title:piece") == [
        ("Ports / Bridge", ["2026-11-12 Daily: Piece 2", "2026-11-11 Daily: Piece 1"]),
        ("Ports", ["2026-11-13 Daily: Piece 3"]),
        ("Ports / Strike", ["2026-11-10 Daily: Piece 0"]),
    ]


def test_a_clip_with_several_tags_is_where_most_clips_are(library: Library, write_clip: WriteClip) -> None:
    for number, tags in enumerate(("a, b", "b", "c, a, b", "")):
        write_clip(f"{number}.md", CLIP.format(f"Piece {number}", 10 + number, "Daily", tags))
    found = sections(library, "title:piece")
    assert [(heading, len(labels)) for heading, labels in found] == [("B", 3), ("Rest", 1)]


def test_the_mark_is_no_section(library: Library, write_clip: WriteClip) -> None:
    write_clip("1.md", CLIP.format("Piece", 10, "Daily", "marked"))
    assert sections(library, "tag:marked") == [("", ["2026-11-10 Daily: Piece"])]


def test_an_outlet_has_one_section_however_it_is_written(library: Library, write_clip: WriteClip) -> None:
    library.config = library.config.replace(sources={"Daily Example": ("DE",)})
    write_clip("1.md", CLIP.format("Piece 1", 10, "DE", ""))
    write_clip("2.md", CLIP.format("Piece 2", 11, "Daily Example", ""))
    assert [heading for heading, _ in sections(library, "title:piece", "outlet")] == ["Daily Example"]


def test_a_copy_that_a_sync_program_made_is_left_out(library: Library, write_clip: WriteClip) -> None:
    write_clip("1.md", CLIP.format("Piece", 10, "Daily", ""))
    write_clip("1 (conflicted copy).md", CLIP.format("Piece", 10, "Daily", "") + "More.\n")
    assert sections(library, "title:piece") == [("", ["2026-11-10 Daily: Piece"])]


def test_a_clip_that_cannot_be_read_is_an_error_with_its_line(library: Library) -> None:
    planned, errors = plan_outline(library, query.Everything())
    assert sum(len(section.entries) for section in planned) == 5
    assert [str(error) for error in errors] == ["2024/broken.md:3: an alias (`*`) is not allowed"]
    assert isinstance(planned[0], OutlineSection)


def test_a_label_is_one_safe_line(library: Library, write_clip: WriteClip) -> None:
    write_clip("1.md", '---\ntitle: "a\\u001b[2J\\nb <!--"\nsource: "x\\ny"\n---\n\nText of evil.\n')
    [(_, [label])] = sections(library, "evil")
    assert label == "x y: a␛[2J b <!--"
