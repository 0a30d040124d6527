"""A headless Firefox that a test drives through Marionette, its own protocol for that, on a port of this machine."""

import contextlib
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("firefox-esr") or shutil.which("firefox")
SECONDS = 60
_OPTIONS = ("--headless", "--marionette", "--remote-allow-system-access", "--no-remote")
_SETTINGS = {
    "marionette.port": 0,  # any that is free: the file says which
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,  # nobody answers there
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.allow_hijacking_localhost": False,
}
_PORT_FILE = "MarionetteActivePort"


class ProtocolError(Exception):
    """The browser refused what it was told."""


class Firefox:
    """A browser with its own profile; `call` sends a command of Marionette, and waits for its result."""

    def __init__(self, connection: socket.socket, process: int) -> None:
        self._connection = connection
        self._read = b""
        self._number = 0
        self.process = process
        self._next()  # which says who it is

    def call(self, command: str, **parameters: Any) -> Any:
        """Send a command, and return its result."""
        self._number += 1
        raw = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(b"%d:%b" % (len(raw), raw))
        _, number, error, result = self._next()
        assert number == self._number
        if error:
            raise ProtocolError(f"{command}: {error['error']}: {error['message']}")
        return result

    def _next(self) -> Any:
        while b":" not in self._read:
            self._receive()
        head, _, self._read = self._read.partition(b":")
        while len(self._read) < int(head):
            self._receive()
        raw, self._read = self._read[: int(head)], self._read[int(head) :]
        return json.loads(raw)

    def _receive(self) -> None:
        block = self._connection.recv(1 << 20)
        if not block:
            raise EOFError
        self._read += block

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression in the page that is shown."""
        self.call("Marionette:SetContext", value="content")
        return self.call("WebDriver:ExecuteScript", script=f"return ({expression})", args=[])["value"]

    def run(self, script: str, *arguments: object) -> Any:
        """Return what a script returns that runs in the browser itself, in its window; the script may wait."""
        self.call("Marionette:SetContext", value="chrome")
        wrapped = f"""
            const done = arguments[arguments.length - 1];
            (async (...given) => {{ {script} }})(...arguments).then(
                (value) => done({{ value }}), (error) => done({{ error: String(error) }}))"""
        options = {"args": arguments, "sandbox": "system", "newSandbox": True}
        result = self.call("WebDriver:ExecuteAsyncScript", script=wrapped, **options)["value"]
        if "error" in result:
            raise ProtocolError(result["error"])
        return result.get("value")

    def open(self, url: str) -> str:
        """Open a page in a new tab, wait until it is loaded, and return the tab."""
        self.call("Marionette:SetContext", value="content")
        tab = str(self.call("WebDriver:NewWindow", type="tab")["handle"])
        self.show(tab)
        self.call("WebDriver:Navigate", url=url)
        return tab

    def show(self, tab: str) -> None:
        """Show a tab."""
        self.call("WebDriver:SwitchToWindow", handle=tab, focus=True)


@contextlib.contextmanager
def firefox(profile: Path, environment: Mapping[str, str]) -> Iterator[Firefox]:
    """Start a browser with a profile, and end it."""
    assert PROGRAM
    profile.mkdir(exist_ok=True)
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _SETTINGS.items()]
    (profile / "user.js").write_text("".join(lines))
    port_file = profile / _PORT_FILE
    port_file.unlink(missing_ok=True)
    process = subprocess.Popen(
        [PROGRAM, *_OPTIONS, "--profile", profile, "about:blank"],
        env={**environment, "MOZ_CRASHREPORTER_DISABLE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with socket.create_connection(("127.0.0.1", _port(port_file)), timeout=SECONDS) as connection:
            browser = Firefox(connection, process.pid)
            browser.call("WebDriver:NewSession", capabilities={})
            yield browser
            browser.call("Marionette:Quit", flags=["eForceQuit"])
        process.wait(timeout=20)
    finally:
        process.kill()
        process.wait()


def _port(file: Path) -> int:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(FileNotFoundError):
            if text := file.read_text():
                return int(text)
        time.sleep(0.02)
    raise TimeoutError(file.name)
