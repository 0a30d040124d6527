"""A page becomes a clip: what the interface returns, what it refuses, and what hostile pages cost."""

import resource
import sys
import time

import pytest

from clipper.clipfile import read, write
from clipper.errors import RefusedError, UnreadableError
from clipper.intake import page
from clipper.system.extras import install_command
from tests.conftest import Figure
from tests.intake.page.golden import FOLDER

HEAD = b"<!doctype html><html><head><title>Title</title></head><body>"
PAGE = (FOLDER / "json-ld-in-a-graph.html").read_bytes()


def test_a_page_becomes_a_clip_with_the_provenance_of_its_fields() -> None:
    found = page.read(PAGE, url="https://hillsidecourier.example/2024/09/alder-bridge/?utm_source=x")
    assert found.clip.title == "Alder Bridge carries walkers again"
    assert found.clip.clipped == ""
    assert found.keywords == ("Alder Bridge", "flood repair")
    url = next(provenance for provenance in found.provenance if provenance.field == "url")
    assert (url.value, url.origin) == ("https://hillsidecourier.example/2024/09/alder-bridge/", "link canonical")
    assert read(write(found.clip)) == found.clip


def test_pages_are_read_in_parallel_and_an_abandoned_subprocess_is_killed() -> None:
    with page.PageReading(PAGE) as first, page.PageReading(PAGE) as second, page.PageReading(PAGE):
        assert second.result() == first.result()


@pytest.mark.parametrize(
    ("encoding", "title"), [(None, "Schöner Titel"), ("utf-8", "Schöner Titel"), ("klingon", "Schöner Titel")]
)
def test_the_encoding_that_a_server_states_counts_if_it_is_plausible(encoding: str | None, title: str) -> None:
    raw = "<html><title>Schöner Titel</title><p>" + "Ein Satz über schöne Dinge, und noch einer. " * 20
    assert page.read(raw.encode(), encoding=encoding).clip.title == title
    assert page.read(raw.encode("cp1252"), encoding="windows-1252").clip.title == title


def test_without_the_libraries_the_hint_says_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    monkeypatch.setitem(sys.modules, "lxml", None)
    for function in (lambda: page.read(PAGE), page.preload, lambda: page.to_markdown("<p>x</p>")):
        with pytest.raises(RefusedError, match="not installed") as error:
            function()
        assert error.value.hint == f"`{install_command('web')}` installs them."


@pytest.mark.parametrize("character", ["\x05", "&#5;", "&#x1F;", "\f"])
def test_a_control_character_does_not_keep_a_page_from_being_read(character: str) -> None:
    sentences = f"<p>{'A sentence about the cranes of the port. ' * 8}</p>" * 3
    raw = f"<!doctype html><title>Cranes</title><article><h1>Cranes</h1>{sentences}<p>Thank{character}you all.</p>"
    body = page.read(raw.encode()).clip.body
    assert body.endswith("Thank you all.\n" if character == "\f" else "Thankyou all.\n")


class TestMarkdown:
    """Articles that other services saved as HTML."""

    def test_nothing_is_left_out_and_links_become_absolute(self) -> None:
        html = (
            "<div><h1>Title</h1><p>Read more: <a href='/a'>this</a></p><p>Advertisement</p>"
            "<figure><img src='b.png' alt='A picture'></figure><blockquote>Said.</blockquote></div>"
        )
        assert page.to_markdown(html, url="https://e.com/x/y") == (
            "# Title\n\nRead more: [this](https://e.com/a)\n\nAdvertisement\n\n"
            "![A picture](https://e.com/x/b.png)\n\n> Said.\n"
        )
        assert page.to_markdown("<a href='/a'>this</a>") == "this\n"

    @pytest.mark.parametrize("html", ["", " \n", "<!-- x -->", "<p></p>", "<script>x</script>", "\0"])
    def test_html_without_text_becomes_empty(self, html: str) -> None:
        assert page.to_markdown(html) == ""

    def test_plain_text_becomes_a_paragraph(self) -> None:
        assert page.to_markdown("Only *words* & no <tags") == "Only \\*words\\* & no\n"

    def test_hostile_html_is_refused_or_converted_in_time(self) -> None:
        with pytest.raises(RefusedError, match="nested too deep"):
            page.to_markdown("<div>" * 50_000 + "word")
        assert page.to_markdown("<p>" + "word " * 100_000).count("word") == 100_000
        with pytest.raises(RefusedError, match="too much"):
            page.to_markdown("<p>" * 200_000)


HOSTILE = {
    "5 MB of paragraphs": HEAD + b"<p>" * 1_700_000,
    "100 000 boxes in boxes": HEAD + b"<div>" * 100_000 + b"text" + b"</div>" * 100_000,
    "fewer boxes in boxes": HEAD + b"<div>" * 45_000 + b"text" + b"</div>" * 45_000,
    "a text of 11 MB": HEAD + b"<p>" + b"a" * 11_000_000,
    "an attribute of 9 MB": HEAD + b'<p class="' + b"a" * 9_000_000 + b'">x',
    "quotes in quotes": HEAD + b"<blockquote>" * 90_000 + b"x",
    "tables in tables": HEAD + b"<table><tr><td>" * 30_000 + b"x",
    "JSON half a million deep": HEAD + b'<script type="application/ld+json">' + b"[" * 500_000 + b"</script>",
    "a comment of 9 MB": b"<!doctype html><!--" + b"x" * 9_000_000,
    "a tag of 8 MB": HEAD + b"<meta " + b"a=" * 4_000_000,
    "archives in archives": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
    + b"--x\nContent-Type: multipart/related; boundary=x\n\n" * 20_000,
    "nothing but NUL": HEAD + b"\0" * 100_000,
    "nothing at all": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_refused_in_time_with_a_hint(name: str, figure: Figure) -> None:
    page.preload()
    began = time.monotonic()
    with pytest.raises((RefusedError, UnreadableError)) as error:
        page.read(HOSTILE[name])
    seconds = time.monotonic() - began
    assert isinstance(error.value, UnreadableError) or "clipper add" in error.value.hint
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)
    figure("P3", name, pages=1, most_seconds=round(seconds, 1), most_MB=most)


def test_nothing_in_a_page_becomes_front_matter_or_an_escape_sequence() -> None:
    evil = "\x1b]0;x\x07\u202e\x9b2J"
    raw = (
        f"<html><head><title>---{evil} title: [x]</title><meta name=author content='{evil}Jane Doe'>"
        f"<meta name=description content='--- # &quot;x&quot;: {evil}'></head><body><h1>--- title: [x]</h1>"
        "<p>---</p><p>title: x</p><p>---</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
        f"<p>{'A long sentence about nothing at all. ' * 20}</p></body></html>"
    )
    found = page.read(raw.encode()).clip
    stored = read(write(found))
    assert stored == found
    assert (stored.title, stored.author) == ("--- title: [x]", ())
    assert not set(f"{stored.title}{stored.description}{stored.body}") & {
        "\x1b",
        "\x07",
        "\u202e",
        "\x9b",
    }
    assert "<script" not in stored.body.replace("\\<script", "")
