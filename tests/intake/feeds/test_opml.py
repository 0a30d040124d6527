import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import UnreadableError
from clipper.intake.feeds.opml import Outline, read, write

LIST = b"""<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<opml version="1.0"><head><title>&x;</title></head><body>
<outline text="World"><outline title="Asia"><outline type="rss" text="One" xmlUrl="https://one.example/feed"/></outline>
<outline text="Two &amp; three" xmlUrl=" https://two.example/feed?a=1&amp;b=2 "/></outline>
<outline text="No address" xmlUrl="javascript:alert(1)"/><outline xmlurl="http://four.example/"/>
<outline text="again" xmlUrl="https://one.example/feed"/></body></opml>"""


def test_the_folders_of_a_feed_reader_are_tags() -> None:
    assert read(LIST) == [
        Outline("https://one.example/feed", "again"),
        Outline("https://two.example/feed?a=1&b=2", "Two & three", ("World",)),
        Outline("http://four.example/"),
    ]


def test_a_folder_in_a_folder_is_a_tag_of_two_levels() -> None:
    nested = LIST.replace(b'<outline text="again" xmlUrl="https://one.example/feed"/>', b"")

    assert read(nested)[0] == Outline("https://one.example/feed", "One", ("World/Asia",))


def test_a_folder_and_a_further_tag_that_are_the_same_are_one() -> None:
    moved = b"""<opml><body><outline text="ports"><outline xmlUrl="https://one.example/"
        clipperTags=" ports,, strikes " clipperFull="yes"/></outline></body></opml>"""

    assert read(moved) == [Outline("https://one.example/", "", ("ports", "strikes"))]


@pytest.mark.parametrize(
    "raw", [b"", b"x", b"<rss/>", b"<opml/>", b"<opml><body/></opml>", b"\x89PNG\0", b"<opml><body><outline text='x'/>"]
)
def test_what_lists_no_feeds_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(raw)


def test_a_list_that_is_nested_without_end_is_read_without_harm() -> None:
    deep = b"<opml><body>" + b"<outline text='x'>" * 200 + b"<outline xmlUrl='https://deep.example/'/>"

    with pytest.raises(UnreadableError):
        read(deep)


OUTLINES = st.builds(
    Outline,
    st.integers(0, 10**6).map("https://example.com/{}?a&b".format),
    st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=9),
    st.sampled_from([(), ("ports",), ("world/asia",), ("a & b",), ("ports", "strikes/2026", "<x>")]),
    st.sampled_from(["", "harbour", "title:\"a <b> & c\" OR 'd'", "two\nlines"]),
    st.booleans(),
)


@given(st.lists(OUTLINES, min_size=1, max_size=5, unique_by=lambda outline: outline.url))
def test_what_is_written_is_read_again(outlines: list[Outline]) -> None:
    again = {outline.url: outline for outline in read(write(outlines, "<Feeds> & \0more").encode())}

    assert again == {outline.url: outline for outline in outlines}
