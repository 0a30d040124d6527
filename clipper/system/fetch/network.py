"""The way to a host: its name looked up once, what was found looked at, and that very address called."""

import contextlib
import ipaddress
import os
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import certifi

from clipper.errors import NotFoundError, RefusedError, UnreachableError
from clipper.system.fetch import public
from clipper.system.fetch.address import Address

_UNKNOWN = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_PROXIES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
_MOST = 4
"""So many of the addresses of a host are tried."""


class Patience:
    """How long a fetch may still last, asked for before each step that may wait: one wall for all of them."""

    def __init__(self, seconds: float, called_off: Callable[[], bool] = bool) -> None:
        self._until = time.monotonic() + seconds
        self._called_off = called_off

    def left(self) -> float:
        """Return the seconds that are left; raise TimeoutError when there are none, or nobody waits any more."""
        seconds = self._until - time.monotonic()
        if seconds <= 0 or self._called_off():
            raise TimeoutError
        return seconds


class Network:
    """The network as it is; tests put another one in its place."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    @property
    def hint(self) -> str:
        """What to say where a host cannot be reached: a proxy may be why, for none is ever called."""
        proxy = next((name for name in _PROXIES if self._environment.get(name)), "")
        said = "{} names a proxy, which clipper does not use. Save the page in the browser, and add the file."
        return said.format(proxy) if proxy else ""

    def call(self, at: Address, patience: Patience, *, allow_private: bool) -> socket.socket:
        """Return an open line to a host, secured if its address says so."""
        line = self._call(at, self._checked(at, patience, allow_private=allow_private), patience)
        if not at.is_secure:
            return line
        try:
            line.settimeout(patience.left())
            secured: Any = self.trust.wrap_socket(line, server_hostname=at.host)
        except BaseException:
            line.close()
            raise
        secured.patience = patience
        return secured  # type: ignore[no-any-return]

    def look_up(self, host: str) -> Sequence[str]:
        """Return the addresses that a host has now, the preferred ones first."""
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return [str(where[0]) for *_, where in found]

    def open(self, ip: str, port: int, patience: Patience, seconds: float) -> socket.socket:
        """Return a line to an address of the internet, open after at most so many seconds."""
        line = _Line(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
        line.patience = patience
        line.settimeout(seconds)
        try:
            line.connect((ip, port))
        except BaseException:
            line.close()
            raise
        return line

    @cached_property
    def trust(self) -> ssl.SSLContext:
        """Whose word is taken for who a host is: whom the system trusts, or Mozilla where the system says nothing."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.sslsocket_class = _SecuredLine
        context.load_default_certs()
        folder = ssl.get_default_verify_paths().capath
        if not (context.cert_store_stats()["x509_ca"] or (folder and os.listdir(folder))):  # noqa: PTH208
            context.load_verify_locations(certifi.where())
        return context

    def _checked(self, at: Address, patience: Patience, *, allow_private: bool) -> list[str]:
        """Return the addresses of a host that may be called; refuse if there is none."""
        if not allow_private and (at.host == "localhost" or at.host.endswith(".localhost")):
            raise _elsewhere(at.host, public.flaw("127.0.0.1"))
        found = [*dict.fromkeys(self._looked_up(at.host, patience))]
        if not found:
            raise self._unknown(at.host)
        fit = [ip for ip in found if allow_private or not public.flaw(ip)]
        if not fit:
            where = public.flaw(found[0])
            raise _elsewhere(at.host, where if found[0] == at.host else f"at {found[0]}, {where}")
        return fit[:_MOST]

    def _looked_up(self, host: str, patience: Patience) -> Sequence[str]:
        """Return the addresses of a host; the system's own look-up knows no time limit, so it is not waited for."""
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            pass
        answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def look_up() -> None:
            try:
                answers.put(self.look_up(host))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=look_up, daemon=True).start()
        try:
            answer = answers.get(timeout=patience.left())
        except queue.Empty as error:
            raise TimeoutError from error
        if not isinstance(answer, Exception):
            return answer
        if isinstance(answer, socket.gaierror) and answer.errno in _UNKNOWN:
            raise self._unknown(host) from answer
        raise UnreachableError(f"the host {host} cannot be looked up", hint=self.hint) from answer

    def _unknown(self, host: str) -> NotFoundError:
        return NotFoundError(f"there is no host {host}", hint=self.hint)

    def _call(self, at: Address, ips: Sequence[str], patience: Patience) -> socket.socket:
        """Return an open line to the first address that answers; none of them gets the time of the others."""
        *others, last = ips
        for number, ip in enumerate(others):
            with contextlib.suppress(OSError):
                return self.open(ip, at.port, patience, patience.left() / (len(ips) - number))
        return self.open(last, at.port, patience, patience.left())


def _elsewhere(host: str, where: str) -> RefusedError:
    return RefusedError(f"{host} is {where}", hint="--allow-private asks it all the same.")


class _Line(socket.socket):
    """A line on which no wait is longer than the patience."""

    patience: Patience

    def recv_into(self, *arguments: Any) -> int:
        self.settimeout(self.patience.left())
        return super().recv_into(*arguments)


class _SecuredLine(ssl.SSLSocket):
    """The same, secured."""

    patience: Patience

    def recv_into(self, *arguments: Any) -> int:
        self.settimeout(self.patience.left())
        return super().recv_into(*arguments)
