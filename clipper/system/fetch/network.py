"""Connect to a host: its name is resolved once, the IP addresses are checked, and exactly these are connected to."""

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
from clipper.system.fetch.address import Address
from clipper.system.fetch.public_ips import why_not_public

_UNKNOWN_HOST = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_PROXY_VARIABLES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
_MAX_IPS = 4
"""The number of IP addresses of a host that are tried."""


class Deadline:
    """The end of the time for a fetch, with all its waits; `is_cancelled` ends it at once."""

    def __init__(self, seconds: float, is_cancelled: Callable[[], bool] = bool) -> None:
        self._end = time.monotonic() + seconds
        self._is_cancelled = is_cancelled

    def remaining(self) -> float:
        """Return the seconds that remain; raise TimeoutError if there are none, or if the fetch is cancelled."""
        seconds = self._end - time.monotonic()
        if seconds <= 0 or self._is_cancelled():
            raise TimeoutError
        return seconds


class Network:
    """The real network; tests use a fake one."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    @property
    def proxy_hint(self) -> str:
        """The hint for a host that cannot be reached: perhaps only through a proxy, which clipper does not use."""
        variable = next((name for name in _PROXY_VARIABLES if self._environment.get(name)), "")
        hint = "{} names a proxy, which clipper does not use. Save the page in the browser, and add the file."
        return hint.format(variable) if variable else ""

    def connect(self, address: Address, deadline: Deadline, *, allow_private: bool) -> socket.socket:
        """Return a connected socket, with TLS for an https address."""
        plain = self._connect_to_any(
            address, self._usable_ips(address, deadline, allow_private=allow_private), deadline
        )
        if not address.is_secure:
            return plain
        try:
            plain.settimeout(deadline.remaining())
            encrypted: Any = self.ssl_context.wrap_socket(plain, server_hostname=address.host)
        except BaseException:
            plain.close()
            raise
        encrypted.deadline = deadline
        return encrypted  # type: ignore[no-any-return]

    def resolve(self, host: str) -> Sequence[str]:
        """Return the IP addresses of a host, the preferred ones first."""
        infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return [str(socket_address[0]) for *_, socket_address in infos]

    def open(self, ip: str, port: int, deadline: Deadline, seconds: float) -> socket.socket:
        """Return a socket that is connected to an IP address within some seconds."""
        opened = _DeadlineSocket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
        opened.deadline = deadline
        opened.settimeout(seconds)
        try:
            opened.connect((ip, port))
        except BaseException:
            opened.close()
            raise
        return opened

    @cached_property
    def ssl_context(self) -> ssl.SSLContext:
        """The settings of TLS, with the root certificates of the system, or those of Mozilla if it has none."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.sslsocket_class = _DeadlineSSLSocket
        context.load_default_certs()
        folder = ssl.get_default_verify_paths().capath
        if not (context.cert_store_stats()["x509_ca"] or (folder and os.listdir(folder))):  # noqa: PTH208
            context.load_verify_locations(certifi.where())
        return context

    def _usable_ips(self, address: Address, deadline: Deadline, *, allow_private: bool) -> list[str]:
        """Return the IP addresses of a host to which a connection is allowed; raise RefusedError if there are none."""
        host = address.host
        if not allow_private and (host == "localhost" or host.endswith(".localhost")):
            raise _not_public(host, why_not_public("127.0.0.1"))
        ips = [*dict.fromkeys(self._resolve(host, deadline))]
        if not ips:
            raise self._unknown_host(host)
        usable = [ip for ip in ips if allow_private or not why_not_public(ip)]
        if not usable:
            reason = why_not_public(ips[0])
            raise _not_public(host, reason if ips[0] == host else f"at {ips[0]}, {reason}")
        return usable[:_MAX_IPS]

    def _resolve(self, host: str, deadline: Deadline) -> Sequence[str]:
        """Resolve a host in a thread: `getaddrinfo` has no timeout, so the thread is abandoned at the deadline."""
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            pass
        results: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def resolve() -> None:
            try:
                results.put(self.resolve(host))
            except (OSError, UnicodeError) as error:
                results.put(error)

        threading.Thread(target=resolve, daemon=True).start()
        try:
            result = results.get(timeout=deadline.remaining())
        except queue.Empty as error:
            raise TimeoutError from error
        if not isinstance(result, Exception):
            return result
        if isinstance(result, socket.gaierror) and result.errno in _UNKNOWN_HOST:
            raise self._unknown_host(host) from result
        raise UnreachableError(f"the host {host} cannot be looked up", hint=self.proxy_hint) from result

    def _unknown_host(self, host: str) -> NotFoundError:
        return NotFoundError(f"there is no host {host}", hint=self.proxy_hint)

    def _connect_to_any(self, address: Address, ips: Sequence[str], deadline: Deadline) -> socket.socket:
        """Return a socket to the first IP address that accepts; each gets an equal share of the time that remains."""
        *others, last = ips
        for number, ip in enumerate(others):
            with contextlib.suppress(OSError):
                return self.open(ip, address.port, deadline, deadline.remaining() / (len(ips) - number))
        return self.open(last, address.port, deadline, deadline.remaining())


def _not_public(host: str, what: str) -> RefusedError:
    return RefusedError(f"{host} is {what}", hint="--allow-private fetches it anyway.")


class _DeadlineSocket(socket.socket):
    """A socket whose reads wait no longer than until the deadline."""

    deadline: Deadline

    def recv_into(self, *arguments: Any) -> int:
        self.settimeout(self.deadline.remaining())
        return super().recv_into(*arguments)


class _DeadlineSSLSocket(ssl.SSLSocket):
    """The same with TLS."""

    deadline: Deadline

    def recv_into(self, *arguments: Any) -> int:
        self.settimeout(self.deadline.remaining())
        return super().recv_into(*arguments)
