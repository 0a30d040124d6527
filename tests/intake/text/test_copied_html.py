"""What the bookmarklet copies is parsed, as HTML and as text; `data/copied.*` were written by a browser."""

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.intake.overrides import Overrides
from clipper.intake.text.copied_html import read_copied_html, unwrap
from clipper.intake.text.read import read_text
from clipper.model.clip import Clip

DATA = Path(__file__).parent / "data"
PAGE = Path(__file__).parents[3] / "docs" / "bookmarklet.md"
HTML = (DATA / "copied.html").read_text("utf-8")
STATED = Clip(
    title='The "headline" & more',
    date="2025-05-19T10:00:00+02:00",
    source="Example News",
    author=("Jane Doe",),
    url="https://news.example/piece?a=1&b=2",
)


def tagless(page: str, _url: str) -> str:
    return re.sub("<[^<>]*>", "", page)


def bookmark() -> str:
    """Return the address of the bookmarklet."""
    (line,) = re.findall(r"^javascript:.*$", PAGE.read_text("utf-8"), re.MULTILINE)
    return str(line)


def test_the_wrapper_states_the_fields_of_the_page() -> None:
    clip, inside = unwrap(HTML)
    assert clip == STATED
    assert inside.startswith("<h2>Sub</h2><p>First <b>bold</b> <a href=")
    assert inside.endswith('<img src="https://news.example/sub/i.png">')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<meta charset='utf-8'>", ""),
        ("<html>\n<body>\n<!--StartFragment-->", "<!--EndFragment-->\n</body>\n</html>"),
        ('\n<meta http-equiv="content-type" content="text/html; charset=utf-8">', "\n"),
    ],
)
def test_what_browsers_put_around_the_wrapper_is_ignored(before: str, after: str) -> None:
    assert unwrap(before + HTML + after) == unwrap(HTML)


def test_the_text_beside_it_is_a_pasted_piece() -> None:
    (candidate,), _ = read_text((DATA / "copied.txt").read_bytes(), Overrides(), clipped="2026-11-22")
    clip = candidate.clip
    assert (clip.title, clip.date, clip.source, clip.author, clip.url) == (
        STATED.title,
        STATED.date,
        STATED.source,
        STATED.author,
        STATED.url,
    )
    assert clip.body.startswith("Sub\nFirst bold link <tag>.\n\nSecond é 東京.")


def test_it_becomes_a_clip() -> None:
    clip = read_copied_html(HTML, tagless)
    assert (clip.title, clip.url, clip.body[:9]) == (STATED.title, STATED.url, "SubFirst ")
    bare = read_copied_html("<p>A sentence. Another.</p>", tagless)
    assert bare == Clip(title="A sentence.", body="A sentence. Another.")


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", Clip()),
        ('data-url="javascript:x" data-date="soon" data-title=" a\n b "', Clip(title="a b")),
        ("data-date='05/06/2025'", Clip()),
        ('DATA-DATE="19 May 2025" data-mood="grim"', Clip(date="2025-05-19")),
        ('data-title="&lt;b&gt;\0"', Clip(title="<b>\ufffd")),
    ],
)
def test_the_fields_of_the_wrapper_are_used_only_if_they_are_valid(attributes: str, expected: Clip) -> None:
    assert unwrap(f'<article data-clipper="1" {attributes}>x</article>') == (expected, "x")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "text",
        "<article>x</article>",
        '<article data-clippers="1">x</article>',
        '<p>x</p><article data-clipper="1" data-title="spoofed">y</article>',
        "<meta >" * 100_000 + HTML,
    ],
)
def test_a_wrapper_that_is_not_the_first_thing_is_a_part_of_the_page(page: str) -> None:
    assert unwrap(page) == (Clip(), page)


@given(st.text(alphabet="<>article data-clipper=\"'!/", max_size=40))
def test_any_html_is_taken(page: str) -> None:
    clip, inside = unwrap(f'<article data-clipper="1">{page}')
    assert clip == Clip() or "data-" in page
    assert page.startswith(inside) or inside in page or ">" not in page


def test_the_bookmark_is_its_source_in_one_line() -> None:
    (source,) = re.findall(r"```js\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert bookmark() == "javascript:" + " ".join(line.strip() for line in source.splitlines())
    assert "%" not in bookmark()
    assert "//" not in source


@pytest.mark.slow
def test_a_browser_copies_what_is_kept_here_as_an_example(tmp_path: Path) -> None:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        pytest.skip("there is no browser")
    page = (DATA / "page.html").read_text("utf-8").replace("BOOKMARK", bookmark().removeprefix("javascript:"))
    (tmp_path / "page.html").write_text(page, "utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/user", "--dump-dom"]
    ended = subprocess.run([*command, f"file://{tmp_path}/page.html"], capture_output=True, timeout=120, check=True)
    drawn = ended.stdout.decode()
    texts = [re.findall(rf'<pre id="{kind}">(.*?)</pre>', drawn, re.DOTALL) for kind in ("html", "plain")]
    assert [[*map(html.unescape, lines)] for lines in texts] == [[HTML], [(DATA / "copied.txt").read_text("utf-8")]]
