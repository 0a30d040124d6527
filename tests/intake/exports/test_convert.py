"""An entry of another service becomes a clip, and nothing of it is lost without a notice."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import clipfile
from clipper.errors import ClipperError
from clipper.intake.exports import Entry, SkippedRow, UnreadableRow
from clipper.intake.exports.convert import ConvertedEntry, convert_entry
from clipper.intake.exports.rows import block_quote
from clipper.model.clip import from_header
from clipper.model.keys import FIELDS

URL = "https://e.example/a"


def convert(**fields: Any) -> ConvertedEntry:
    converted = convert_entry(Entry("here", **{"url": URL, **fields}), lambda page, _: page)
    assert isinstance(converted, ConvertedEntry)
    return converted


def test_states_folders_and_tags_are_tags_and_archived_is_the_normal_state() -> None:
    clip = convert(tags=("a", "", " b "), folders=("News/Politics",), unread=True, starred=True).clip
    assert clip.tags == ("a", "b", "News/Politics", "unread", "starred", "to-fetch")
    assert convert().clip.tags == ("to-fetch",)
    converted = convert_entry(Entry("here", url=URL, text="x"), None, ["mine"])
    assert isinstance(converted, ConvertedEntry)
    assert converted.clip.tags == ("mine",)


def test_a_tag_that_is_not_allowed_is_renamed_and_reported() -> None:
    converted = convert(tags=("a, b", "#c", "d\x1be", "//", "x/ /y", "f" * 200))
    assert converted.clip.tags == ("a b", "c", "de", "x/y", "f" * 100, "to-fetch")
    assert dict(converted.renamed) == {
        "a, b": "a b",
        "#c": "c",
        "d\x1be": "de",
        "//": "",
        "x/ /y": "x/y",
        "f" * 200: "f" * 100,
    }


def test_the_text_is_followed_by_the_note_and_the_highlights() -> None:
    body = convert(
        text="\n\n  Text.\n\n",
        note=" A\nnote ",
        highlights=f"{block_quote('a' + chr(10) + ' b', 'n')}\n\n{block_quote('c')}",
    ).clip.body
    assert body == "  Text.\n\n## Note\n\nA\nnote\n\n## Highlights\n\n> a\n> b\n\nn\n\n> c\n"
    assert convert(note="x").clip.tags == ("to-fetch",)
    assert convert(text="x").clip.tags == ()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (URL, ""),
        ("http://www.e.example/a/", ""),
        ("e.example/a", "e.example/a"),
        (" two \n lines ", "two lines"),
        ("https://e.example/b", "https://e.example/b"),
    ],
)
def test_an_address_in_place_of_a_title_is_dropped(title: str, expected: str) -> None:
    assert convert(title=title).clip.title == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"url": "javascript:alert(1)"}, SkippedRow("here", "its address is none of the web: “javascript:alert(1)”")),
        ({"url": "e.example"}, SkippedRow("here", "its address is none of the web: “e.example”")),
        ({"url": "a\x1b[2J"}, SkippedRow("here", "its address is none of the web: “a␛[2J”")),
        ({"url": ""}, UnreadableRow("here", "it has neither an address nor a text")),
        ({"url": "", "title": "T"}, UnreadableRow("here", "it has neither an address nor a text")),
        ({"url": "", "title": "T", "source": "AP"}, None),
        ({"url": "", "text": "x"}, None),
        ({"url": "mailto:x", "note": "x"}, None),
    ],
)
def test_what_is_kept_has_an_address_a_text_or_a_reference(fields: dict[str, str], expected: object) -> None:
    converted = convert_entry(Entry("here", **fields), None)  # type: ignore[arg-type]
    assert isinstance(converted, ConvertedEntry) if expected is None else converted == expected
    if isinstance(converted, ConvertedEntry) and fields["url"]:
        assert (converted.clip.url, converted.clip.extra) == ("", {"address": "mailto:x"})


def test_a_value_without_a_field_is_kept_under_a_key_that_means_no_field() -> None:
    extra = {"rating": "5", "date": "x", "By": "x", "a: b": "x", "é!": "x", "…": "x", "n": {"title": ["x", None]}}
    assert convert(extra=extra).clip.extra == {
        "rating": "5",
        "other-date": "x",
        "other-By": "x",
        "a-b": "x",
        "é": "x",
        "column": "x",
        "n": {"other-title": ["x", None]},
    }


def test_an_invalid_date_is_reported_and_left_out() -> None:
    converted = convert(date="soon", saved="05/06/2025")
    assert (converted.clip.date, converted.clip.clipped) == ("", "")
    assert list(converted.problems) == [
        "its date cannot be read, and is kept as date-text: “soon”",
        "its date cannot be read, and is kept as clipped-text: “05/06/2025”",
    ]
    assert converted.clip.extra == {"date-text": "soon", "clipped-text": "05/06/2025"}


def test_a_page_is_made_markdown_with_its_address() -> None:
    seen = []

    def markdown(page: str, url: str) -> str:
        seen.append((page, url))
        return "Text.\n"

    converted = convert_entry(Entry("here", url=URL, html="<p>\0x\ud800</p>"), markdown)
    assert isinstance(converted, ConvertedEntry)
    assert (converted.clip.body, seen) == ("Text.\n", [("<p>\ufffdx\ufffd</p>", URL)])
    with pytest.raises(ClipperError, match="as HTML"):
        convert_entry(Entry("here", url=URL, html="<p>x</p>"), None)


anything = st.text(max_size=12)


@given(
    st.builds(
        Entry,
        **dict.fromkeys(["place", "title", "url", "source", "description", "note", "text", "html"], anything),
        author=st.tuples(anything),
        tags=st.tuples(anything, anything),
        extra=st.dictionaries(anything, anything, max_size=2),
        fields=st.dictionaries(st.sampled_from(["language", "page", "section"]), anything),
    )
)
def test_whatever_a_service_says_can_be_written_down_and_read_again(entry: Entry) -> None:
    converted = convert_entry(entry, lambda page, _: page)
    if isinstance(converted, ConvertedEntry):
        raw = clipfile.write(converted.clip)
        again = clipfile.read(raw)
        assert again.body == converted.clip.body
        values = {name: getattr(converted.clip, name) for name in FIELDS}
        header = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
        assert again == from_header(
            {**{name: value for name, value in header.items() if value}, **converted.clip.extra}, again.body
        )
