"""One click in a real browser: the extension reads the page, starts clipper, and shows what became of it."""

import contextlib
import http.server
import json
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests import chromium, firefox
from tests.buttons import Browser, Desk, opened, other_extension, wait_for
from tests.conftest import Figure

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the profile is where Linux has it"),
]
KINDS = [
    pytest.param(kind, marks=pytest.mark.skipif(program is None, reason=f"there is no {kind.title()} here"))
    for kind, program in (("chromium", chromium.PROGRAM), ("firefox", firefox.PROGRAM))
]
Start = Callable[..., contextlib.AbstractContextManager[Browser]]

SENTENCES = [f"Sentence {number} tells of the strike in the harbour and what came of it." for number in range(60)]
CSP = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'\">"
GOLDEN = Path(__file__).parent / "intake" / "page" / "golden"
WITH_SCRIPTS = {"hostile-markup.html"}
"""Pages whose scripts add text, which a browser shows, and `add` does not."""


def page(body: str, title: str = "Strike ends", head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f'<meta property="og:site_name" content="Daily Example"></head><body>{body}</body></html>'
    )


def paragraphs(*last: str) -> str:
    texts = [" ".join(SENTENCES[first : first + 12]) for first in range(0, 60, 12)]
    return "".join(f"<p>{text}</p>" for text in (*texts, *last))


@pytest.fixture
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    site = tmp_path / "site"
    site.mkdir()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = tmp_path / "home"
        home.mkdir()
        temporary = tmp_path_factory.mktemp("t")
        yield Desk(home, f"http://127.0.0.1:{server.server_port}", site, temporary)
        server.shutdown()


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Return which browser is tried."""
    return str(request.param)


@pytest.fixture
def start(desk: Desk, kind: str) -> Start:
    """Return what starts a browser with the extension in it."""
    return partial(opened, desk, kind)


def test_a_page_that_scripts_have_made_is_kept_as_it_is_shown_whatever_its_policy_forbids(
    desk: Desk, start: Start
) -> None:
    script = (
        f"<script>document.querySelector('article').innerHTML = {json.dumps('<h1>Strike ends</h1>' + paragraphs())}"
    )
    url = desk.serve("made.html", page(f"<article>Log in</article>{script}</script>", head=CSP))
    with start() as browser:
        clicked = browser.open(url).click()
    assert clicked.badge == "✓"
    assert clicked.message.startswith("Kept as ")
    (text,) = desk.texts()
    assert f"url: {url}" in text
    assert "source: Daily Example" in text
    assert all(sentence in text for sentence in SENTENCES)


def test_a_second_click_says_that_it_is_there_already(desk: Desk, start: Start) -> None:
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>"))
    with start() as browser:
        tab = browser.open(url)
        first, second = tab.click(), tab.click()
    assert second.badge == "="
    assert second.message == first.message.replace("Kept as", "Kept already as")
    assert len(desk.texts()) == 1


def test_what_is_selected_is_kept_alone(desk: Desk, start: Start) -> None:
    url = desk.serve(
        "a.html", page(f"<article><h1>Strike ends</h1>{paragraphs('<b id=x>Only this, please.</b>')}</article>")
    )
    with start() as browser:
        tab = browser.open(url)
        tab.evaluate("getSelection().selectAllChildren(document.getElementById('x').parentElement)")
        assert tab.click().badge == "✓"
    (text,) = desk.texts()
    assert text.endswith("---\n\n**Only this, please.**\n")
    assert "title: Strike ends" in text


def test_one_word_that_is_selected_is_no_selection(desk: Desk, start: Start) -> None:
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs('<b id=x>pomegranate</b>')}</article>"))
    with start() as browser:
        tab = browser.open(url)
        tab.evaluate("getSelection().selectAllChildren(document.getElementById('x'))")
        assert tab.click().badge == "✓"
    (text,) = desk.texts()
    assert SENTENCES[0] in text


def test_text_in_open_shadow_roots_is_kept_in_its_place(desk: Desk, start: Start) -> None:
    script = """<script>
        class Part extends HTMLElement {
            constructor() {
                super();
                window.made = (window.made ?? 0) + 1;
                const inner = '<p>In the shadow stands the word quince, in a sentence that is long enough.</p>'
                this.attachShadow({mode: "open"}).innerHTML = `<style>p {color: red}</style>${inner}<slot></slot>`;
            }
        }
        customElements.define("news-part", Part);
    </script>"""
    part = "<news-part><p>In the slot stands the word medlar, in a sentence that is long enough.</p></news-part>"
    body = f"<article><h1>Strike ends</h1>{paragraphs()}{part}{paragraphs('The last word is pomegranate.')}</article>"
    url = desk.serve("a.html", page(body + script))
    with start() as browser:
        tab = browser.open(url)
        assert tab.click().badge == "✓"
        assert tab.evaluate("[window.made, document.querySelector('p').textContent.length > 100]") == [
            1,
            True,
        ]
    (text,) = desk.texts()
    assert text.index("quince") < text.index("medlar") < text.index("pomegranate")


def test_a_large_page_is_kept_without_what_is_no_text(desk: Desk, start: Start) -> None:
    weight = "".join(f"<script>var a{number} = '{'x' * 1_000_000}'</script>" for number in range(30))
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>{weight}"))
    with start() as browser:
        assert browser.open(url).click().badge == "✓"
    (text,) = desk.texts()
    assert all(sentence in text for sentence in SENTENCES)


def test_a_page_that_is_too_large_is_refused_and_what_is_selected_on_it_is_kept(desk: Desk, start: Start) -> None:
    script = "<script>document.querySelector('pre').textContent = 'word '.repeat(4e6)</script>"
    url = desk.serve("a.html", page(f"<p id=x>Only this, please.</p><pre></pre>{script}"))
    with start() as browser:
        tab = browser.open(url)
        refused = tab.click()
        tab.evaluate("getSelection().selectAllChildren(document.getElementById('x'))")
        kept = tab.click()
    assert (refused.badge, refused.message) == ("!", "The page is too large.")
    assert kept.badge == "✓"
    (text,) = desk.texts()
    assert text.endswith("---\n\nOnly this, please.\n")
    assert "source: Daily Example" in text


def test_a_page_without_an_article_is_refused_with_the_reason(desk: Desk, start: Start) -> None:
    url = desk.serve("a.html", page("<p>Log in to read.</p>"))
    with start() as browser:
        clicked = browser.open(url).click()
        settings = browser.open(browser.settings).click()
    assert clicked.badge == settings.badge == "!"
    assert clicked.message.startswith("The page: ")
    assert settings.message == "The browser lets no extension read this page."
    assert desk.texts() == []


def test_tags_are_proposed_added_and_taken_back_in_the_window(desk: Desk, start: Start) -> None:
    for day in ("20", "21"):
        text = f"date 2026-11-{day} [Source: AP]\n\nOn day {day} the harbour was shut, and the strike went on.\n"
        assert desk.clipper("add", "-t", "harbour", stdin=text.encode()).status == 0
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>"))
    with start() as browser:
        tab = browser.open(url)
        clicked = tab.click()
        assert clicked.suggestions == ["+ harbour"]
        tab.window("document.querySelector('#suggestions button').click()")
        wait_for(lambda: "- harbour" in "".join(text for text in desk.texts() if "Strike ends" in text))
        wait_for(lambda: tab.window("document.querySelector('#tags').textContent") == "harbour")
        tab.window("document.getElementById('undo').click()")
        wait_for(lambda: "- harbour" not in "".join(text for text in desk.texts() if "Strike ends" in text))
        wait_for(lambda: tab.window("document.getElementById('message').textContent") == "Taken back.")
        tab.window("document.getElementById('undo').click()")
        wait_for(lambda: len(desk.texts()) == 2)
        wait_for(lambda: tab.window("document.getElementById('undo').hidden"))


def test_without_the_host_it_says_what_to_do(desk: Desk, start: Start) -> None:
    assert desk.clipper("browser", "uninstall").status == 0
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>"))
    with start() as browser:
        clicked = browser.open(url).click()
    assert clicked.badge == "!"
    assert clicked.hint == "“clipper browser install” sets it up."


def test_another_extension_cannot_start_clipper(desk: Desk, start: Start) -> None:
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>"))
    with start(extension=other_extension(desk)) as browser:
        clicked = browser.open(url).click()
        assert browser.forbidden in clicked.message
    assert clicked.badge == "!"
    assert desk.texts() == []


def listening(process: int) -> int:
    """Return how many sockets a process and its descendants listen on."""
    pids = {process}
    stats = [path.read_text() for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]
    parents = {int(stat.split()[0]): int(stat.rpartition(")")[2].split()[1]) for stat in stats}
    for _ in range(10):
        pids |= {child for child, parent in parents.items() if parent in pids}
    inodes = set()
    for table in ("tcp", "tcp6"):
        rows = [row.split() for row in Path("/proc/net", table).read_text().splitlines()[1:]]
        inodes |= {row[9] for row in rows if row[3] == "0A"}
    links = [link for pid in pids for link in Path(f"/proc/{pid}/fd").glob("*")]
    found = set()
    for link in links:
        with contextlib.suppress(OSError):
            found.add(link.readlink().name)
    return len({f"socket:[{inode}]" for inode in inodes} & found)


def test_a_click_takes_a_second_and_opens_no_port(desk: Desk, start: Start, kind: str, figure: Figure) -> None:
    filler = "".join(f"<div class='teaser'><a href='/{number}'>{'More ' * 30}</a></div>" for number in range(5000))
    body = f"<article><h1>Strike ends</h1>{paragraphs('Number %d.')}</article><aside>{filler}</aside>"
    seconds, most_listening = [], 0
    with start() as browser:
        before = listening(browser.process)
        for number in range(6):
            url = desk.serve(f"{number}.html", page(body % number, title=f"Strike {number}"))
            tab = browser.open(url)
            began = time.perf_counter()
            assert tab.click().badge == "✓"
            seconds.append(time.perf_counter() - began)
            most_listening = max(most_listening, listening(browser.process) - before)
    assert len(desk.texts()) == 6
    middle = sorted(seconds)[len(seconds) // 2]
    megabytes = len((page(body % 0)).encode()) / 1_000_000
    figure("one_click", kind, megabytes=round(megabytes, 1), median_seconds=round(middle, 2), listening=most_listening)
    assert most_listening == 0
    assert middle < 5


@pytest.mark.parametrize("same_page", [False, True])
def test_two_browsers_may_clip_at_once(desk: Desk, start: Start, *, same_page: bool) -> None:
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>"))
    other = desk.serve(
        "b.html", page(f"<article><h1>Strike begins</h1>{paragraphs('Begun.')}</article>", "Strike begins")
    )
    with start() as browser, start(second=True) as another:
        tabs = [browser.open(url), another.open(url if same_page else other)]
        badges: list[str] = []
        clicks = [threading.Thread(target=lambda tab=tab: badges.append(tab.click().badge)) for tab in tabs]
        for click in clicks:
            click.start()
        for click in clicks:
            click.join()
    assert sorted(badges) == (["=", "✓"] if same_page else ["✓", "✓"])
    assert len(desk.texts()) == (1 if same_page else 2)


def test_saved_pages_give_the_same_clip_by_click_as_by_add(desk: Desk, start: Start, kind: str, figure: Figure) -> None:
    """The browser runs the scripts of a page and repairs its markup first; what it then shows is the same article."""
    pages = {file.name: file.read_bytes() for file in sorted(GOLDEN.glob("*.html")) if file.name not in WITH_SCRIPTS}
    other = desk.home / "other"
    assert desk.clipper("init", str(other)).status == 0
    differing = []
    with start() as browser:
        for name, raw in pages.items():
            url = desk.serve(name, raw)
            tab = browser.open(url)
            badge = tab.click().badge
            added = desk.clipper("--archive", str(other), "add", "--force", str(GOLDEN / name), "--url", url)
            tab.close()
            clipped, saved = newest(desk.clips), newest(other)
            if (badge == "✓") != (added.status == 0) or clipped != saved:
                differing.append(name)
                (desk.home / f"{name}.click").write_text(clipped)
                (desk.home / f"{name}.add").write_text(saved)
    figure("one_click", f"saved pages in {kind}", pages=len(pages), different=len(differing))
    assert differing == []


def newest(archive: Path) -> str:
    """Return the clip that was written last, without the time when."""
    files = sorted(archive.glob("[0-9u]*/*.md"), key=lambda file: file.stat().st_mtime_ns)
    return re.sub(r"^clipped: .*\n", "", files[-1].read_text("utf-8"), flags=re.MULTILINE) if files else ""
