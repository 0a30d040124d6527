"""What comes twice in the same exports is put together, and nothing of it is lost: else the two are kept apart."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper import clipfile
from clipper.intake.exports.spool import Spool
from clipper.intake.repeats import Repeats, merge_clips
from clipper.model import urls
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from tests.effort import examples

URL = "https://example.com/a"
BOOKMARK = Clip(title="T", url=URL, tags=("to-fetch",))


def test_merging_two_clips_of_one_page_loses_nothing() -> None:
    bare = ("to-fetch",)
    first = Clip(title="A", url=URL, tags=("x", *bare), clipped="2020-01-02", body="n1\n", extra={"a": "1"})
    second = Clip(
        title="B",
        url=URL,
        tags=("y", *bare),
        clipped="2020-01-01",
        body="n2\n",
        extra={"a": "2", "b": "3"},
        description="d",
    )
    both = merge_clips(first, second)
    assert both == Clip(
        title="A",
        url=URL,
        tags=("x", "y", "to-fetch"),
        clipped="2020-01-01",
        body="n1\n\nn2\n",
        extra={"a": "1", "b": "3"},
        description="d",
    )
    assert merge_clips(both, second) == both
    whole = Clip(url=URL, tags=("z",), body="Text.\n")
    assert (merge_clips(first, whole).tags, merge_clips(first, whole).body) == (("x", "z"), "Text.\n\nn1\n")
    assert (merge_clips(whole, first).tags, merge_clips(whole, first).body) == (("z", "x"), "Text.\n\nn1\n")
    assert merge_clips(whole, Clip(body="Another text.\n")) == whole


def put(clips: list[Clip], folder: Path) -> tuple[list[Clip], list[str]]:
    """Put clips into a spool, as an import does; return those in it, and where each of the others went."""
    with Spool(folder) as spool:
        repeats, places = Repeats(spool), []
        for number, clip in enumerate(clips):
            candidate = Candidate(clip, clipfile.write(clip), input_name=f"row {number}")
            if place := repeats.merge(candidate):
                places.append(place)
            else:
                repeats.add(candidate)
        return [candidate.clip for candidate in spool], places


@pytest.mark.parametrize(
    ("second", "together"),
    [
        ({}, True),
        ({"tags": ("x", "to-fetch")}, True),
        ({"body": "## Note\n\nMine.\n"}, True),
        ({"title": ""}, True),
        ({"tags": (), "body": "The text.\n"}, True),
        ({"date": "2025-05-19"}, True),
        ({"title": "Another title"}, False),
        ({"url": f"{URL}#menu"}, False),
        ({"tags": (), "body": "The text.\n", "title": "Another title"}, False),
    ],
)
def test_a_bookmark_is_put_together_with_what_has_its_address_and_title(
    second: dict[str, str], together: bool, tmp_path: Path
) -> None:
    for clips in ([BOOKMARK, BOOKMARK.replace(**second)], [BOOKMARK.replace(**second), BOOKMARK]):
        kept, places = put(clips, tmp_path)
        assert (len(kept), places) == ((1, ["row 0"]) if together else (2, []))


def test_a_value_that_cannot_be_put_together_keeps_two_apart(tmp_path: Path) -> None:
    first, second = BOOKMARK.replace(description="One"), BOOKMARK.replace(description="Two")
    assert put([first, second], tmp_path) == ([first, second], [])
    first, second = BOOKMARK.replace(extra={"mood": "good"}), BOOKMARK.replace(extra={"mood": "bad"})
    assert put([first, second], tmp_path) == ([first, second], [])


def test_a_file_that_is_kept_to_the_byte_takes_nothing_in(tmp_path: Path) -> None:
    raw = b"---\ntitle: T  # sic\n---\n\nText.\n"
    with Spool(tmp_path) as spool:
        repeats = Repeats(spool)
        repeats.add(Candidate(clipfile.read(raw), raw, input_name="a.md"))
        assert repeats.merge(Candidate(clipfile.read(raw), raw)) == "a.md"
        tagged = clipfile.with_tags(raw, add=["x"])
        assert repeats.merge(Candidate(clipfile.read(tagged), tagged)) == ""
        assert spool[0].raw == raw


values = st.sampled_from(["", "A", "B"])
clips = st.builds(
    lambda title, url, date, source, body, tags: Clip(
        title=title,
        url=url and f"https://e.example/{url}",
        date=date,
        source=source,
        body=body and f"{body}.\n",
        tags=tags,
    ),
    values,
    st.sampled_from(["", "a", "a#x", "b"]),
    st.sampled_from(["", "2024", "2025"]),
    values,
    values,
    st.sampled_from([(), ("to-fetch",), ("x",), ("y", "to-fetch")]),
)


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(clips, max_size=8))
def test_whatever_comes_every_value_and_text_of_it_is_in_one_clip(rows: list[Clip], tmp_path: Path) -> None:
    kept, places = put(rows, tmp_path)
    assert len(kept) + len(places) == len(rows)
    for row in rows:
        assert any(
            all(
                not getattr(row, name) or getattr(row, name) == getattr(clip, name)
                for name in ("date", "source", "title")
            )
            and (row.url in {"", clip.url} or (row.body and urls.key(row.url) == urls.key(clip.url)))
            and {*row.tags} - {"to-fetch"} <= {*clip.tags}
            and row.body in clip.body
            for clip in kept
        )
