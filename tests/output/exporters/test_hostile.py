"""A clip's text is data, whatever the format."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from clipper.library.export import ExportOptions
from clipper.model.clip import StoredClip
from clipper.output.export_formats import BINARY, EXPORTERS
from clipper.output.markup.html import to_html
from clipper.output.markup.markdown import nested
from tests.effort import examples
from tests.output import hostile
from tests.output.exporters.samples import MARKUP, exported, stored

TEXTS = st.lists(st.sampled_from(MARKUP) | hostile.nasty, max_size=5).map("\n\n".join)
CLIPS = st.builds(
    lambda path, title, url, tags, author, body: StoredClip(
        path, "bcdfghjk", stored(title=title, url=url, tags=tags, author=author, source=title, body=body).clip
    ),
    path=hostile.nasty.map(lambda name: f"2025/{name}.md"),
    title=TEXTS,
    url=st.sampled_from(["https://e.example/?a=\"b'<c>&d", "javascript:alert(1)", "", "http://e.example/"]) | TEXTS,
    tags=st.lists(hostile.nasty, max_size=2).map(tuple),
    author=st.lists(TEXTS, max_size=2).map(tuple),
    body=TEXTS,
)
FULL = ExportOptions(texts="full", notes=True, all_fields=True)


class Links(HTMLParser):
    """Collects the tags and the addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]


def links(html: str) -> Links:
    parser = Links()
    parser.feed(html)
    parser.close()
    return parser


SAFE_TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "s"),
    *("a", "br", "hr", "table", "thead", "tbody", "tr", "th", "td"),
}


@settings(max_examples=examples(50))
@given(TEXTS)
@example("\n\n".join(MARKUP))
def test_html_of_a_text_has_no_other_tags_and_leads_only_to_the_web(body: str) -> None:
    html = to_html(body)
    found = links(html)
    assert found.tags <= SAFE_TAGS
    assert found.attributes <= {"href", "title", "start", "class", "style"}
    assert all(address.startswith(("http://", "https://")) for address in found.addresses)
    ET.fromstring(f"<x>{html.replace('&quot;', chr(34))}</x>")  # noqa: S314 - our own
    assert hostile.leaks(html.replace("\n", " ").replace("\t", " ")) == []


@given(st.text(st.sampled_from("ab .,'\"-1é日\n"), max_size=60))
def test_a_plain_text_takes_the_short_way_to_the_same_html(body: str) -> None:
    from clipper.output.markup import html as module

    markup = module.parser().render(body.strip("\n")).replace("&quot;", '"')
    assert links(to_html(body, levels=0)).tags == links(markup).tags
    assert to_html(body, levels=0).replace("&quot;", '"').split() == markup.split()


@settings(max_examples=examples(50))
@given(TEXTS)
@example("\n\n".join(MARKUP))
def test_markdown_of_a_text_has_no_html_and_leads_only_to_the_web(body: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(nested(body, 2) + "\n\n# after\n")
    flat = [inner for token in tokens for inner in (token, *(token.children or ()))]
    assert {token.type for token in flat} & {"html_block", "html_inline"} == set()
    foreign = [token.attrs["href"] for token in flat if token.type == "link_open" and ":" in str(token.attrs["href"])]
    assert all(str(address).startswith(("http://", "https://")) for address in foreign)
    assert tokens[-2].content == "after"
    assert all(int(token.tag[1]) >= 3 for token in tokens[:-3] if token.type == "heading_open")


@pytest.mark.parametrize("name", EXPORTERS)
@settings(max_examples=examples(15))
@given(clips=st.lists(CLIPS | hostile.stored_clips, max_size=3))
@example(clips=[stored(title=" ".join(MARKUP), url="javascript:alert(1)", body="\n\n".join(MARKUP))])
def test_a_hostile_clip_leaves_as_letters(name: str, clips: list[StoredClip]) -> None:
    raw = exported(name, clips, FULL)
    assert raw == exported(name, clips, FULL)
    text = raw.decode("utf-8") if name not in BINARY else "".join(map(bytes.decode, members(raw)))
    if name == "ris":  # its lines end so
        text = text.replace("\r\n", "\n")
    assert re.search(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", text) is None
    assert hostile.leaks(text.replace("\n", " ").replace("\t", " ")) == []
    if name in CHECKS:
        CHECKS[name](raw, len(clips))


def members(raw: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return [packed.read(name) for name in packed.namelist()]


def check_atom(raw: bytes, count: int) -> None:
    feed = ET.fromstring(raw)  # noqa: S314 - our own
    atom = "{http://www.w3.org/2005/Atom}"
    assert len(feed.findall(f"{atom}entry")) == count
    assert all(link.get("href", "").startswith(("http://", "https://")) for link in feed.iter(f"{atom}link"))
    for content in feed.iter(f"{atom}content"):
        assert links(content.text or "").tags <= SAFE_TAGS


def check_bookmarks(raw: bytes, _count: int) -> None:
    found = links(raw.decode())
    assert found.tags <= {"meta", "title", "h1", "dl", "p", "dt", "a", "dd"}
    assert all(address.startswith(("http://", "https://")) for address in found.addresses)


def check_wallabag(raw: bytes, count: int) -> None:
    entries = json.loads(raw)
    assert len(entries) == count
    assert all(links(entry["content"]).tags <= SAFE_TAGS for entry in entries)


def check_xlsx(raw: bytes, count: int) -> None:
    for part in members(raw):
        ET.fromstring(part)  # noqa: S314 - our own
    sheet = members(raw)[-1].decode()
    assert (sheet.count("<row "), "<f>" in sheet) == (count + 1, False)


def check_mbox(raw: bytes, count: int) -> None:
    assert len(re.findall(rb"(?m)^From ", raw)) == count


def check_epub(raw: bytes, count: int) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        names = packed.namelist()
        pages = [name for name in names if name.endswith(".xhtml")]
        for name in names[1:]:
            if not name.endswith(".css"):
                ET.fromstring(packed.read(name))  # noqa: S314 - our own
        for name in pages:
            found = links(packed.read(name).decode())
            assert found.tags <= SAFE_TAGS | {"html", "head", "title", "link", "body", "article", "section", "nav"}
            inside = ("style.css", "nav.xhtml", *(f"c{number}.xhtml" for number in range(1, count + 1)))
            assert all(address in inside or address.startswith(("http://", "https://")) for address in found.addresses)
        package = ET.fromstring(packed.read("book/package.opf"))  # noqa: S314 - our own
        ns = "{http://www.idpf.org/2007/opf}"
        hrefs = {item.get("id"): item.get("href") for item in package.iter(f"{ns}item")}
        assert {f"book/{href}" for href in hrefs.values()} == {*names} - {*names[:2], "book/package.opf"}
        spine = [hrefs[item.get("idref")] for item in package.iter(f"{ns}itemref")]
        assert spine == ["nav.xhtml", *(f"c{number}.xhtml" for number in range(1, count + 1))]
        assert names[0] == "mimetype"


def check_json(raw: bytes, count: int) -> None:
    assert len(json.loads(raw)) == count


def check_karakeep(raw: bytes, count: int) -> None:
    assert len(json.loads(raw)["bookmarks"]) == count


CHECKS: dict[str, Callable[[bytes, int], None]] = {
    "atom": check_atom,
    "bookmarks": check_bookmarks,
    "wallabag": check_wallabag,
    "xlsx": check_xlsx,
    "mbox": check_mbox,
    "epub": check_epub,
    "json": check_json,
    "karakeep": check_karakeep,
}


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_clip_without_anything_says_nothing(name: str) -> None:
    raw = exported(name, [stored(title="", date="no day at all")], FULL)
    text = raw.decode() if name not in BINARY else "".join(map(bytes.decode, members(raw)))
    assert "None" not in text
