"""Posts of networks: the post of the address is read, never what others wrote around it."""

import pytest

from clipper.errors import RefusedError
from clipper.intake import page

X = """<main><article data-testid="tweet"><div data-testid="User-Name">Replied To</div>
<a href="/other/status/1"><time datetime="2026-05-15T12:00:00Z">May 15</time></a>
<div data-testid="tweetText">The question that somebody else had asked.</div></article>
<article data-testid="tweet"><div data-testid="User-Name"><a href="/jane">Jane Doe</a><a href="/jane">@jane</a></div>
<a href="/jane/status/22"><time datetime="2026-05-16T12:00:00Z">May 16</time></a>
<div data-testid="tweetText">The ferry stops on Friday.</div></article></main>"""
OLD_X = """<div class="permalink-tweet tweet" data-tweet-id="22" data-name="Jane Doe">
<span data-time="1594448702"></span>
<p class="js-tweet-text tweet-text">The ferry stops on Friday.</p></div><p class="tweet-text">You fool.</p>"""
LONG_X = """<article data-testid="tweet"><div data-testid="twitterArticleRichTextView">
<div>The ferry stops on Friday.</div></div></article>"""
MASTODON = """<meta property="og:published_time" content="2026-05-16T12:00:00Z">
<div class="status"><div class="status__content"><p>You fool.</p></div></div>
<div class="detailed-status"><strong class="display-name__html">Jane Doe</strong>
<div class="status__content"><p>The ferry stops on Friday.</p></div></div>"""
BLUESKY = """<meta property="og:title" content="Jane Doe (@jane.example)">
<meta property="article:published_time" content="2026-05-16T12:00:00Z">
<div data-testid="postThreadItem-by-fool.example"><div data-testid="postText">You fool.</div></div>
<div data-testid="postThreadItem-by-jane.example"><div data-testid="postText">The ferry stops on Friday.</div></div>"""
YOUTUBE = r"""<meta property="og:description" content="The ferry stops...">
<span itemprop="author"><link itemprop="name" content="Jane Doe"></span>
<meta itemprop="datePublished" content="2026-05-16T12:00:00Z">
<script>var a = {"shortDescription":"The ferry stops on Friday.","b":1};</script><p>You fool.</p>"""
REDDIT = """<shreddit-post author="Jane Doe" created-timestamp="2026-05-16T12:00:00Z">
<div slot="text-body"><p>The ferry stops on Friday.</p></div></shreddit-post>
<shreddit-comment>You fool.</shreddit-comment>"""
OLD_REDDIT = """<div class="thing link" data-fullname="t3_abc" data-author="Jane Doe">
<time datetime="2026-05-16T12:00:00Z">x</time>
<div class="usertext-body"><p>The ferry stops on Friday.</p></div></div>
<div class="thing comment">You fool.</div>"""


def read(body: str, url: str) -> page.ExtractedPage:
    """Read a page of a network that was saved from an address."""
    return page.read(f"<!doctype html><html><head><title>A post</title></head><body>{body}".encode(), url=url)


@pytest.mark.parametrize(
    ("body", "url", "day"),
    [
        (X, "https://x.com/jane/status/22", "2026-05-16T12:00:00Z"),
        (OLD_X, "https://twitter.com/jane/status/22", "2020-07-11T06:25:02+00:00"),
        (MASTODON, "https://social.example/@jane/12345678", "2026-05-16T12:00:00Z"),
        (BLUESKY, "https://bsky.app/profile/jane.example/post/3kabc", "2026-05-16T12:00:00Z"),
        (YOUTUBE, "https://www.youtube.com/watch?v=srtMWzyqdp8", "2026-05-16T12:00:00Z"),
        (REDDIT, "https://www.reddit.com/r/ferries/comments/abc/it_stops/", "2026-05-16T12:00:00Z"),
        (OLD_REDDIT, "https://old.reddit.com/r/ferries/comments/abc/it_stops/", "2026-05-16T12:00:00Z"),
    ],
)
def test_a_post_is_read_with_its_author_and_its_day(body: str, url: str, day: str) -> None:
    found = read(body, url).clip
    assert found.body == "The ferry stops on Friday.\n"
    assert (found.author, found.date) == (("Jane Doe",), day)


def test_an_article_on_x_is_read_from_its_own_box() -> None:
    assert read(LONG_X, "https://x.com/jane/status/22").clip.body == "The ferry stops on Friday.\n"


def test_the_headline_of_an_article_on_x_is_its_title() -> None:
    head = '<title>(4) Jane on X: "No ferry" / X</title><p data-testid=twitter-article-title>No ferry</p>'
    assert read(head + LONG_X, "https://x.com/jane/status/22").clip.title == "No ferry"


def test_the_description_is_the_post_if_the_page_shows_none() -> None:
    head = '<meta property="og:description" content="“The ferry stops on Friday.\nA bus goes.”">'
    assert read(head, "https://x.com/jane/status/22").clip.body == "The ferry stops on Friday.\\\nA bus goes.\n"


@pytest.mark.parametrize(
    "head", ["", '<meta property="og:description" content="116,891 votes and 5,717 comments so far">']
)
def test_a_page_that_shows_only_what_others_wrote_is_refused(head: str) -> None:
    others = f"{head}{'<p>You are a fool, and all of your friends are fools, as all can see.</p>' * 9}"
    with pytest.raises(RefusedError, match="it is a post on Reddit, and its text is not on the page"):
        read(others, "https://www.reddit.com/r/ferries/comments/abc/it_stops/")


def test_an_address_that_only_looks_like_that_of_a_post_is_none() -> None:
    text = "The port authority said on Monday that two new cranes will be set up before the summer. " * 4
    assert read(f"<article><p>{text}</p></article>", "https://news.example/@jane/12345678").clip.body.startswith(
        "The port"
    )
    assert read(f"<article><p>{text}</p></article>", "https://x.com/about").clip.body.startswith("The port")
