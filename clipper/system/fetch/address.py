"""The address of a web page: parsed once, so that the host that is checked is the host that is connected to."""

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
_MAX_LENGTH = 8000
_MAX_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an http or https address, in ASCII: an international host name is in Punycode (`xn--…`)."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host, with the port if it is not the default one: the value of the `Host` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def shown(self) -> str:
        """The address for a message."""
        return shorten(self.url)

    @property
    def is_secure(self) -> bool:
        """Whether the connection is encrypted."""
        return self.scheme == "https"

    def resolve(self, location: str) -> "Address":
        """Return the target of a redirect from this address; `location` may be relative."""
        try:
            return parse(urljoin(self.url, location.strip()))
        except ValueError as error:
            raise RefusedError(f"it redirects to {shorten(location)}, which is not an address") from error
        except RefusedError as error:
            raise error.with_prefix("it redirects") from error


def parse(url: str) -> Address:
    """Parse the address of a page; raise RefusedError if it is none, or if it hides the host that it leads to."""
    url = url.strip()
    scheme = url.partition(":")[0].lower()
    if scheme not in _PORTS:
        hint = "Only pages at http:// and https:// are fetched."
        raise RefusedError(f"{shorten(url)} is not an address of a web page", hint=hint)
    if len(url) > _MAX_LENGTH:
        raise RefusedError(f"{shorten(url)} is too long")
    if _CONTROLS.search(url):
        raise RefusedError(f"{shorten(url)} has a control character in it")
    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise RefusedError(f"{shorten(url)} is not a valid address") from error
    host = (parts.host or "").removesuffix(".")
    if parts.auth is not None:
        hint = "Save the page in the browser, and add the file."
        raise RefusedError(f"an address with a user name or a password is not fetched ({shorten(host)})", hint=hint)
    if host.startswith("["):
        host = str(ipaddress.ip_address(host[1:-1]))
    else:
        _check_host(host, url)
    return Address(scheme, host, parts.port or _PORTS[scheme], parts.request_uri)


def shorten(value: str) -> str:
    """Return an address for a message: safe and not too long."""
    return text.shorten(text.safe(value), _MAX_SHOWN)


def _check_host(host: str, url: str) -> None:
    if not _HOST.fullmatch(host):
        raise RefusedError(f"{shorten(url)} names no valid host")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            ipaddress.IPv4Address(host)
        except ValueError as error:
            message = f"{shorten(host)} is a number in place of a host, in a form that hides where it leads"
            raise RefusedError(message, hint="Four numbers with dots between are understood.") from error
