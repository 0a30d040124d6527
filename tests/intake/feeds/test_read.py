import datetime as dt
import json

import pytest

from clipper.errors import RefusedError
from clipper.intake.feeds.read import NoFeedError, read_feed
from tests.intake.feeds.feeds import ADDRESS, item, rss

TODAY = dt.date(2026, 11, 22)

ATOM = b"""<?xml version="1.0" encoding="iso-8859-1"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Beispiel</title>
<entry><id>tag:1</id><title type="html">Der &lt;b&gt;Hafen&lt;/b&gt; &amp;amp; die Stadt f\xfcr alle</title>
<link rel="alternate" href="/hafen?utm_source=rss"/><updated>2025-11-20T12:00:00+01:00</updated>
<published>2025-11-20T10:00:00+01:00</published><author><name>Jane Doe</name></author>
<content type="html">
&lt;p&gt;Der erste &lt;a href="/x"&gt;Absatz&lt;/a&gt;.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</content>
</entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Daily Example",
    "language": "en_gb",
    "authors": [{"name": "Jane Doe"}],
    "items": [
        {
            "id": 7,
            "url": "/a",
            "title": "One",
            "content_html": "<p>Text.</p>",
            "date_published": "2025-11-20T10:00:00Z",
        },
        {"id": "b", "external_url": "https://b.example/", "content_text": "Only text.\n\nTwo paragraphs."},
        "not an item",
    ],
}


def test_an_entry_of_atom_has_its_title_address_date_author_and_text() -> None:
    feed = read_feed(ATOM, url=ADDRESS, today=TODAY)

    assert (feed.title, feed.language) == ("Beispiel", "de")
    (entry,) = feed.entries
    assert entry.title == "Der Hafen & die Stadt für alle"
    assert entry.url == "https://news.example/hafen"
    assert (entry.date, entry.authors) == ("2025-11-20T10:00:00+01:00", ("Jane Doe",))
    assert entry.body == "Der erste [Absatz](https://news.example/x).\n"


def test_an_entry_of_a_json_feed_has_the_same() -> None:
    feed = read_feed(json.dumps(JSON_FEED).encode(), url=ADDRESS, today=TODAY)

    assert (feed.title, feed.language) == ("Daily Example", "en-GB")
    first, second = feed.entries
    assert (first.entry_id, first.url, first.date) == ("7", "https://news.example/a", "2025-11-20T10:00:00Z")
    assert (first.title, first.authors, first.body) == ("One", ("Jane Doe",), "Text.\n")
    assert (second.url, second.body) == ("https://b.example/", "Only text.\n\nTwo paragraphs.\n")


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("<b>Big</b> news", "Big news"),
        ("AT&amp;T &lt;wins&gt;", "AT&T <wins>"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<script>alert(1)</script>Calm", "Calm"),
        ("red\x1b[31m\u202e", "red[31m"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_title_is_one_line_of_plain_text(title: str, read: str) -> None:
    raw = json.dumps({"items": [{"id": "1", "title": title}]}).encode()

    assert read_feed(raw, url=ADDRESS, today=TODAY).entries[0].title == read


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (b"<rss><channel><item><title>AT&T wins</title></item></channel></rss>", "AT&T wins"),
        (b"<rss><channel><item><title>Caf&eacute;&nbsp;x</title></item></channel></rss>", "Café x"),
        (b"\n\n <?xml version='1.0'?><rss><channel><item><title>T</title></item></channel></rss>", "T"),
        (b"<rss><channel><item><title>T\x0b1</title></item></channel></rss>", "T1"),
        (b"<rss><channel><item><title>Caf\xe9</title></item></channel></rss>", "Café"),
        (b"<rss><channel><item><title>Whole</title></item><item><title>Cut o", "Whole"),
        (b"<rss><channel><item><title><![CDATA[A & B]]></title><link>https://x.example/?a&b</link></item>", "A & B"),
    ],
)
def test_a_damaged_feed_gives_what_can_be_read(raw: bytes, title: str) -> None:
    assert read_feed(raw, url=ADDRESS, today=TODAY).entries[0].title == title


def test_ampersands_in_an_address_stay() -> None:
    raw = b"<rss><channel><item><title>a & b</title><link>https://x.example/1?a=1&b=2</link></item></channel></rss>"

    assert read_feed(raw, url=ADDRESS, today=TODAY).entries[0].url == "https://x.example/1?a=1&b=2"


def test_a_page_at_the_address_of_a_feed_is_called_one_and_its_feeds_are_named() -> None:
    html = b"<!doctype html><link rel=alternate type=application/rss+xml href=/rss><link rel=alternate href=/de><p>Hi"

    with pytest.raises(NoFeedError, match="it is a web page, not a feed") as caught:
        read_feed(html, url=ADDRESS, today=TODAY)

    assert caught.value.feeds == ("https://news.example/rss",)
    assert "https://news.example/rss" in caught.value.hint


@pytest.mark.parametrize("raw", [b"", b"  \n", b"{}", b"{", b'{"items": 3}', b"[1]", b"hello", b"<x/>", b"\x89PNG\0\0"])
def test_what_is_no_feed_is_refused(raw: bytes) -> None:
    with pytest.raises(NoFeedError):
        read_feed(raw, url=ADDRESS, today=TODAY)


def test_an_entity_bomb_does_no_harm() -> None:
    entities = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    item = "<rss><channel><item><title>&i;</title></item></channel></rss>"
    raw = f'<!DOCTYPE r [<!ENTITY a "{"A" * 10}">{entities}]>{item}'

    try:
        feed = read_feed(raw.encode(), url=ADDRESS, today=TODAY)
    except RefusedError:
        return
    assert len(str(feed)) < 1000


def test_no_file_of_this_machine_comes_into_an_entry() -> None:
    item = b"<rss><channel><item><title>[&x;]</title></item></channel></rss>"
    raw = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + item

    assert "root" not in str(read_feed(raw, url=ADDRESS, today=TODAY))


def test_markup_that_is_nested_very_deep_costs_only_the_markup() -> None:
    raw = rss(item(description="<div>" * 5000 + "deep words"))

    (entry,) = read_feed(raw, url=ADDRESS, today=TODAY).entries

    assert "deep words" in entry.body


def test_a_feed_that_takes_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def overrun(*_: object, **_options: object) -> None:
        raise MemoryError

    monkeypatch.setattr("clipper.intake.feeds.xml_feed.parse", overrun)
    with pytest.raises(RefusedError, match="too much time or memory"):
        read_feed(rss(item()), url=ADDRESS, today=TODAY)


def test_an_entry_that_is_known_comes_without_its_text() -> None:
    raw = rss(item(guid="1", description="Words."), item("Other", guid="2", description="Other words."))
    first, _ = read_feed(raw, url=ADDRESS, today=TODAY).entries

    again = read_feed(raw, url=ADDRESS, today=TODAY, known={first.keys[0]}).entries

    assert [entry.body for entry in again] == ["", "Other words.\n"]
    assert again[0].keys == first.keys


def test_a_short_summary_is_a_teaser_and_a_content_is_not() -> None:
    module = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    content = f"<item><title>b</title><content:encoded {module}>c</content:encoded></item>"

    entries = read_feed(rss(item(description="A few words."), content), url=ADDRESS, today=TODAY).entries

    assert [entry.is_teaser for entry in entries] == [True, False]


@pytest.mark.parametrize(
    ("more", "minutes"),
    [
        ("<ttl>90</ttl>", 90),
        ('<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">daily</sy:updatePeriod>', 1440),
        ("", 0),
        ("<ttl>soon</ttl>", 0),
    ],
)
def test_a_feed_says_how_long_to_wait(more: str, minutes: int) -> None:
    assert read_feed(rss(item(), more=more), url=ADDRESS, today=TODAY).minutes == minutes


def test_a_title_of_atom_that_is_plain_text_keeps_its_brackets() -> None:
    raw = ATOM.replace(b'<title type="html">Der &lt;b&gt;Hafen&lt;/b&gt;', b"<title>Der &lt;b&gt;Hafen&lt;/b&gt;")

    assert read_feed(raw, url=ADDRESS, today=TODAY).entries[0].title.startswith("Der <b>Hafen</b> &")


def test_a_feed_with_the_doctype_of_a_page_is_a_feed() -> None:
    raw = b"<!DOCTYPE html>" + rss(item()).partition(b"?>")[2]

    assert len(read_feed(raw, url=ADDRESS, today=TODAY).entries) == 1


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"guid": "12345"}, ""),
        ({"guid": "news/12345"}, ""),
        ({"guid": "https://news.example/a?b&c"}, "https://news.example/a?b&c"),
        ({"guid": "12345", "link": "/a"}, "https://news.example/a"),
        ({"link": "/a", "guid": "12345"}, "https://news.example/a"),
    ],
)
def test_a_number_is_no_address(fields: dict[str, str], url: str) -> None:
    assert read_feed(rss(item(**fields)), url=ADDRESS, today=TODAY).entries[0].url == url
