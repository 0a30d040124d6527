"""What is near a query that no clip matches: a tag or an outlet spelled alike, longer words, other dates."""

from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from clipper import query
from clipper.model import tags
from clipper.query import And, Dated, From, Node, Or, Tagged, Text
from clipper.text import fold, safe, with_noun

if TYPE_CHECKING:
    from clipper.index import Index

_MOST = 3
_ALIKE = 0.6


def message(node: Node, index: "Index") -> str:
    """Return the sentence for a query without a match, which shows how it was understood, and what is near."""
    if isinstance(node, query.Everything):
        return "The archive is empty. `clipper add` keeps the first clipping."
    return "\n".join([f"No clip matches {safe(str(node))}", *suggestions(node, index)])


def suggestions(node: Node, index: "Index") -> list[str]:
    """Return up to three sentences about the terms of a query that no clip matches by themselves."""
    found = (sentence for term in _terms(node) if not index.count(term) for sentence in _near(term, index))
    return [sentence for sentence, _ in zip(found, range(_MOST), strict=False)]


def _terms(node: Node) -> Iterator[Node]:
    """Yield the terms that a clip must match, or may."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _terms(part)
    else:
        yield node


def _near(term: Node, index: "Index") -> Iterator[str]:
    for kind, near in _NEAR:
        if isinstance(term, kind):
            yield from near(term, index)


def _longer_words(term: Text, index: "Index") -> Iterator[str]:
    longer = term.replace(prefix=True)
    if not term.prefix and (count := index.count(longer)):
        yield f"{safe(str(longer))} finds {with_noun(count, 'clip')}."


def _tag(term: Tagged, index: "Index") -> Iterator[str]:
    counts = index.tag_counts()
    near = tags.near_misses(term.tag, counts)
    near += [tag for tag in counts if term.tag in fold(tag).split("/") and tag not in near]
    if near:
        yield f"Did you mean {' or '.join(safe(str(Tagged(tag))) for tag in near[:_MOST])}?"


def _source(term: From, index: "Index") -> Iterator[str]:
    longer = term.replace(prefix=True)
    if not term.prefix and (count := index.count(longer)):
        yield f"{safe(str(longer))} finds {with_noun(count, 'clip')}."
        return
    sources = {fold(source): source for source in index.source_counts()}
    if near := get_close_matches(" ".join(term.names[0]), sources, 1, _ALIKE):
        yield f"Did you mean source:{safe(query.quote(sources[near[0]]))}?"


def _dates(term: Dated, index: "Index") -> Iterator[str]:
    days = index.count_by_day(query.Everything()) if term.field == "date" else []
    first = min((start for start, *_ in days if start), default=0)
    last = max((end for _, end, *_ in days if end), default=0)
    if first and last:
        ends = date.fromordinal(first).isoformat(), date.fromordinal(last - 1).isoformat()
        yield f"The dates of the archive run from {ends[0]} to {ends[1]}."


_NEAR: tuple[tuple[type, Callable[..., Iterator[str]]], ...] = (
    (Text, _longer_words),
    (Tagged, _tag),
    (From, _source),
    (Dated, _dates),
)
