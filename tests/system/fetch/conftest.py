"""A fake web: servers on loopback that seem to have public IP addresses."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from clipper.system.fetch import FetchedPage, Limits
from clipper.system.fetch.fetch import get
from clipper.system.fetch.network import Network

DATA = Path(__file__).parent / "data"
NEWS = "93.184.216.34"
OTHER = "93.184.216.35"
"""Public IP addresses that the servers of the test seem to have."""

PATIENT = Limits(timeout=60, pause=0)
HURRIED = Limits(timeout=0.3, pause=0)
"""Limits for a test; with the second a slow server is abandoned at once."""
HOLD = 60
"""Seconds for which a slow server keeps a client that does not disconnect."""

Answer: TypeAlias = bytes | Callable[[socket.socket], None]


def page(body: bytes | str = "<p>News.", *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    """Return the response of a well-behaved server, or one with other headers."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *headers]
    if not any(line.lower().startswith(("content-length", "transfer-encoding")) for line in headers):
        lines.append(f"Content-Length: {len(raw)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + raw


def redirect(location: str, status: str = "302 Found") -> bytes:
    """Return a redirect."""
    return page("", f"Location: {location}", status=status)


class Site(socketserver.ThreadingTCPServer):
    """A server that answers each path as the test says, and records the requests."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, certificate: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.greeting = b""
        self.finished_slow_answers = 0
        """The number of slow answers that ended since the client did not disconnect."""
        self.over = threading.Event()
        self.context: ssl.SSLContext | None = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(DATA / f"{certificate}.pem")
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def paths(self) -> list[str]:
        """The requested paths, in order."""
        return [request.split(" ")[1] for request in self.requests]

    def slowly(self, chunks: Sequence[bytes]) -> Callable[[socket.socket], None]:
        """Return an answer that sends its chunks slowly, and never ends."""

        def answer(connection: socket.socket) -> None:
            for chunk in chunks:
                connection.sendall(chunk)
                if self.over.wait(0.02):
                    return
            self.finished_slow_answers += not self.over.wait(HOLD)

        return answer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing: the client has disconnected, as it should."""

    def stop(self) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Handler(socketserver.BaseRequestHandler):
    server: Site

    def handle(self) -> None:
        connection: socket.socket = self.request
        if self.server.context:
            connection = self.server.context.wrap_socket(connection, server_side=True)
        with connection:
            connection.sendall(self.server.greeting)
            request = b""
            while b"\r\n\r\n" not in request:
                chunk = connection.recv(4096)
                if not chunk:
                    return
                request += chunk
            text = request.decode("latin-1")
            self.server.requests.append(text)
            answer = self.server.answers.get(text.split(" ")[1], page(status="404 Not Found"))
            if isinstance(answer, bytes):
                connection.sendall(answer)
            else:
                answer(connection)


class FakeNetwork(Network):
    """A network in which the test sets the host names; `resolved` are those that were looked up, in order.

    A host with several lists of IP addresses gives one after the other, and then always the last.
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        super().__init__(environment or {})
        self.names: dict[str, list[list[str]]] = {}
        self.resolved: list[str] = []

    def resolve(self, host: str) -> Sequence[str]:
        self.resolved.append(host)
        answers = self.names.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    @cached_property
    def ssl_context(self) -> ssl.SSLContext:
        context = super().ssl_context
        context.load_verify_locations(DATA / "news.pem")
        return context


class Web:
    """The servers, their host names, and every connection that was begun."""

    def __init__(self) -> None:
        self.network = FakeNetwork()
        self.called: list[tuple[str, int]] = []
        self.sites: list[Site] = []
        self._ports: dict[tuple[str, int], int] = {}

    def site(self, host: str = "news.test", ip: str = NEWS, port: int = 80, *, certificate: str = "") -> Site:
        """Return a new server that seems to be a host with this IP address."""
        site = Site(certificate)
        self.sites.append(site)
        self.network.names[host] = [[ip]]
        self._ports[ip, port] = site.port
        return site

    def get(self, url: str, limits: Limits = PATIENT) -> FetchedPage:
        """Fetch a page from this web."""
        return get(url, limits, self.network)

    def connect(self, begin: Callable[[socket.socket, Any], None], connection: socket.socket, target: Any) -> None:
        """Redirect a connection to the server of the test; there is no other."""
        self.called.append((target[0], target[1]))
        port = self._ports.get((target[0], target[1]))
        if port is None:
            raise ConnectionRefusedError(111, "Connection refused")
        begin(connection, ("127.0.0.1" if connection.family == socket.AF_INET else "::ffff:127.0.0.1", port))

    def stop(self) -> None:
        for site in self.sites:
            site.stop()


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """Yield a fake web: no connection leaves this machine, and each is recorded."""
    web = Web()
    begin = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", lambda connection, target: web.connect(begin, connection, target))
    yield web
    web.stop()


@pytest.fixture
def news(web: Web) -> Site:
    """Return the server of `news.test`."""
    return web.site()
