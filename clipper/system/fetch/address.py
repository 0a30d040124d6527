"""An address that can be asked: taken apart once, so that what was checked is what is called."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from clipper import text
from clipper.errors import RefusedError

_PORTS = {"http": 80, "https": 443}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_LONGEST = 8000
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an http address, in ASCII: a host in other letters is spelled as the net does, `xn--…`."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host, with the port where it is not the usual one: what the server is told it is asked as."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, without the place inside the page."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def shown(self) -> str:
        """The address for a message."""
        return shown(self.url)

    @property
    def is_secure(self) -> bool:
        """Whether what is asked and answered can neither be read nor changed on its way."""
        return self.scheme == "https"

    def leading_to(self, location: str) -> "Address":
        """Return the address to which this one leads on, in the words of the server."""
        try:
            return read(urljoin(self.url, location.strip()))
        except ValueError as error:
            raise RefusedError(f"it leads on to {shown(location)}, which is no address") from error
        except RefusedError as error:
            raise error.with_prefix("it leads on") from error


def read(url: str) -> Address:
    """Return the address that a text says; refuse what is no plain address of a page."""
    url = url.strip()
    scheme = url.partition(":")[0].lower()
    if scheme not in _PORTS:
        hint = "Only pages at http:// and https:// are fetched."
        raise RefusedError(f"{shown(url)} is no address of a web page", hint=hint)
    if len(url) > _LONGEST:
        raise RefusedError(f"{shown(url)} is too long")
    if _CONTROLS.search(url):
        raise RefusedError(f"{shown(url)} has a control character in it")
    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise RefusedError(f"{shown(url)} is no address that can be asked") from error
    host = (parts.host or "").removesuffix(".")
    if parts.auth is not None:
        hint = "Save the page in the browser, and add the file."
        raise RefusedError(f"an address with a name or a password in it is not asked ({shown(host)})", hint=hint)
    if host.startswith("["):
        host = str(ipaddress.ip_address(host[1:-1]))
    else:
        _check_host(host, url)
    return Address(scheme, host, parts.port or _PORTS[scheme], parts.request_uri)


def shown(value: str) -> str:
    """Return an address as a message can hold it: in one line, safe and not too long."""
    return text.shorten(text.safe(value), _SHOWN)


def _check_host(host: str, url: str) -> None:
    if not _HOST.fullmatch(host):
        raise RefusedError(f"{shown(url)} names no host that can be asked")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            ipaddress.IPv4Address(host)
        except ValueError as error:
            said = f"{shown(host)} is a number in place of a host, in a form that hides where it leads"
            raise RefusedError(said, hint="Four numbers with dots between are understood.") from error
