"""A headless Chromium that a test drives through a pipe, without a port."""

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from fcntl import F_DUPFD, fcntl
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SECONDS = 30
_LAUNCHER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_OPTIONS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--enable-unsafe-extension-debugging",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


class ProtocolError(Exception):
    """The browser refused what it was told."""


class Chromium:
    """A browser with its own profile; `call` sends a command of the DevTools protocol, and waits for its result."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._number = 0
        self._read = b""
        self.events: list[dict[str, Any]] = []
        self.process = 0

    def call(self, method: str, session: str = "", **parameters: Any) -> Any:
        """Send a command, to a session if one is given, and return its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters} | (
            {"sessionId": session} if session else {}
        )
        rest = memoryview(json.dumps(message).encode() + b"\0")
        while rest:
            rest = rest[os.write(self._writing, rest) :]
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            answer = self._next(until)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise ProtocolError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)
        raise TimeoutError(method)

    def _next(self, until: float) -> dict[str, Any]:
        while b"\0" not in self._read:
            if not select.select([self._reading], [], [], max(0, until - time.monotonic()))[0]:
                raise TimeoutError
            block = os.read(self._reading, 1 << 20)
            if not block:
                raise EOFError
            self._read += block
        raw, _, self._read = self._read.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        return message

    def targets(self, kind: str, part: str = "") -> list[dict[str, Any]]:
        """Return the targets of a kind, such as `page`, whose address has a part."""
        everything = [{"type": "tab", "exclude": False}, {}]
        found = self.call("Target.getTargets", filter=everything)["targetInfos"]
        return [target for target in found if target["type"] == kind and part in target["url"]]

    def wait_for_target(self, kind: str, part: str) -> dict[str, Any]:
        """Wait until there is such a target."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if found := self.targets(kind, part):
                return found[0]
            self.call("Browser.getVersion")
        raise TimeoutError(part)

    def attach(self, target: Mapping[str, Any]) -> str:
        """Return a session with a target."""
        return str(self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"])

    def evaluate(self, session: str, expression: str) -> Any:
        """Return the value of an expression in a page or a worker, also of one that comes later."""
        result = self.call("Runtime.evaluate", session, expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise ProtocolError(str(result["exceptionDetails"]))
        return result["result"].get("value")

    def open(self, url: str) -> str:
        """Open a page in a new tab, wait until it is loaded, and return a session with it."""
        made = self.call("Target.createTarget", url="about:blank")
        page = self.attach(made)
        self.call("Page.enable", page)
        self.call("Page.navigate", page, url=url)
        self.evaluate(page, "new Promise(r => document.readyState === 'complete' ? r() : addEventListener('load', r))")
        return page

    def screenshot(self, session: str, file: Path) -> None:
        """Write a picture of a page."""
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", session)["data"]))


@contextlib.contextmanager
def chromium(profile: Path, environment: Mapping[str, str]) -> Iterator[Chromium]:
    """Start a browser with a profile, and end it."""
    assert PROGRAM
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    high = [fcntl(descriptor, F_DUPFD, 20) for descriptor in (theirs_in, theirs_out)]
    words = [sys.executable, "-c", _LAUNCHER, *map(str, high), PROGRAM, *_OPTIONS, f"--user-data-dir={profile}"]
    process = subprocess.Popen(
        [*words, "about:blank"], pass_fds=high, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for descriptor in (theirs_in, theirs_out, *high):
        os.close(descriptor)
    browser = Chromium(ours_in, ours_out)
    browser.process = process.pid
    try:
        yield browser
        browser.call("Browser.close")
        process.wait(timeout=20)
    finally:
        process.kill()
        process.wait()
        os.close(ours_in)
        os.close(ours_out)
