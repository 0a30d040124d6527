"""Posts on X, Mastodon, Bluesky, YouTube and Reddit: find the one of the address among the others on its page."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml.etree import Element, SubElement, _Element

from clipper.intake.page.metadata import Claim

_ORIGIN = "post"
_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_DESCRIPTION = "//meta[@property='og:description' or @name='description']/@content"
_COUNTS = re.compile(r"(?i)^[\d.,]+[km]? (?:votes|likes|comments)|^posted in ")
"""Descriptions that only count the reactions to a post."""
_QUOTED = re.compile(r"\A[“\"](.*)[”\"]\Z", re.DOTALL)
_SHORT_DESCRIPTION = re.compile(r'\\?"shortDescription\\?":\s*(\\?)"((?:[^"\\]|\\.)*?)\1"')


class Network(NamedTuple):
    """A network of posts: where its posts are, and what of a page is a post, its text, author, day and headline.

    These are paths of XPath, in which `$user` and `$id` stand for the parts of the address.
    """

    name: str
    host: str
    path: str
    post: str
    text: str
    author: str
    day: str
    is_sure: bool = True
    headline: str = ""


_X_AUTHOR = "string(.//*[@data-testid='User-Name']//text()[normalize-space()][1])"
_NETWORKS = (
    Network(
        "X",
        r"(?:www\.|mobile\.)?(?:x|twitter)\.com",
        r"/(?P<user>\w+)/status/(?P<id>\d+)",
        "//article[@data-testid='tweet'][.//a[contains(@href, concat('/status/', $id))]]"
        f"|//*[{_CLASS.format('permalink-tweet')}][@data-tweet-id=$id]"
        "|//*[@data-testid='twitterArticleRichTextView']",
        ".//*[@data-testid='twitterArticleRichTextView']|self::*[@data-testid='twitterArticleRichTextView']"
        f"|.//*[@data-testid='tweetText']|.//p[{_CLASS.format('tweet-text')}]",
        f"{_X_AUTHOR}|@data-name",
        ".//time/@datetime|.//@data-time",
        headline="//*[@data-testid='twitter-article-title'][//*[@data-testid='twitterArticleRichTextView']]//text()",
    ),
    Network(
        "Mastodon",
        r".+",
        r"/@(?P<user>[\w.@-]+)/(?P<id>\d{6,})",
        f"//*[{_CLASS.format('detailed-status')}]",
        f".//*[{_CLASS.format('status__content')}]",
        f".//*[{_CLASS.format('display-name__html')}]//text()|.//*[{_CLASS.format('p-name')}]//text()",
        "//meta[@property='og:published_time']/@content|.//time/@datetime",
        is_sure=False,
    ),
    Network(
        "Bluesky",
        r"bsky\.app",
        r"/profile/(?P<user>[^/]+)/post/(?P<id>\w+)",
        "//*[starts-with(@data-testid, concat('postThreadItem-by-', $user))]",
        ".//*[@data-testid='postText']",
        "//meta[@property='og:title']/@content",
        "//meta[@property='article:published_time']/@content",
    ),
    Network(
        "YouTube",
        r"(?:www\.|m\.)?youtube\.com|youtu\.be",
        r"/(?P<user>watch)|/(?P<id>[\w-]{11})",
        "//no-post",
        "//no-text",
        "//*[@itemprop='author']//*[@itemprop='name']/@content",
        "//meta[@itemprop='datePublished' or @itemprop='uploadDate']/@content",
    ),
    Network(
        "Reddit",
        r"(?:\w+\.)?reddit\.com",
        r"/(?:r|user)/(?P<user>\w+)/comments/(?P<id>\w+)",
        "//shreddit-post|//*[@data-test-id='post-content']"
        f"|//*[{_CLASS.format('thing')}][{_CLASS.format('link')}][contains(@data-fullname, $id)]",
        f".//*[@slot='text-body']|.//*[contains(@class, 'RichTextJSON-root')]|.//*[{_CLASS.format('usertext-body')}]",
        "@author|@data-author|.//a[starts-with(@href, '/user/')]/text()",
        "@created-timestamp|.//time/@datetime",
    ),
)


class Post(NamedTuple):
    """A post: the name of its network, its text as HTML, None if it is not on the page, and claims about its fields."""

    network: str
    text: _Element | None
    claims: tuple[Claim, ...] = ()


def find_post(tree: _Element, url: str) -> Post | None:
    """Return the post at an address; None if the address is none of a post."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    for network in _NETWORKS:
        match = re.match(network.path, parts.path)
        if match and re.fullmatch(network.host, parts.hostname or ""):
            names = {name: match.groupdict().get(name) or "" for name in ("user", "id")}
            found = [item for item in _search(tree, network.post, names) if isinstance(item, _Element)]
            if found or network.is_sure:
                return _read(tree, network, found[0] if found else None, names)
    return None


def _read(tree: _Element, network: Network, element: _Element | None, names: dict[str, str]) -> Post:
    within = element if element is not None else tree
    texts = [item for item in _search(within, network.text, names) if isinstance(item, _Element)]
    author = next(filter(None, map(_plain, _search(within, network.author, names))), "")
    day = next(map(_as_time, _search(within, network.day, names)), "")
    claims = [Claim("author", author.partition(" (@")[0], _ORIGIN)] if author else []
    if day:
        claims.append(Claim("date", day, _ORIGIN))
    if network.headline and (headline := _plain("".join(map(str, _search(tree, network.headline, names))))):
        claims.append(Claim("title", headline, _ORIGIN))
    return Post(network.name, texts[0] if element is not None and texts else _described(tree, network), tuple(claims))


def _described(tree: _Element, network: Network) -> _Element | None:
    """Return the description of the page, which networks fill with the text of the post; None if it has none."""
    value = next(_full_description(tree), "") if network.name == "YouTube" else ""
    value = value or next(map(str, _search(tree, _DESCRIPTION, {})), "").strip()
    if quoted := _QUOTED.match(value):
        value = quoted[1]
    if not value or _COUNTS.match(value):
        return None
    body = Element("div")
    for paragraph in re.split(r"\n\s*\n", value):
        element = SubElement(body, "p")
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        element.text = lines[0] if lines else ""
        for line in lines[1:]:
            SubElement(element, "br").tail = line
    return body


def _full_description(tree: _Element) -> Iterator[str]:
    """Yield the description of a video, which the page shortens, from its script."""
    for script in tree.iter("script"):
        match = _SHORT_DESCRIPTION.search(script.text or "")
        if match and not match[1]:
            try:
                yield str(json.loads(f'"{match[2]}"'))
            except ValueError:
                continue


def _search(element: _Element, path: str, names: dict[str, str]) -> Iterator[Any]:
    """Yield what the alternatives of a path find, the first one first."""
    from lxml.etree import XPath

    for alternative in path.split("|"):
        found: Any = XPath(alternative)(element, **names)
        yield from [found] if isinstance(found, str) else found


def _plain(value: object) -> str:
    return " ".join(str(value).split())


def _as_time(value: object) -> str:
    """Return a day and time, given in ISO 8601 or as seconds since 1970."""
    written = str(value)
    return datetime.fromtimestamp(int(written), UTC).isoformat() if re.fullmatch(r"\d{9,10}", written) else written
