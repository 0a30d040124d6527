from pathlib import Path

import pytest

from clipper.config import edit, settings
from clipper.config.feeds import FeedSetting
from clipper.errors import UsageError

FILE = Path("/x/.clipper.toml")


def parse(text: str) -> dict[str, FeedSetting]:
    feeds: dict[str, FeedSetting] = settings.parse(text.encode(), FILE)["feeds"]
    return feeds


def test_a_feed_is_an_address_or_a_table() -> None:
    feeds = parse(
        '[feeds]\n"One" = "https://one.example/feed"\n'
        '"Two" = { url = "http://two.example", query = "a OR b", tags = ["x", "y/z"], full = true }\n'
        '[feeds."Three"]\nurl = "https://three.example"\ntags = "t"\n'
    )

    assert feeds == {
        "One": FeedSetting("https://one.example/feed", place="/x/.clipper.toml:2"),
        "Two": FeedSetting("http://two.example", "a OR b", ("x", "y/z"), True, "/x/.clipper.toml:3"),
        "Three": FeedSetting("https://three.example", tags=("t",), place="/x/.clipper.toml:1"),
    }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x = 3", "followed by an address"),
        ("x = {}", "the url of “x” is an address"),
        ('x = "ftp://x"', "begins with https:// or http://"),
        ('x = {url = "https://x", every = 3}', "a feed has no “every”; it has url, query, tags, full"),
        ('x = {url = "https://x", query = 3}', "the query of “x” is a text"),
        ('x = {url = "https://x", full = "yes"}', "full is true or false"),
        ('x = {url = "https://x", tags = 3}', "tags is a list of tags"),
        ('x = {url = "https://x", tags = ["a,b"]}', "has a comma"),
        ('" " = "https://x"', "cannot be the name of a feed"),
        ('"a\\nb" = "https://x"', "cannot be the name of a feed"),
        ('x = "https://x"\nX = "https://y"', "there are two feeds called “X”"),
        ('x = "https://x"\ny = "https://x"', "“y” has the address of “x”"),
    ],
)
def test_a_mistake_names_the_file_and_the_line(line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        parse(f"[feeds]\n{line}\n")

    assert str(caught.value).startswith(f"{FILE}:{2 + line.count(chr(10))}: ")


def test_there_are_only_so_many_feeds() -> None:
    with pytest.raises(UsageError, match="more than 2000 feeds"):
        parse("[feeds]\n" + "".join(f'f{number} = "https://x.example/{number}"\n' for number in range(2001)))


def test_feeds_belong_to_an_archive() -> None:
    with pytest.raises(UsageError, match="belongs in the settings of an archive"):
        settings.parse(b'[feeds]\nx = "https://x"\n', FILE, ("archive", "editor", "pager"))


@pytest.mark.parametrize(
    "feed",
    [
        FeedSetting("https://x.example"),
        FeedSetting("https://x.example", 'a "b" OR tag:c', ("x", "ü/y"), True),
        FeedSetting("https://x.example", full=True),
    ],
)
def test_a_feed_that_is_written_is_read_and_one_that_is_removed_is_gone(feed: FeedSetting) -> None:
    before = b'[feeds]\n# mine\n"Old" = "https://old.example"\n'

    written = edit.with_key(before, FILE, "feeds", 'A "new" feed', feed.value)

    assert settings.parse(written, FILE)["feeds"]['A "new" feed']._replace(place="") == feed
    assert edit.with_key(written, FILE, "feeds", 'A "new" feed', None) == before


def test_many_feeds_are_written_at_once() -> None:
    values = {f"Feed {number}": f"https://x.example/{number}" for number in range(500)}

    written = edit.with_keys(b"", FILE, "feeds", values)

    assert {name: feed.url for name, feed in settings.parse(written, FILE)["feeds"].items()} == values
