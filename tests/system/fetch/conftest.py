"""A web of the test's own: servers on loopback, which hosts with public addresses seem to be."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from clipper.system.fetch import Fetched, Limits, get
from clipper.system.fetch.network import Network

DATA = Path(__file__).parent / "data"
NEWS = "93.184.216.34"
OTHER = "93.184.216.35"
"""Public addresses, at which the servers of the test seem to be."""

PATIENT = Limits(timeout=60, pause=0)
HURRIED = Limits(timeout=0.3, pause=0)
"""Limits for a test; with the second, what is slow is over at once."""
HOLD = 60
"""Seconds for which a slow server holds on to whoever does not leave."""

Answer: TypeAlias = bytes | Callable[[socket.socket], None]


def page(body: bytes | str = "<p>News.", *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    """Return an answer of a well-behaved server, or one with other headers."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *headers]
    if not any(line.lower().startswith(("content-length", "transfer-encoding")) for line in headers):
        lines.append(f"Content-Length: {len(raw)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + raw


def leading_to(location: str, status: str = "302 Found") -> bytes:
    """Return an answer that leads on."""
    return page("", f"Location: {location}", status=status)


class Site(socketserver.ThreadingTCPServer):
    """A server that gives to each path what the test wrote down for it, and remembers what it was asked."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, secured: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Visitor)
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.greeting = b""
        self.held_out = 0
        """How many slow answers came to their end, since the client did not leave."""
        self.over = threading.Event()
        self.context: ssl.SSLContext | None = None
        if secured:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(DATA / f"{secured}.pem")
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.split(" ")[1] for request in self.requests]

    def slowly(self, pieces: Sequence[bytes]) -> Callable[[socket.socket], None]:
        """Return an answer whose pieces come one after the other, and which never ends."""

        def answer(line: socket.socket) -> None:
            for piece in pieces:
                line.sendall(piece)
                if self.over.wait(0.02):
                    return
            self.held_out += not self.over.wait(HOLD)

        return answer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: whoever asked has gone away, as it should."""

    def stop(self) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Visitor(socketserver.BaseRequestHandler):
    server: Site

    def handle(self) -> None:
        line: socket.socket = self.request
        if self.server.context:
            line = self.server.context.wrap_socket(line, server_side=True)
        with line:
            line.sendall(self.server.greeting)
            request = b""
            while b"\r\n\r\n" not in request:
                piece = line.recv(4096)
                if not piece:
                    return
                request += piece
            said = request.decode("latin-1")
            self.server.requests.append(said)
            answer = self.server.answers.get(said.split(" ")[1], page(status="404 Not Found"))
            if isinstance(answer, bytes):
                line.sendall(answer)
            else:
                answer(line)


class FakeNetwork(Network):
    """A network whose names are the test's; `looked_up` are those that were asked for, in order.

    A host with several answers gives one after the other, and the last one for good.
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        super().__init__(environment or {})
        self.names: dict[str, list[list[str]]] = {}
        self.looked_up: list[str] = []

    def look_up(self, host: str) -> Sequence[str]:
        self.looked_up.append(host)
        answers = self.names.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    @cached_property
    def trust(self) -> ssl.SSLContext:
        context = super().trust
        context.load_verify_locations(DATA / "news.pem")
        return context


class Web:
    """The servers, the names that lead to them, and every connection that was begun."""

    def __init__(self) -> None:
        self.by = FakeNetwork()
        self.called: list[tuple[str, int]] = []
        self.sites: list[Site] = []
        self._places: dict[tuple[str, int], int] = {}

    def site(self, host: str = "news.test", ip: str = NEWS, port: int = 80, *, secured: str = "") -> Site:
        """Return a new server that seems to be at a host with this address."""
        site = Site(secured)
        self.sites.append(site)
        self.by.names[host] = [[ip]]
        self._places[ip, port] = site.port
        return site

    def get(self, url: str, limits: Limits = PATIENT) -> Fetched:
        """Fetch a page from this web."""
        return get(url, limits, self.by)

    def connect(self, begin: Callable[[socket.socket, Any], None], line: socket.socket, where: Any) -> None:
        """Take a connection that is begun to the server that is meant; there is no other."""
        self.called.append((where[0], where[1]))
        port = self._places.get((where[0], where[1]))
        if port is None:
            raise ConnectionRefusedError(111, "Connection refused")
        begin(line, ("127.0.0.1" if line.family == socket.AF_INET else "::ffff:127.0.0.1", port))

    def stop(self) -> None:
        for site in self.sites:
            site.stop()


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """Yield a web in which no connection leaves this machine, and each that is begun is written down."""
    web = Web()
    begin = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", lambda line, where: web.connect(begin, line, where))
    yield web
    web.stop()


@pytest.fixture
def news(web: Web) -> Site:
    """Return the server of `news.test`."""
    return web.site()
