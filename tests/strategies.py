"""Hypothesis strategies: clips and queries of few words, so that they often match, and of hostile ones."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

from clipper import text
from clipper.model import naming
from clipper.model.clip import Clip, StoredClip, from_header
from clipper.model.dates import Span
from clipper.query import AtUrl, Dated, FieldText, From, Has, Is, Tagged, Text, WithHandle, all_of, any_of, negate
from clipper.query.haystack import tag_key

ALIASES = {"BBC News": ("BBC", "bbc.co.uk"), "Süddeutsche Zeitung": ("SZ",), "—": ("东方早报",)}

_WORDS = [
    *(
        "peace",
        "Peace",
        "PEACE,",
        "peaceful",
        "war",
        "wars",
        "Åland",
        "aland",
        "naïve",
        "nai\u0308ve",
        "nato",
        "ＮＡＴＯ",
    ),
    *("Straße", "strasse", "ﬁne", "e-mail", "O’Brien", "C++", "12:30", "12", "30", "1\u0301", "½", "x_y", "İstanbul"),
    *(
        "日本",
        "日本語",
        "東京",
        "한국",
        "한국어",
        "ไทย",
        "Σίσυφος",
        "peace|war",
        "peace·war",
        '"peace"',
        "(war)",
        "peace*",
    ),
    *("-war", "OR", ":", "·", "|", "*", "—", "\0", "\u3000"),
]
_LINES = [*_WORDS, "", *(f"{one} {other}" for one in _WORDS[::2] for other in _WORDS[1::3])]
_TAGS = [
    "world",
    "World/Ukraine",
    "world/ukraine/peace",
    "worldcup",
    "#opinion",
    "Élan",
    "elan",
    "日本/東京",
    "a b",
    "/",
    "c*",
]
_TAGS += ['say "so"', "back\\slash", "world/", "|", "·"]
_OUTLETS = ["BBC", "BBC News", "bbc.co.uk", "BBC News Online", "SZ", "Suddeutsche Zeitung", "东方早报", "Reuters", ""]
_ADDRESSES = [
    "https://www.bbc.co.uk/news/1?utm_source=x",
    "http://bbc.co.uk/news",
    "https://news.bbc.co.uk/",
    "https://notbbc.co.uk/news/1",
    "https://example.com/a_(b)?x=1&y=2",
    "https://example.com/a?y=2",
    "example.com",
    "https://東京.jp/日本",
    "https://[",
    "no address",
]
_DATES = [
    "2025-05-19",
    "2025-05",
    "2025",
    "2025-W21",
    "2024-02-30",
    "05/06/2025",
    "May 2025",
    "0001-01-01",
    "9999-12-31",
]
_DATES += ["2025-05-18T23:30:00-08:00", "2026-11-22T10:15:00+00:00", "soon", ""]
_KEYS = ["kicker", "Kicker", "rating", "straße", "note"]
_DAYS = [1, 2, 738999, 739007, 739024, 739025, 739026, 739037, 739252, 739942, 3652059]

lines = st.sampled_from(_LINES)
"""A line of a header: words, signs, nothing."""

values = st.recursive(
    st.none() | lines | st.sampled_from(["3", "1.10", "two\nlines"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["peace", "k"]), inner, max_size=2),
    max_leaves=4,
)
"""Any value that a header can have."""


def _some(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    return strategy | st.lists(strategy, max_size=3)


headers = st.fixed_dictionaries(
    {},
    optional={
        "title": lines,
        "headline": lines,
        "date": st.sampled_from(_DATES),
        "source": st.sampled_from(_OUTLETS + _ADDRESSES[:2]),
        "author": _some(lines | st.just("[[Jane Doe|Jane]]")),
        "url": st.sampled_from(_ADDRESSES),
        "tags": _some(st.sampled_from(_TAGS)),
        "clipped": st.sampled_from(_DATES),
        "description": lines,
        "section": lines,
        "page": _some(lines),
    },
)
"""The header of a clip, without unknown keys."""

bodies = st.lists(lines, max_size=4).map("\n\n".join)
"""The text of a clip."""

unreadable = st.just(Clip(problem="line 3: the key title is there twice"))
"""A clip that cannot be read."""

clips = (
    st.builds(
        lambda header, extra, body: from_header(header | extra, body),
        headers,
        st.dictionaries(st.sampled_from(_KEYS), values, max_size=2),
        bodies,
    )
    | unreadable
)
"""A clip."""

folders = st.sampled_from(["", "2025/", "undated/", "日本/", "strange\udcff/"])
"""A folder of an archive; one has a name that is not valid UTF-8."""

archives = st.lists(st.tuples(folders, clips), min_size=12, max_size=12).map(
    lambda found: [
        StoredClip(f"{folder}{n}.md", naming.handle(f"{n}.md"), clip, n) for n, (folder, clip) in enumerate(found)
    ]
)
"""Twelve stored clips."""

_RUNS = sorted({tuple(text.words(line)) for line in _LINES} - {()})
_NAMES = [tuple(text.words(outlet)) for outlet in _OUTLETS if outlet]
_BBC = (("bbc", "news"), ("bbc",), ("bbc", "co", "uk"))

runs = st.sampled_from(_RUNS)
"""A phrase."""

beginnings = runs.map(lambda run: (*run[:-1], run[-1][:2]))
"""A phrase whose last word is a prefix."""


_Node = TypeVar("_Node")


def _worded(node: Callable[..., _Node], *fixed: st.SearchStrategy[object]) -> st.SearchStrategy[_Node]:
    whole = st.builds(node, *fixed, runs, st.just(False))
    return whole | st.builds(node, *fixed, beginnings, st.just(True))


_spans = st.tuples(st.sampled_from(_DAYS), st.sampled_from(_DAYS)).map(lambda ends: Span(min(ends), max(ends) + 1))
_open_spans = _spans.map(lambda span: Span(span.start, None)) | _spans.map(lambda span: Span(None, span.end))
_handles = st.sampled_from([naming.handle(f"{n}.md") for n in range(13)])
_keys = st.sampled_from(
    [
        "path",
        *("title", "author", "description", "section", "page", "language", "kicker", "rating", "strasse"),
        *("word count", "_comment", "og:title"),
    ]
)
_fields = st.sampled_from(["title", "author", "url", "tags", "date", "clipped", "source", "page", "kicker", "note"])
_tagged = st.sampled_from(["world", "world/ukraine", "elan", "日本", "a b", 'say "so"', "back\\slash", "c*", "opinion"])

terms = st.one_of(
    _worded(Text),
    _handles.map(lambda handle: Text((handle,))),
    st.builds(lambda handle, length: WithHandle(handle[:length]), _handles, st.integers(1, 8)),
    _worded(FieldText, _keys),
    _worded(FieldText, _keys).map(lambda node: FieldText(node.key, node.words, node.prefix, exact=True)),
    st.builds(lambda name, exact: From((name,), exact=exact), st.sampled_from(_NAMES[-2:]), st.booleans()),
    st.builds(lambda exact: From(_BBC, exact=exact), st.booleans()),
    st.sampled_from(_NAMES).map(lambda name: From(((*name[:-1], name[-1][:2]),), prefix=True)),
    st.builds(lambda tag, exact: Tagged(tag, exact=exact), _tagged, st.booleans()),
    st.builds(lambda tag, length: Tagged(tag_key(tag[:length]), prefix=True), _tagged, st.integers(1, 7)),
    st.builds(AtUrl, st.sampled_from(_ADDRESSES[:8])),
    st.builds(Dated, st.sampled_from(["date", "clipped"]), _spans | _open_spans),
    st.builds(Is, st.sampled_from(["untagged", "undated", "unreadable"])),
    st.builds(Has, _fields),
)
"""One term of a query."""

queries = st.recursive(
    terms,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(all_of)
        | st.lists(inner, min_size=2, max_size=3).map(any_of)
        | inner.map(negate)
    ),
    max_leaves=6,
)
"""A query as the parser builds it."""
