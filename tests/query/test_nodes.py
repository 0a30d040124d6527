"""What a query means: a small archive, and for each query the clips that answer to it."""

from datetime import date

import pytest
from hypothesis import given

from clipper.model import naming
from clipper.model.clip import Clip, from_header
from clipper.query import Everything, Node, OneOf, matches
from clipper.query.haystack import BODY_LIMIT
from clipper.query.parser import parse
from tests import strategies

TODAY = date(2025, 5, 21)
ALIASES = {"BBC News": ("BBC", "bbc.co.uk"), "Süddeutsche Zeitung": ("SZ",)}

CLIPS = {
    "ceasefire": from_header(
        {
            "title": "Trump says Russia and Ukraine will start ceasefire talks",
            "date": "2025-05-19",
            "source": "Reuters",
            "author": ["Jane Doe", "John Smith"],
            "url": "https://www.reuters.com/world/ceasefire/?utm_source=mail",
            "tags": ["world/ukraine", "ceasefire"],
            "clipped": "2025-05-20T09:00:00+00:00",
        },
        "A peace accord is near.\n\nThe re-election was put off.",
    ),
    "accord": from_header(
        {
            "title": "Peace at last",
            "date": "2025-05",
            "source": "BBC",
            "author": "Accord Smith",
            "url": "http://news.bbc.co.uk/2/peace?b=2&a=1#top",
            "tags": ["World", "opinion"],
        },
        "An accord for peace.",
    ),
    "koeln": from_header(
        {
            "title": "Elf Tage Straßenbahn in Köln",
            "date": "2025-04-30",
            "source": "SZ",
            "author": "",
            "tags": "verkehr, Élan vital",
            "page": "A1",
            "section": "Lokales",
            "Kicker": {"top": ["Nahverkehr", "7"], "below": None},
            "rating": "4.5",
        },
        "Die U-Bahn fährt um 12:30.",
    ),
    "paper": from_header(
        {
            "title": "Cup final",
            "date": "1999",
            "source": "The Daily BBC Watcher",
            "tags": ["worldcup", "a b", 'say "so"'],
        }
    ),
    "tokyo": from_header(
        {
            "title": "日本語の新聞",
            "source": "東京新聞",
            "date": "some day in May",
            "tags": ["日本/東京"],
            "url": "https://東京.jp/日本",
        }
    ),
    "seoul": from_header(
        {"title": "대통령이 서울에서", "date": "2025-W21", "source": "한겨레", "headline": "unused alias"}
    ),
    "undated": from_header({"description": "Notes on NATO’s “open door”", "source_url": "notreuters.com/world"}),
    "broken": Clip(problem="line 3: the key title is there twice"),
}
ALL = " ".join(CLIPS)

TABLE = [
    ("", ALL),
    # free words: folded, whole, anywhere, in any order
    ("ceasefire", "ceasefire"),
    ("CEASEFIRE Reuters", "ceasefire"),
    ("peace", "ceasefire accord"),
    ("ceasef", ""),
    ("ceasef*", "ceasefire"),
    ("strassenbahn", "koeln"),
    ("koln", "koeln"),
    ("KÖLN", "koeln"),
    ("ko\u0308ln", "koeln"),
    ("élan", "koeln"),
    ("nato", "undated"),
    ("ＮＡＴＯ", "undated"),
    ("doe", "ceasefire"),
    ("opinion", "accord"),
    ("nahverkehr", ""),
    ("unused", ""),
    # side by side, never across two values
    ('"peace accord"', "ceasefire"),
    ("“accord for peace”", "accord"),
    ('"peace acc"*', "ceasefire"),
    ('"last accord"', ""),
    ('"doe john"', ""),
    ('"bbc world"', ""),
    ("re-election", "ceasefire"),
    ('"re election"', "ceasefire"),
    ("reelection", ""),
    ("12:30", "koeln"),
    ("U-Bahn", "koeln"),
    # scripts without blanks
    ("新聞", "tokyo"),
    ("本語", "tokyo"),
    ("語本", ""),
    ("서울", "seoul"),
    ("대통*", "seoul"),
    # together, one of, without
    ("peace OR köln", "ceasefire accord koeln"),
    ("peace talks OR köln", "ceasefire koeln"),
    ("peace AND talks", "ceasefire"),
    ("peace (talks OR köln)", "ceasefire"),
    ("peace -talks", "accord"),
    ("peace NOT (talks OR trump)", "accord"),
    ("-peace", "koeln paper tokyo seoul undated broken"),
    ("NOT NOT peace", "ceasefire accord"),
    ("peace or talks", ""),
    # fields
    ("title:peace", "accord"),
    ("headline:peace", "accord"),
    ("title:=peace", ""),
    ('title:="peace at last"', "accord"),
    ("title:=peace*", "accord"),
    ("author:smith", "ceasefire accord"),
    ('author:"jane doe"', "ceasefire"),
    ("author:=smith", ""),
    ('by:="John Smith"', "ceasefire"),
    ("author:(doe OR accord)", "ceasefire accord"),
    ("author:(smith -john)", "accord"),
    ("-author:smith source:bbc", "paper"),
    ("page:a1", "koeln"),
    ("kicker:nahverkehr", "koeln"),
    ("KICKER:7", "koeln"),
    ("kicker:top", ""),
    ("rating:4.5", "koeln"),
    ("rating:4", "koeln"),
    ("rating:=4", ""),
    ("nothing:there", ""),
    # the outlet, by any of its names
    ("source:reuters", "ceasefire"),
    ('source:"BBC News"', "accord paper"),
    ("source:bbc", "accord paper"),
    ("source:=bbc", "accord"),
    ("site:bbc.co.uk", "accord paper"),
    ("source:suddeutsche-zeitung", "koeln"),
    ("source:watch*", "paper"),
    ("source:bb*", "accord paper"),
    # tags, and what is below them
    ("tag:world", "ceasefire accord"),
    ("tag:=world", "accord"),
    ("tag:world/Ukraine", "ceasefire"),
    ("tag:ukraine", ""),
    ("tag:wor*", "ceasefire accord paper"),
    ("tags:#opinion", "accord"),
    ("tag:elan-vital", ""),
    ('tag:"elan vital"', "koeln"),
    ('tag:"say \\"so\\""', "paper"),
    ("tag:日本", "tokyo"),
    ("tag:(opinion OR verkehr)", "accord koeln"),
    # what a clip is called: its handle, also as a word, and its path
    ("wbvzksnb", "ceasefire"),
    ("WBVZKSNB OR köln", "ceasefire koeln"),
    ("peace -wbvzksnb", "accord"),
    ("wbvzksn", ""),
    ("wbvzksn*", ""),
    ('"wbvzksnb peace"', ""),
    ("handle:wbv", "ceasefire"),
    ("handle:W", "ceasefire seoul"),
    ("handle:(wbv OR qrj*)", "ceasefire accord"),
    ("-handle:w peace", "accord"),
    ("path:paper", "paper"),
    ("path:pap*", "paper"),
    ("path:=2025/paper", ""),
    # addresses and domains, however they were copied
    ("url:reuters.com", "ceasefire"),
    ("url:www.reuters.com/world", "ceasefire"),
    ("https://reuters.com/world/ceasefire#top", "ceasefire"),
    ("url:reuters.com/wor", ""),
    ("url:bbc.co.uk", "accord"),
    ("url:news.bbc.co.uk/2/peace", "accord"),
    ("url:http://news.bbc.co.uk/2/peace?a=1&b=2", "accord"),
    ("url:news.bbc.co.uk/2/peace?a=1", ""),
    ("url:co.uk", "accord"),
    ("url:東京.jp/日本", "tokyo"),
    # days: whatever overlaps
    ("date:2025-05-19", "ceasefire accord seoul"),
    ("date:2025-05", "ceasefire accord seoul"),
    ("date:may 2025 peace", "ceasefire accord"),
    ("date:2025-05-03", "accord"),
    ("date:2025-05-21", "accord seoul"),
    ("date:1999-07-01", "paper"),
    ("date:last month", "koeln"),
    ("date:..2025-04-30", "koeln paper"),
    ("date:(1999 OR 2025-04)", "koeln paper"),
    ("since:2025-05-20", "accord seoul"),
    ("until:2025-04", "koeln paper"),
    ("before:2025-05", "koeln paper"),
    ("after:2025-05-19", "accord seoul"),
    ("clipped:yesterday", "ceasefire"),
    # what is there, and what is not
    ("is:untagged", "seoul undated"),
    ("is:undated", "tokyo undated"),
    ("is:unreadable", "broken"),
    ("NOT is:undated", "ceasefire accord koeln paper seoul broken"),
    ("has:url", "ceasefire accord tokyo undated"),
    ("no:url", "koeln paper seoul broken"),
    ("has:author", "ceasefire accord"),
    ("has:kicker", "koeln"),
    ("has:link", "ceasefire accord tokyo undated"),
    ("no:tags -is:unreadable", "seoul undated"),
]


@pytest.mark.parametrize(("query", "names"), TABLE)
def test_a_query_means_these_clips(query: str, names: str) -> None:
    node = parse(query, today=TODAY, aliases=ALIASES)
    found = (name for name, clip in CLIPS.items() if matches(node, clip, naming.handle(name), name))
    assert " ".join(found) == names


def test_clips_that_were_named_are_a_query_too() -> None:
    node = OneOf(frozenset({"wbvzksnb"}))
    assert matches(node, Clip(), "wbvzksnb")
    assert not matches(node, Clip(), "wbvzksnc")
    assert not matches(OneOf(frozenset()), Clip())


def test_a_body_is_searched_up_to_its_limit() -> None:
    body = "x " * (BODY_LIMIT // 2 - 2) + "in out"
    node = parse("in out", today=TODAY)
    assert not matches(node, Clip(body=body))
    assert matches(node, Clip(body=body[4:]))


@given(strategies.queries)
def test_the_text_of_a_query_is_read_as_the_same_query(node: Node) -> None:
    assert parse(str(node), today=TODAY, aliases=strategies.ALIASES) == node


def test_the_text_of_everything_is_empty() -> None:
    assert not str(Everything())
