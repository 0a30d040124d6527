"""What is near a query that no clip matches: a tag or an outlet spelled alike, longer words, other dates."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from clipper import query
from clipper.model import tags
from clipper.model.keys import field_name
from clipper.query import And, Dated, FieldText, From, Node, Or, Tagged, Text
from clipper.text import fold, safe, with_noun, words

if TYPE_CHECKING:
    from clipper.index import Index

_MOST = 3
_ALIKE = 0.6
_ALIKE_WORDS = 0.75
"""Short words are like many others."""


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


def _words(term: Text, index: "Index") -> Iterator[str]:
    longer = term.replace(prefix=True)
    if not term.prefix and (count := index.count(longer)):
        yield f"{safe(str(longer))} finds {with_noun(count, 'clip')}."
    elif not term.prefix and len(term.words) == 1:
        in_titles = Counter(
            word for stored in index.search(query.Everything(), "", 0) for word in words(stored.clip.title)
        )
        yield from _did_you_mean(term.words[0], in_titles, lambda word: str(Text((word,))))


def _field(term: FieldText, index: "Index") -> Iterator[str]:
    """Find values of a field with longer words, or spelled alike."""
    longer = term.replace(prefix=True)
    if not term.prefix and (count := index.count(longer)):
        yield f"{safe(str(longer))} finds {with_noun(count, 'clip')}."
    elif field_name(term.key):
        values = Counter(
            value for stored in index.search(query.Everything(), "", 0) for value in stored.clip.values(term.key)
        )
        in_values = Counter(
            {word: count for value, count in values.items() for word in (value, *words(value)) if words(word)}
        )
        yield from _did_you_mean(
            " ".join(term.words), in_values, lambda value: str(FieldText(term.key, tuple(words(value))))
        )


def _did_you_mean(meant: str, known: Counter[str], spell: Callable[[str], str]) -> Iterator[str]:
    """Yield the sentence with the texts in use that are spelled like one; of those that are as near, the commonest."""
    by_key = {fold(value): value for value, _ in reversed(known.most_common())}
    near = get_close_matches(meant, by_key, _MOST, _ALIKE_WORDS)
    if near:
        yield f"Did you mean {' or '.join(safe(spell(by_key[key])) for key in near)}?"


def _tag(term: Tagged, index: "Index") -> Iterator[str]:
    counts = index.tag_counts()
    near = tags.near_misses(term.tag, counts)
    near += [tag for tag in counts if term.tag in fold(tag).split("/") and tag not in near]
    if not near:
        levels = {fold(level): tag for tag in counts for level in tag.split("/")}
        near = [levels[level] for level in get_close_matches(term.tag.rpartition("/")[2], levels, _MOST, _ALIKE_WORDS)]
    if near:
        yield f"Did you mean {' or '.join(safe(str(Tagged(tag))) for tag in dict.fromkeys(near[:_MOST]))}?"


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
    elif term.field == "date":
        yield "No clip of the archive has a date; is:undated finds them."


_NEAR: tuple[tuple[type, Callable[..., Iterator[str]]], ...] = (
    (Text, _words),
    (FieldText, _field),
    (Tagged, _tag),
    (From, _source),
    (Dated, _dates),
)
