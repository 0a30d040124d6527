"""Send one HTTP request and read the response: a page, a feed, or a redirect."""

import contextlib
import http.client
import re
import ssl
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError

from clipper import __version__
from clipper.errors import ClipperError, RefusedError, UnreachableError, reason
from clipper.system.fetch import response_errors
from clipper.system.fetch.address import Address
from clipper.system.fetch.decompress import decompress
from clipper.system.fetch.limits import MEGABYTE, Limits
from clipper.system.fetch.network import Deadline, Network

if TYPE_CHECKING:
    from clipper.system.fetch.feed import FeedRequest

_HEADERS = {
    "User-Agent": f"clipper/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
)
_REDIRECT_STATUSES = {301, 302, 303, 307, 308}
_PERMANENT_STATUSES = {301, 308}
_UNCHANGED = 304
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_VALIDATOR = re.compile(r"[ -~]{1,1000}")
"""What may be sent back to a server as the name of a version."""
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_CHUNK_SIZE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Response:
    """The page in a response, decompressed, with its declared or detected type and its declared charset.

    That of a feed has the whole header as its type, and what `FetchedFeed` says about the version.
    """

    raw: bytes = b""
    content_type: str = ""
    charset: str = ""
    is_unchanged: bool = False
    etag: str = ""
    modified: str = ""
    max_age: int = 0


@dataclass(frozen=True, slots=True)
class Redirect:
    """A response that redirects; `location` is that header, which may be relative."""

    location: str
    is_permanent: bool = False


def send(
    address: Address, limits: Limits, deadline: Deadline, network: Network, feed: "FeedRequest | None" = None
) -> Response | Redirect:
    """Request a page or a feed; every failure is a ClipperError."""
    headers = {"Host": address.authority} | _HEADERS | (_feed_headers(feed) if feed else {})
    with (
        _network_errors(limits, network.proxy_hint),
        contextlib.closing(network.connect(address, deadline, allow_private=limits.allow_private)) as connected,
    ):
        connection = HTTPConnection(address.host, address.port, timeout=deadline.remaining())
        connection.sock = connected
        with contextlib.closing(connection):
            connection.request(
                "GET",
                address.target,
                headers=headers,
                preload_content=False,
                decode_content=False,
            )
            with contextlib.closing(connection.getresponse()) as response:
                return _read(response, limits, headers, is_feed=feed is not None)


def _feed_headers(feed: "FeedRequest") -> dict[str, str]:
    validators = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    return {"Accept": _FEED_TYPES} | {name: value for name, value in validators.items() if _VALIDATOR.fullmatch(value)}


def _read(response: HTTPResponse, limits: Limits, asked: Mapping[str, str], *, is_feed: bool) -> Response | Redirect:
    location = response.headers.get("Location", "")
    if response.status in _REDIRECT_STATUSES and location:
        return Redirect(_decode_location(location), response.status in _PERMANENT_STATUSES)
    is_unchanged = response.status == _UNCHANGED and not asked.keys().isdisjoint({"If-None-Match", "If-Modified-Since"})
    if response.status not in {200, 203} and not is_unchanged:
        raise response_errors.status_error(response.status, response.headers.get("Retry-After", ""))
    header = response.headers.get("Content-Type", "")
    if is_feed:
        raw = b"" if is_unchanged else _read_body(response, limits)
        return _feed_response(raw, header, response.headers, is_unchanged=is_unchanged)
    content_type = header.partition(";")[0].strip().lower()
    response_errors.check_content_type(content_type)
    raw = _read_body(response, limits)
    match = _CHARSET.search(header)
    charset = match[1].lower() if match else ""
    return Response(raw, response_errors.detect_content_type(content_type, raw, charset), charset)


def _feed_response(raw: bytes, content_type: str, headers: Mapping[str, str], *, is_unchanged: bool) -> Response:
    age = _MAX_AGE.search(headers.get("Cache-Control", ""))
    return Response(
        raw,
        content_type,
        is_unchanged=is_unchanged,
        etag=headers.get("ETag", ""),
        modified=headers.get("Last-Modified", ""),
        max_age=int(age[1]) if age else 0,
    )


def _read_body(response: HTTPResponse, limits: Limits) -> bytes:
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        message = "it is compressed in a way that clipper did not ask for"
        raise RefusedError(message, hint=response_errors.SAVE_HINT)
    if (response.length_remaining or 0) > limits.max_size:
        raise _too_large(limits)
    chunks = _read_chunks(response, limits)
    raw = bytearray()
    for chunk in decompress(chunks) if encoding.endswith("gzip") else chunks:
        raw += chunk
        if len(raw) > limits.max_size:
            raise _too_large(limits)
    return bytes(raw)


def _read_chunks(response: HTTPResponse, limits: Limits) -> Iterator[bytes]:
    """Yield the body as it comes; each chunk is one read with a timeout."""
    size = 0
    while chunk := response.read1(_CHUNK_SIZE, decode_content=False):
        size += len(chunk)
        if size > limits.max_size:
            raise _too_large(limits)
        yield chunk


def _decode_location(location: str) -> str:
    """Return the header in UTF-8, if it is that: `http.client` decodes all headers as Latin-1."""
    with contextlib.suppress(UnicodeError):
        return location.encode("latin-1").decode()
    return location


def _too_large(limits: Limits) -> RefusedError:
    return RefusedError(f"it is larger than {limits.max_size / MEGABYTE:g} MB", hint="--max-size allows more.")


@contextlib.contextmanager
def _network_errors(limits: Limits, hint: str) -> Iterator[None]:
    """Turn the exceptions of the network, TLS, HTTP and gzip into ClipperErrors."""
    try:
        yield
    except (TimeoutError, ReadTimeoutError) as error:
        message = f"it took longer than {limits.timeout:g} seconds"
        raise UnreachableError(message, hint=hint or "--timeout allows more.") from error
    except ssl.SSLCertVerificationError as error:
        message = f"the host cannot prove its identity ({error.verify_message.rstrip('.')})"
        raise RefusedError(message, hint=response_errors.SAVE_HINT) from error
    except (http.client.HTTPException, HTTPError, OSError, zlib.error) as error:
        raise _connection_error(error, hint) from error


def _connection_error(error: Exception, hint: str) -> ClipperError:
    """Return the error for a broken connection, or for what came over it."""
    cause = error
    while not isinstance(cause, OSError) and isinstance(cause.__cause__, Exception):
        cause = cause.__cause__
    if isinstance(error, zlib.error):
        return RefusedError("what came cannot be decompressed", hint=response_errors.SAVE_HINT)
    if isinstance(cause, ssl.SSLError):
        return UnreachableError("no secure connection could be made")
    if isinstance(cause, ConnectionResetError | BrokenPipeError | http.client.RemoteDisconnected):
        return UnreachableError("the host closed the connection")
    if isinstance(cause, OSError):
        return UnreachableError(f"the host cannot be reached ({reason(cause)})", hint=hint)
    if isinstance(cause, http.client.IncompleteRead):
        return UnreachableError("the page broke off before its end")
    return UnreachableError("the host did not answer as a web server does")
