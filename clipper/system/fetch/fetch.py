"""Fetch one page: its redirects are followed, and each of them is checked like the first address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.errors import ClipperError, RefusedError
from clipper.system.fetch.limits import Limits

if TYPE_CHECKING:
    from clipper.system.fetch.address import Address
    from clipper.system.fetch.network import Network


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
    from clipper.system.fetch import request
    from clipper.system.fetch.address import parse
    from clipper.system.fetch.network import Deadline

    deadline = Deadline(limits.timeout, is_cancelled)
    address = parse(url)
    redirects: list[Address] = []
    while True:
        try:
            response = request.send(address, limits, deadline, network)
            if isinstance(response, request.Response):
                urls = tuple(redirect.url for redirect in redirects)
                return FetchedPage(url, address.url, response.raw, response.content_type, response.charset, urls)
            target = address.resolve(response.location)
        except ClipperError as error:
            raise error.with_prefix(_location(address, redirects)) from error
        redirects.append(address)
        _check_redirect(target, redirects, limits)
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
