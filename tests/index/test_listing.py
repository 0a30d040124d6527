"""A list by ids has the clips and the order of the list that the index returns itself."""

import pytest

from clipper.index.listing import Listing
from clipper.library import Library
from tests.conftest import WriteClip

QUERIES = [
    "",
    "peace",
    "the*",
    "peace OR noon",
    "tag:world",
    "-tag:world",
    "peace tag:world",
    "date:2025",
    "is:unreadable",
]


def paths(listing: Listing, library: Library, query: str) -> list[str]:
    ids = listing.matching_ids(library.parse_query(query))
    clips = listing.clips(ids)
    return [clips[clip_id].path for clip_id in ids]


@pytest.mark.parametrize("query", [*QUERIES, "nothing at all"])
def test_the_clips_are_those_of_a_list_sorted_by_date(library: Library, query: str) -> None:
    expected = [stored.path for stored in library.index.search(library.parse_query(query), "date", 0)]
    assert paths(Listing(library.index), library, query) == expected


def test_it_follows_the_index(library: Library, write_clip: WriteClip) -> None:
    listing = Listing(library.index)
    before = listing.state
    assert len(paths(listing, library, "")) == 6
    write_clip("2026/new.md", "---\ntitle: New\ndate: 2026-01-01\n---\n\nPeace.\n")
    library.index.refresh()
    assert listing.state != before
    assert paths(listing, library, "")[0] == "2026/new.md"
    assert paths(listing, library, "peace") == ["2026/new.md", "2000/2000-05-19-reuters-ceasefire-talks.md"]


def test_words_of_deleted_clips_are_not_found(library: Library) -> None:
    listing = Listing(library.index)
    assert len(paths(listing, library, "peace")) == 1
    library.writer.remove([library.find("ceasefire")])
    library.index.refresh()
    assert paths(listing, library, "peace") == []


def test_an_index_that_is_built_again_has_another_state(library: Library) -> None:
    listing = Listing(library.index)
    before = listing.state
    library.index.database._connection.execute("DROP TABLE tags")
    assert len(paths(listing, library, "tag:world")) == 2
    assert listing.state[0] == before[0] + 1


def test_what_is_gone_is_left_out(library: Library) -> None:
    listing = Listing(library.index)
    (clip_id,) = listing.matching_ids(library.parse_query("peace"))
    assert listing.clips([clip_id, 9999]).keys() == {clip_id}
    assert listing.handles([9999, clip_id]) == {
        "2000/2000-05-19-reuters-ceasefire-talks.md": library.find("talks").handle
    }
    assert listing.id_at("2000/2000-05-19-reuters-ceasefire-talks.md") == clip_id
    assert listing.id_at("gone.md") is None


def test_the_folders_are_those_of_the_archive(library: Library) -> None:
    folders = Listing(library.index).folders()
    assert {folder: number for folder, (_, number) in folders.items()} == {
        "": 0, "2000": 1, "2024": 2, "2025": 2, "undated": 1,
    }  # fmt: skip
