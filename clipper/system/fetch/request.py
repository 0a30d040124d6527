"""One question to a host and its answer: a page, or where to look instead."""

import contextlib
import http.client
import re
import ssl
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError

from clipper import __version__
from clipper.errors import ClipperError, RefusedError, UnreachableError, reason
from clipper.system.fetch import refusals
from clipper.system.fetch.address import Address
from clipper.system.fetch.fetch import MEGABYTE, Limits
from clipper.system.fetch.network import Network, Patience
from clipper.system.fetch.packing import unpacked

_HEADERS = {
    "User-Agent": f"clipper/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_REDIRECTS = {301, 302, 303, 307, 308}
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_STEP = 64 * 1024


@dataclass(frozen=True, slots=True)
class Response:
    """What a host sent, unpacked, and what it says that it is."""

    raw: bytes
    content_type: str
    charset: str


def ask(at: Address, limits: Limits, patience: Patience, by: Network) -> Response | str:
    """Return the page at an address, or the words in which its host says where it leads on to."""
    with _said(limits, by.hint), contextlib.closing(by.call(at, patience, allow_private=limits.allow_private)) as line:
        connection = HTTPConnection(at.host, at.port, timeout=patience.left())
        connection.sock = line
        with contextlib.closing(connection):
            connection.request(
                "GET",
                at.target,
                headers={"Host": at.authority} | _HEADERS,
                preload_content=False,
                decode_content=False,
            )
            with contextlib.closing(connection.getresponse()) as response:
                return _read(response, limits)


def _read(response: HTTPResponse, limits: Limits) -> Response | str:
    location = response.headers.get("Location", "")
    if response.status in _REDIRECTS and location:
        return _decoded(location)
    if response.status not in {200, 203}:
        raise refusals.of_status(response.status, response.headers.get("Retry-After", ""))
    declared = response.headers.get("Content-Type", "")
    kind = declared.partition(";")[0].strip().lower()
    refusals.check_type(kind)
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip"}:
        raise RefusedError("it is packed in a way that was not asked for", hint=refusals.SAVE)
    if (response.length_remaining or 0) > limits.max_size:
        raise _too_large(limits)
    pieces = _pieces(response, limits)
    raw = bytearray()
    for piece in unpacked(pieces) if packing.endswith("gzip") else pieces:
        raw += piece
        if len(raw) > limits.max_size:
            raise _too_large(limits)
    charset = _CHARSET.search(declared)
    name = charset[1].lower() if charset else ""
    return Response(bytes(raw), refusals.kind_of(kind, raw, name), name)


def _pieces(response: HTTPResponse, limits: Limits) -> Iterator[bytes]:
    """Yield the body as it comes, piece by piece: one wait for each."""
    size = 0
    while piece := response.read1(_STEP, decode_content=False):
        size += len(piece)
        if size > limits.max_size:
            raise _too_large(limits)
        yield piece


def _decoded(location: str) -> str:
    """Return where a host leads on to; what the protocol gives as Latin-1 is mostly UTF-8."""
    with contextlib.suppress(UnicodeError):
        return location.encode("latin-1").decode()
    return location


def _too_large(limits: Limits) -> RefusedError:
    return RefusedError(f"it is larger than {limits.max_size / MEGABYTE:g} MB", hint="--max-size allows more.")


@contextlib.contextmanager
def _said(limits: Limits, hint: str) -> Iterator[None]:
    """Turn whatever can befall a line into a sentence."""
    try:
        yield
    except (TimeoutError, ReadTimeoutError) as error:
        said = f"it took longer than {limits.timeout:g} seconds"
        raise UnreachableError(said, hint=hint or "--timeout allows more.") from error
    except ssl.SSLCertVerificationError as error:
        said = f"the host cannot prove that it is the one ({error.verify_message.rstrip('.')})"
        raise RefusedError(said, hint=refusals.SAVE) from error
    except (http.client.HTTPException, HTTPError, OSError, zlib.error) as error:
        raise _broken(error, hint) from error


def _broken(error: Exception, hint: str) -> ClipperError:
    """Say what is wrong with a line or with what came over it."""
    cause = error
    while not isinstance(cause, OSError) and isinstance(cause.__cause__, Exception):
        cause = cause.__cause__
    if isinstance(error, zlib.error):
        return RefusedError("what came cannot be unpacked", hint=refusals.SAVE)
    if isinstance(cause, ssl.SSLError):
        return UnreachableError("no secured connection came about")
    if isinstance(cause, ConnectionResetError | BrokenPipeError | http.client.RemoteDisconnected):
        return UnreachableError("the host closed the connection")
    if isinstance(cause, OSError):
        return UnreachableError(f"the host cannot be reached ({reason(cause)})", hint=hint)
    if isinstance(cause, http.client.IncompleteRead):
        return UnreachableError("the page broke off before its end")
    return UnreachableError("the host did not answer as a web server does")
