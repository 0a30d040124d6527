"""The button of the extension, in a real Chromium and in a real Firefox, as a test presses it."""

import contextlib
import json
import re
import shutil
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from tests import chromium, firefox
from tests.running import Result, environment, run_process

Value = TypeVar("Value")

SECONDS = 30
_SHOWN = """(() => {
    const labels = (selector) => [...document.querySelectorAll(selector)].map((label) => label.textContent);
    const message = document.getElementById("message")?.textContent ?? "Clipping…";
    return message === "Clipping…" ? null : {
        message,
        hint: document.getElementById("hint").textContent,
        tags: labels("#tags span"),
        suggestions: labels("#suggestions button"),
    };
})()"""


class Shown(NamedTuple):
    """What the badge says, and the window below it."""

    badge: str
    message: str
    hint: str
    tags: list[str]
    suggestions: list[str]


class Desk:
    """A home with an archive, browsers that know of clipper, and a server of pages on this machine."""

    def __init__(self, home: Path, address: str, site: Path, temporary: Path) -> None:
        self.home = home
        self.clips = home / "clips"
        self.extension = home / "extension"
        self.environment = environment(home, CLIPPER_ARCHIVE=str(self.clips), XDG_DATA_HOME=str(home / "data"))
        self.browser_environment = self.environment | {"TMPDIR": str(temporary)}
        """For a socket in it, whose path has a limit."""
        self._address, self._site = address, site
        (home / "config" / "chromium").mkdir(parents=True)
        (home / "config" / "mozilla" / "firefox").mkdir(parents=True)
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


class Tab(ABC):
    """A tab with a page, and the button of the extension beside it."""

    @abstractmethod
    def press(self) -> None:
        """Close the window of the extension if it is open, and press the button."""

    @abstractmethod
    def badge(self) -> str:
        """Return what the badge on the button says."""

    @abstractmethod
    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression in the page."""

    @abstractmethod
    def window(self, expression: str) -> Any:
        """Return the value of an expression in the window of the extension, None if it is not there yet."""

    @abstractmethod
    def close(self) -> None:
        """Close the tab."""

    def click(self) -> Shown:
        """Press the button, and return what it shows as soon as it is known what became of the page."""
        self.press()
        shown = wait_for(lambda: self.window(_SHOWN))
        return Shown(badge=wait_for(lambda: self.badge().strip("…")), **shown)


class Browser(ABC):
    """A browser with the extension in it."""

    process: int
    """Its process id."""

    settings: str
    """The address of a page of its own."""

    forbidden: str
    """What it says if an extension may not start a program."""

    @abstractmethod
    def open(self, url: str) -> Tab:
        """Open a page in a new tab, and wait until it is loaded."""


class _ChromiumTab(Tab):
    def __init__(self, browser: chromium.Chromium, extension: str, url: str) -> None:
        self._browser, self._extension = browser, extension
        self._page = browser.open(url)
        self._target = str(browser.targets("tab", url)[-1]["targetId"])
        self._window = ""

    def press(self) -> None:
        for before in self._browser.targets("page", "popup.html"):
            self._browser.call("Target.closeTarget", targetId=before["targetId"])
        wait_for(lambda: not self._browser.targets("page", "popup.html"))
        self._browser.call("Extensions.triggerAction", id=self._extension, targetId=self._target)
        self._window = self._browser.attach(self._browser.wait_for_target("page", "popup.html"))

    def badge(self) -> str:
        script = """(async () => {
            const [tab] = await chrome.tabs.query({active: true, currentWindow: true});
            return chrome.action.getBadgeText({tabId: tab.id});
        })()"""
        return str(self._browser.evaluate(self._window, script))

    def evaluate(self, expression: str) -> Any:
        return self._browser.evaluate(self._page, expression)

    def window(self, expression: str) -> Any:
        return self._browser.evaluate(self._window, expression)

    def close(self) -> None:
        self._browser.call("Target.closeTarget", targetId=self._target)


class _Chromium(Browser):
    settings = "chrome://version/"
    forbidden = "Access to the specified native messaging host is forbidden"

    def __init__(self, browser: chromium.Chromium, extension: Path) -> None:
        self.process = browser.process
        self._browser = browser
        self._extension = str(browser.call("Extensions.loadUnpacked", path=str(extension))["id"])

    def open(self, url: str) -> Tab:
        return _ChromiumTab(self._browser, self._extension, url)


class _FirefoxTab(Tab):
    """A tab of Firefox. Its button is a part of the browser's window, and is pressed there as by a mouse."""

    def __init__(self, browser: firefox.Firefox, widget: str, url: str) -> None:
        self._browser, self._widget = browser, widget
        self._tab = browser.open(url)

    def press(self) -> None:
        self._browser.show(self._tab)
        self._browser.run("document.querySelector('.webextension-popup-browser')?.closest('panel').hidePopup()")
        wait_for(lambda: self._browser.run("return !document.querySelector('.webextension-popup-browser')"))
        self._browser.call("Marionette:SetContext", value="chrome")
        found = self._browser.call("WebDriver:FindElement", using="css selector", value=f"#{self._widget}-BAP")
        (button,) = found["value"].values()
        self._browser.call("WebDriver:ElementClick", id=button)

    def badge(self) -> str:
        script = "return document.getElementById(given[0]).getAttribute('badge')"
        return str(self._browser.run(script, f"{self._widget}-BAP"))

    def evaluate(self, expression: str) -> Any:
        self._browser.show(self._tab)
        return self._browser.evaluate(expression)

    def window(self, expression: str) -> Any:
        script = """
            const window = document.querySelector(".webextension-popup-browser")?.browsingContext.currentWindowGlobal;
            if (!window?.documentURI.spec.endsWith("popup.html")) return null;
            return window.getActor("MarionetteCommands").executeScript(`return (${given[0]})`, [], {});"""
        return self._browser.run(script, expression)

    def close(self) -> None:
        self._browser.show(self._tab)
        self._browser.call("Marionette:SetContext", value="content")
        self._browser.show(self._browser.call("WebDriver:CloseWindow")[0])


class _Firefox(Browser):
    settings = "about:support"
    forbidden = "No such native application news_clipper"

    def __init__(self, browser: firefox.Firefox, extension: Path) -> None:
        self.process = browser.process
        self._browser = browser
        add_on = str(browser.call("Addon:Install", path=str(extension), temporary=True)["value"])
        self._widget = re.sub(r"[^a-z0-9_-]", "_", add_on.lower())
        script = """
            const {CustomizableUI} = ChromeUtils.importESModule(
                "moz-src:///browser/components/customizableui/CustomizableUI.sys.mjs");
            CustomizableUI.addWidgetToArea(given[0], CustomizableUI.AREA_NAVBAR);"""
        browser.run(script, f"{self._widget}-browser-action")

    def open(self, url: str) -> Tab:
        return _FirefoxTab(self._browser, self._widget, url)


def wait_for(ask: Callable[[], Value]) -> Value:
    """Ask until the answer is true, and return it: it is another process that does the work."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if answer := ask():
            return answer
        time.sleep(0.02)
    raise TimeoutError


@contextlib.contextmanager
def opened(desk: Desk, kind: str, *, extension: Path | None = None, second: bool = False) -> Iterator[Browser]:
    """Start a browser of a kind with the extension in it, or with another; a second one has its own profile."""
    if kind == "firefox":
        with firefox.firefox(desk.home / f"firefox{second}", desk.browser_environment) as fox:
            yield _Firefox(fox, extension or desk.extension)
        return
    profile = desk.home / "config" / "chromium"
    if second:
        shutil.copytree(profile / "NativeMessagingHosts", desk.home / "second" / "NativeMessagingHosts")
        profile = desk.home / "second"
    with chromium.chromium(profile, desk.browser_environment) as browser:
        yield _Chromium(browser, extension or desk.extension)


def other_extension(desk: Desk) -> Path:
    """Return a copy of the extension that says to be another."""
    folder = desk.home / "other-extension"
    shutil.copytree(desk.extension, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["key"]
    manifest["browser_specific_settings"]["gecko"]["id"] = "other@news-clipper.invalid"
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder
