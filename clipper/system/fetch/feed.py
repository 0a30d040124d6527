"""The request for a feed, and the feed as its server sent it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """The address of a feed, and what its server said of the version that came last: both are sent back to it."""

    url: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class FetchedFeed:
    """A feed as its server sent it, decompressed; `content_type` is the whole header.

    With `is_unchanged` it is the version that the request named, and nothing was sent. `moved_to` is the address to use
    from now on, if the first redirects are permanent. `etag` and `modified` name the version, and `max_age` says for
    how many seconds it stays as it is, 0 if the server does not say.
    """

    requested_url: str
    url: str
    raw: bytes = b""
    content_type: str = ""
    is_unchanged: bool = False
    moved_to: str = ""
    etag: str = ""
    modified: str = ""
    max_age: int = 0
