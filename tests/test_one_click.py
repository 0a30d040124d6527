"""One click in a real browser: the extension reads the page, starts clipper, and shows what became of it."""

import contextlib
import http.server
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from clipper.system.browsers import EXTENSION_ID
from tests import chromium as browsers
from tests.conftest import Figure
from tests.running import Result, environment, run_process

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(browsers.PROGRAM is None, reason="there is no Chromium here"),
    pytest.mark.skipif(sys.platform != "linux", reason="the profile is where Linux has it"),
]

SENTENCES = [f"Sentence {number} tells of the strike in the harbour and what came of it." for number in range(60)]
CSP = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'\">"
GOLDEN = Path(__file__).parent / "intake" / "page" / "golden"
WITH_SCRIPTS = {"hostile-markup.html"}
"""Pages whose scripts add text, which a browser shows, and `add` does not."""
SECONDS = 20


def page(body: str, title: str = "Strike ends", head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f'<meta property="og:site_name" content="Daily Example"></head><body>{body}</body></html>'
    )


def paragraphs(*last: str) -> str:
    texts = [" ".join(SENTENCES[first : first + 12]) for first in range(0, 60, 12)]
    return "".join(f"<p>{text}</p>" for text in (*texts, *last))


class Desk:
    """A home with an archive, a browser that knows of clipper, and a server of pages on this machine."""

    def __init__(self, home: Path, address: str, site: Path, temporary: Path) -> None:
        self.home = home
        self.clips = home / "clips"
        self.environment = environment(home, CLIPPER_ARCHIVE=str(self.clips), XDG_DATA_HOME=str(home / "data"))
        self.browser_environment = self.environment | {"TMPDIR": str(temporary)}
        """For a socket in it, whose path has a limit."""
        self._address, self._site = address, site
        (home / "config" / "chromium").mkdir(parents=True)
        for words in (("init", str(self.clips)), ("browser", "install"), ("browser", "extension", "extension")):
            assert self.clipper(*words).status == 0

    def clipper(self, *words: str, stdin: bytes = b"") -> Result:
        """Run clipper as its user does."""
        variables = {name: self.environment[name] for name in ("CLIPPER_ARCHIVE", "XDG_DATA_HOME")}
        return run_process(self.home, *words, stdin=stdin, variables=variables)

    def serve(self, name: str, content: str | bytes) -> str:
        """Put a page on the server, and return its address."""
        (self._site / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return f"{self._address}/{name}"

    def texts(self) -> list[str]:
        """Return the clips in the archive."""
        return [path.read_text("utf-8") for path in sorted(self.clips.glob("[0-9u]*/*.md"))]


class Tab:
    """A tab with a page, and the button of the extension beside it."""

    def __init__(self, browser: browsers.Chromium, url: str) -> None:
        self.browser = browser
        self.page = browser.open(url)
        (target,) = browser.targets("tab", url)
        self.target = str(target["targetId"])

    def click(self) -> dict[str, Any]:
        """Press the button, wait for the badge, and return what the window of the extension shows."""
        for before in self.browser.targets("page", "popup.html"):
            self.browser.call("Target.closeTarget", targetId=before["targetId"])
        wait_until(lambda: not self.browser.targets("page", "popup.html"))
        self.browser.call("Extensions.triggerAction", id=EXTENSION_ID, targetId=self.target)
        popup = self.browser.attach(self.browser.wait_for_target("page", "popup.html"))
        return {**self.result(popup), "popup": popup}

    def result(self, popup: str) -> dict[str, Any]:
        """Return what the window and the badge say, once there is a result."""
        script = """(async () => {
            const message = document.getElementById("message")?.textContent ?? "Clipping…";
            const [tab] = await chrome.tabs.query({active: true, currentWindow: true});
            const labels = (selector) => [...document.querySelectorAll(selector)].map((label) => label.textContent);
            await new Promise((done) => setTimeout(done, 20));
            return message === "Clipping…" ? null : {
                badge: await chrome.action.getBadgeText({tabId: tab.id}),
                message,
                hint: document.getElementById("hint").textContent,
                tags: labels("#tags span"),
                suggestions: labels("#suggestions button"),
            };
        })()"""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if result := self.browser.evaluate(popup, script):
                return dict(result)
        raise TimeoutError


def wait_until(is_done: Callable[[], object]) -> None:
    """Wait for what another process does."""
    until = time.monotonic() + SECONDS
    while not is_done():
        assert time.monotonic() < until
        time.sleep(0.02)


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


@contextlib.contextmanager
def opened(desk: Desk) -> Iterator[browsers.Chromium]:
    """Yield the browser with the extension loaded."""
    with browsers.chromium(desk.home / "config" / "chromium", desk.browser_environment) as browser:
        loaded = browser.call("Extensions.loadUnpacked", path=str(desk.home / "extension"))
        assert loaded["id"] == EXTENSION_ID
        yield browser


def test_a_page_that_scripts_have_made_is_kept_as_it_is_shown_whatever_its_policy_forbids(desk: Desk) -> None:
    script = (
        f"<script>document.querySelector('article').innerHTML = {json.dumps('<h1>Strike ends</h1>' + paragraphs())}"
    )
    url = desk.serve("made.html", page(f"<article>Log in</article>{script}</script>", head=CSP))
    with opened(desk) as browser:
        clicked = Tab(browser, url).click()
    assert clicked["badge"] == "✓"
    assert clicked["message"].startswith("Kept as ")
    (text,) = desk.texts()
    assert f"url: {url}" in text
    assert "source: Daily Example" in text
    assert all(sentence in text for sentence in SENTENCES)


def test_a_second_click_says_that_it_is_there_already(desk: Desk) -> None:
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>"))
    with opened(desk) as browser:
        tab = Tab(browser, url)
        first, second = tab.click(), tab.click()
    assert second["badge"] == "="
    assert second["message"] == first["message"].replace("Kept as", "Kept already as")
    assert len(desk.texts()) == 1


def test_what_is_selected_is_kept_alone(desk: Desk) -> None:
    url = desk.serve(
        "a.html", page(f"<article><h1>Strike ends</h1>{paragraphs('<b id=x>Only this, please.</b>')}</article>")
    )
    with opened(desk) as browser:
        tab = Tab(browser, url)
        browser.evaluate(tab.page, "getSelection().selectAllChildren(document.getElementById('x').parentElement)")
        assert tab.click()["badge"] == "✓"
    (text,) = desk.texts()
    assert text.endswith("---\n\n**Only this, please.**\n")
    assert "title: Strike ends" in text


def test_one_word_that_is_selected_is_no_selection(desk: Desk) -> None:
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs('<b id=x>pomegranate</b>')}</article>"))
    with opened(desk) as browser:
        tab = Tab(browser, url)
        browser.evaluate(tab.page, "getSelection().selectAllChildren(document.getElementById('x'))")
        assert tab.click()["badge"] == "✓"
    (text,) = desk.texts()
    assert SENTENCES[0] in text


def test_text_in_open_shadow_roots_is_kept_in_its_place(desk: Desk) -> None:
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
    with opened(desk) as browser:
        tab = Tab(browser, url)
        assert tab.click()["badge"] == "✓"
        assert browser.evaluate(tab.page, "[window.made, document.querySelector('p').textContent.length > 100]") == [
            1,
            True,
        ]
    (text,) = desk.texts()
    assert text.index("quince") < text.index("medlar") < text.index("pomegranate")


def test_a_large_page_is_kept_without_what_is_no_text(desk: Desk) -> None:
    weight = "".join(f"<script>var a{number} = '{'x' * 1_000_000}'</script>" for number in range(30))
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>{weight}"))
    with opened(desk) as browser:
        assert Tab(browser, url).click()["badge"] == "✓"
    (text,) = desk.texts()
    assert all(sentence in text for sentence in SENTENCES)


def test_a_page_that_is_too_large_is_refused_and_what_is_selected_on_it_is_kept(desk: Desk) -> None:
    script = "<script>document.querySelector('pre').textContent = 'word '.repeat(4e6)</script>"
    url = desk.serve("a.html", page(f"<p id=x>Only this, please.</p><pre></pre>{script}"))
    with opened(desk) as browser:
        tab = Tab(browser, url)
        refused = tab.click()
        browser.evaluate(tab.page, "getSelection().selectAllChildren(document.getElementById('x'))")
        kept = tab.click()
    assert (refused["badge"], refused["message"]) == ("!", "The page is too large.")
    assert kept["badge"] == "✓"
    (text,) = desk.texts()
    assert text.endswith("---\n\nOnly this, please.\n")
    assert "source: Daily Example" in text


def test_a_page_without_an_article_is_refused_with_the_reason(desk: Desk) -> None:
    url = desk.serve("a.html", page("<p>Log in to read.</p>"))
    with opened(desk) as browser:
        clicked = Tab(browser, url).click()
        settings = Tab(browser, "chrome://version/").click()
    assert clicked["badge"] == settings["badge"] == "!"
    assert clicked["message"].startswith("The page: ")
    assert settings["message"] == "The browser lets no extension read this page."
    assert desk.texts() == []


def test_tags_are_proposed_added_and_taken_back_in_the_window(desk: Desk) -> None:
    for day in ("20", "21"):
        text = f"date 2026-11-{day} [Source: AP]\n\nOn day {day} the harbour was shut, and the strike went on.\n"
        assert desk.clipper("add", "-t", "harbour", stdin=text.encode()).status == 0
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>"))
    with opened(desk) as browser:
        clicked = Tab(browser, url).click()
        assert clicked["suggestions"] == ["+ harbour"]
        popup = clicked["popup"]
        browser.evaluate(popup, "document.querySelector('#suggestions button').click()")
        wait_until(lambda: "- harbour" in "".join(text for text in desk.texts() if "Strike ends" in text))
        wait_until(lambda: browser.evaluate(popup, "document.querySelector('#tags').textContent") == "harbour")
        browser.evaluate(popup, "document.getElementById('undo').click()")
        wait_until(lambda: "- harbour" not in "".join(text for text in desk.texts() if "Strike ends" in text))
        wait_until(lambda: browser.evaluate(popup, "document.getElementById('message').textContent") == "Taken back.")
        browser.evaluate(popup, "document.getElementById('undo').click()")
        wait_until(lambda: len(desk.texts()) == 2)
        wait_until(lambda: browser.evaluate(popup, "document.getElementById('undo').hidden"))


def test_without_the_host_it_says_what_to_do(desk: Desk) -> None:
    assert desk.clipper("browser", "uninstall").status == 0
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>"))
    with opened(desk) as browser:
        clicked = Tab(browser, url).click()
    assert clicked["badge"] == "!"
    assert clicked["hint"] == "“clipper browser install” sets it up."


def test_another_extension_cannot_start_clipper(desk: Desk) -> None:
    folder = desk.home / "extension"
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["key"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>"))
    with browsers.chromium(desk.home / "config" / "chromium", desk.browser_environment) as browser:
        other = browser.call("Extensions.loadUnpacked", path=str(folder))["id"]
        assert other != EXTENSION_ID
        browser.open(url)
        (tab,) = browser.targets("tab", url)
        browser.call("Extensions.triggerAction", id=other, targetId=tab["targetId"])
        popup = browser.attach(browser.wait_for_target("page", "popup.html"))
        shown = "document.getElementById('message')?.textContent ?? 'Clipping…'"
        wait_until(lambda: browser.evaluate(popup, shown) != "Clipping…")
        message = browser.evaluate(popup, shown)
    assert "Access to the specified native messaging host is forbidden" in message
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


def test_a_click_takes_a_second_and_opens_no_port(desk: Desk, figure: Figure) -> None:
    filler = "".join(f"<div class='teaser'><a href='/{number}'>{'More ' * 30}</a></div>" for number in range(5000))
    body = f"<article><h1>Strike ends</h1>{paragraphs('Number %d.')}</article><aside>{filler}</aside>"
    seconds, most_listening = [], 0
    with opened(desk) as browser:
        assert browser.process
        for number in range(6):
            url = desk.serve(f"{number}.html", page(body % number, title=f"Strike {number}"))
            tab = Tab(browser, url)
            began = time.perf_counter()
            assert tab.click()["badge"] == "✓"
            seconds.append(time.perf_counter() - began)
            most_listening = max(most_listening, listening(browser.process))
    assert len(desk.texts()) == 6
    middle = sorted(seconds)[len(seconds) // 2]
    megabytes = len((page(body % 0)).encode()) / 1_000_000
    figure("one_click", megabytes=round(megabytes, 1), median_seconds=round(middle, 2), most_listening=most_listening)
    assert most_listening == 0
    assert middle < 5


def test_two_browsers_may_clip_at_once(desk: Desk) -> None:
    url = desk.serve("a.html", page(f"<article><h1>Strike ends</h1>{paragraphs()}</article>"))
    other = desk.serve(
        "b.html", page(f"<article><h1>Strike begins</h1>{paragraphs('Begun.')}</article>", "Strike begins")
    )
    second = desk.home / "second"
    hosts = desk.home / "config" / "chromium" / "NativeMessagingHosts"
    subprocess.run(["cp", "-r", hosts.parent, second], check=True)
    with opened(desk) as browser, browsers.chromium(second, desk.browser_environment) as another:
        another.call("Extensions.loadUnpacked", path=str(desk.home / "extension"))
        tabs = [Tab(browser, url), Tab(another, other)]
        badges: list[str] = []
        clicks = [threading.Thread(target=lambda tab=tab: badges.append(tab.click()["badge"])) for tab in tabs]
        for click in clicks:
            click.start()
        for click in clicks:
            click.join()
    assert badges == ["✓", "✓"]
    assert len(desk.texts()) == 2


def test_saved_pages_give_the_same_clip_by_click_as_by_add(desk: Desk, figure: Figure) -> None:
    """The browser runs the scripts of a page and repairs its markup first; what it then shows is the same article."""
    pages = {file.name: file.read_bytes() for file in sorted(GOLDEN.glob("*.html")) if file.name not in WITH_SCRIPTS}
    other = desk.home / "other"
    assert desk.clipper("init", str(other)).status == 0
    differing = []
    with opened(desk) as browser:
        for name, raw in pages.items():
            url = desk.serve(name, raw)
            tab = Tab(browser, url)
            badge = tab.click()["badge"]
            added = desk.clipper("--archive", str(other), "add", "--force", str(GOLDEN / name), "--url", url)
            browser.call("Target.closeTarget", targetId=tab.target)
            clipped, saved = newest(desk.clips), newest(other)
            if (badge == "✓") != (added.status == 0) or clipped != saved:
                differing.append(name)
                (desk.home / f"{name}.click").write_text(clipped)
                (desk.home / f"{name}.add").write_text(saved)
    figure("one_click", "saved pages", pages=len(pages), different=len(differing))
    assert differing == []


def newest(archive: Path) -> str:
    """Return the clip that was written last, without the time when."""
    files = sorted(archive.glob("[0-9u]*/*.md"), key=lambda file: file.stat().st_mtime_ns)
    return re.sub(r"^clipped: .*\n", "", files[-1].read_text("utf-8"), flags=re.MULTILINE) if files else ""
