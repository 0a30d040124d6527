"""Fetch pages from the web: only from where the user sent us, only from the public network, and never for long."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.errors import ClipperError, RefusedError

if TYPE_CHECKING:
    from clipper.system.fetch.address import Address
    from clipper.system.fetch.network import Network

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost, and where it may go."""

    timeout: float = 15.0
    """Seconds for one address, from the question for its host's name to the last byte, all redirects among them."""
    max_size: int = 10 * MEGABYTE
    """Bytes of a page, unpacked."""
    hops: int = 5
    """How often an address may lead on to another."""
    allow_private: bool = False
    """Whether this machine and private networks may be asked too."""
    pause: float = 1.0
    """Seconds of rest for a host before it is asked again."""
    at_once: int = 6
    """How many hosts are asked at once."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as its server sent it, unpacked.

    `asked` is the address to the letter, `url` the one that answered in the end, `hops` those that led there. The
    charset is what the server says of it, in lower case; empty if it says nothing.
    """

    asked: str
    url: str
    raw: bytes
    content_type: str = "text/html"
    charset: str = ""
    hops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """An address, to the letter, that gave no page, and why."""

    asked: str
    error: ClipperError


def open_network(environment: Mapping[str, str]) -> "Network":
    """Return the way to the network, which needs the extra `web`."""
    try:
        from clipper.system.fetch.network import Network
    except ModuleNotFoundError as error:
        hint = "`pip install 'clipper[web]'` brings it."
        raise RefusedError(f"to fetch pages, {error.name} is needed, which is not installed", hint=hint) from error
    return Network(environment)


def get(url: str, limits: Limits, by: "Network", called_off: Callable[[], bool] = bool) -> Fetched:
    """Return the page at an address, its redirects followed and each of them checked as the first one was."""
    from clipper.system.fetch import address, request
    from clipper.system.fetch.network import Patience

    patience = Patience(limits.timeout, called_off)
    at = address.read(url)
    passed: list[Address] = []
    while True:
        try:
            answer = request.ask(at, limits, patience, by)
            if isinstance(answer, request.Response):
                hops = tuple(one.url for one in passed)
                return Fetched(url, at.url, answer.raw, answer.content_type, answer.charset, hops)
            following = at.leading_to(answer)
        except ClipperError as error:
            raise error.with_prefix(_place(at, passed)) from error
        passed.append(at)
        _check_way(following, passed, limits)
        at = following


def _check_way(following: "Address", passed: "list[Address]", limits: Limits) -> None:
    """Refuse to go round in circles, too far, or from a secured page to one that anybody may have changed."""
    here = passed[-1]
    if following in passed:
        hint = "Perhaps the site wants cookies. Save the page in the browser, and add the file."
        raise RefusedError("it leads back to itself", hint=hint).with_prefix(_place(here, passed[:-1]))
    if len(passed) > limits.hops:
        raise RefusedError(f"it leads on more than {limits.hops} times").with_prefix(_place(here, passed[:-1]))
    if here.is_secure and not following.is_secure:
        said = "that is not secured, and anybody on the way could change it"
        hint = "If you want it all the same, give that address."
        raise RefusedError(said, hint=hint).with_prefix(_place(following, passed))


def _place(at: "Address", passed: "list[Address]") -> str:
    """Return where something went wrong: the address, and the one that led there."""
    return f"{passed[0].shown} leads on to {at.shown}" if passed else at.shown
