"""Fetch one page or feed: its redirects are followed, and each of them is checked like the first address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.errors import ClipperError, RefusedError
from clipper.system.fetch.feed import FeedRequest, FetchedFeed
from clipper.system.fetch.limits import Limits

if TYPE_CHECKING:
    from clipper.system.fetch.address import Address
    from clipper.system.fetch.network import Network
    from clipper.system.fetch.request import Response


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as its server sent it, decompressed.

    `requested_url` is the address as it was given, `url` that of the page after all `redirects`, which are the
    addresses in between. `charset` is what the server declares, in lower case; empty if it declares none.
    """

    requested_url: str
    url: str
    raw: bytes
    content_type: str = "text/html"
    charset: str = ""
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FailedFetch:
    """An address, as it was given, that gave no page, and the error."""

    requested_url: str
    error: ClipperError


def open_network(environment: Mapping[str, str]) -> "Network":
    """Return the network; raise RefusedError if the packages of the extra `web` are not installed."""
    try:
        from clipper.system.fetch.network import Network
    except ModuleNotFoundError as error:
        from clipper.system.extras import install_command

        hint = f"`{install_command('web')}` installs it."
        raise RefusedError(f"to fetch pages, {error.name} is needed, which is not installed", hint=hint) from error
    return Network(environment)


def get(url: str, limits: Limits, network: "Network", is_cancelled: Callable[[], bool] = bool) -> FetchedPage:
    """Fetch a page; the errors name the address, and the one that redirected to it."""
    answer = _follow(url, limits, network, is_cancelled)
    response, redirects = answer.response, tuple(redirect.url for redirect in answer.redirects)
    return FetchedPage(url, answer.address.url, response.raw, response.content_type, response.charset, redirects)


def get_feed(
    feed: FeedRequest, limits: Limits, network: "Network", is_cancelled: Callable[[], bool] = bool
) -> FetchedFeed:
    """Fetch a feed, of whatever type its server calls it, unless it is unchanged; the errors are those of `get`."""
    answer = _follow(feed.url, limits, network, is_cancelled, feed)
    response = answer.response
    return FetchedFeed(
        feed.url,
        answer.address.url,
        response.raw,
        response.content_type,
        response.is_unchanged,
        answer.moved_to,
        response.etag,
        response.modified,
        response.max_age,
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """A response, the address that sent it, and the redirects that led there, of which the first may be permanent."""

    address: "Address"
    response: "Response"
    redirects: "list[Address]"
    moved_to: str


def _follow(
    url: str, limits: Limits, network: "Network", is_cancelled: Callable[[], bool], feed: FeedRequest | None = None
) -> _Answer:
    """Request an address, and the one to which it redirects, until one of them responds with a page or a feed."""
    from clipper.system.fetch import request
    from clipper.system.fetch.address import parse
    from clipper.system.fetch.network import Deadline

    deadline = Deadline(limits.timeout, is_cancelled)
    address = parse(url)
    redirects: list[Address] = []
    moved_to = ""
    is_permanent = True
    while True:
        try:
            response = request.send(address, limits, deadline, network, feed)
            if isinstance(response, request.Response):
                return _Answer(address, response, redirects, moved_to)
            target = address.resolve(response.location)
        except ClipperError as error:
            raise error.with_prefix(_location(address, redirects)) from error
        redirects.append(address)
        _check_redirect(target, redirects, limits)
        is_permanent = is_permanent and response.is_permanent
        moved_to = target.url if is_permanent else moved_to
        address = target


def _check_redirect(target: "Address", redirects: "list[Address]", limits: Limits) -> None:
    """Refuse a redirect in a circle, one too many, or one from https to http, where anybody may change the page."""
    source = redirects[-1]
    if target in redirects:
        hint = "Perhaps the site wants cookies. Save the page in the browser, and add the file."
        raise RefusedError("it redirects in a circle", hint=hint).with_prefix(_location(source, redirects[:-1]))
    if len(redirects) > limits.max_redirects:
        message = f"it redirects more than {limits.max_redirects} times"
        raise RefusedError(message).with_prefix(_location(source, redirects[:-1]))
    if source.is_secure and not target.is_secure:
        message = "that is not encrypted, and anybody on the way could change it"
        hint = "If you want it anyway, give that address."
        raise RefusedError(message, hint=hint).with_prefix(_location(target, redirects))


def _location(address: "Address", redirects: "list[Address]") -> str:
    """Return the address for an error message, with the first one, which redirected to it."""
    return f"{redirects[0].shown} redirects to {address.shown}" if redirects else address.shown
