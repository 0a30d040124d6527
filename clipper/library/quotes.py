"""Quotes that are kept in clips: words of the text, and who said them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from clipper import clipfile, query, text
from clipper.analysis.quotation.article import Article, Passage
from clipper.analysis.quotation.tokens import tokens
from clipper.clipfile.body_parts import split_body
from clipper.errors import RefusedError
from clipper.library.plan import Plan
from clipper.model.clip import StoredClip
from clipper.model.deeds import Deed
from clipper.model.quotes import KEY, Quote, parse, quotes_of, spell
from clipper.model.values import scalars
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.analysis.diff import Difference
    from clipper.library.library import Library
    from clipper.query import Node

_MAX_SHOWN = 60
_SURROUNDING = "\"'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u300c\u300d \t\r\n"


class KeptQuote(NamedTuple):
    """A quote and the clip that keeps it."""

    quote: Quote
    stored: StoredClip


class QuotedPassage(NamedTuple):
    """A kept quote, and where its words stand in the text of the article, as a reader sees it."""

    kept: KeptQuote
    passage: Passage
    article: str


def look_up(library: "Library", stored: StoredClip, words: str) -> "tuple[str, Difference | None]":
    """Return words as the text of a clip has them; if they are not there, empty, and how the nearest words differ.

    Notes and highlights are no text of the clip.
    """
    article = Article(split_body(library.read(stored).body).text)
    found = _as_written(article, words)
    return found, None if found else article.nearest(words.strip(_SURROUNDING))


def keep(stored: StoredClip, words: str, speaker: str = "", note: str = "", *, force: bool = False) -> Plan:
    """Plan to keep a quote in the header of a clip, and a note about it below its text.

    The edit raises RefusedError if the words are not in the text, and without `force` if another one has said them.
    """

    def edit(raw: bytes) -> bytes:
        article = Article(split_body(clipfile.read(raw).body).text)
        found = _as_written(article, words)
        if not found:
            raise RefusedError("these words are not in its text")
        changed = _with_quote(raw, Quote(found, text.one_line(speaker)), force=force)
        if note.strip():
            from clipper.clipfile.notes import with_note

            changed = with_note(changed, f"\u201c{found}\u201d: {note.strip()}")
        return changed

    return Plan.of_one_edit([stored], edit, deed=Deed("kept a quote in", text.shorten(words, _MAX_SHOWN)))


def find_quotes(library: "Library", node: "Node", speaker: str = "") -> list[KeptQuote]:
    """Return the quotes in the clips that match a query, by the names of those who said them, nameless ones last.

    With `speaker` only those of a person whose name has these words in a row.
    """
    wanted = f" {' '.join(text.words(speaker))} "
    kept = [
        KeptQuote(quote, stored)
        for stored in library.search(query.all_of((query.Has(KEY), node)))
        for quote in quotes_of(stored.clip)
        if not speaker or wanted in f" {' '.join(text.words(quote.speaker))} "
    ]
    return sorted(kept, key=lambda one: (not one.quote.speaker, text.fold(one.quote.speaker)))


def locate(library: "Library", quotes: Iterable[KeptQuote]) -> Iterator[QuotedPassage]:
    """Yield the quotes whose words are in the texts of their clips, each with the place."""
    articles: dict[str, Article] = {}
    for kept in quotes:
        path = kept.stored.path
        if path not in articles:
            articles = {path: Article(split_body(library.read(kept.stored).body).text)}
        if passage := articles[path].find(kept.quote.words):
            yield QuotedPassage(kept, passage, articles[path].text)


def _as_written(article: Article, words: str) -> str:
    passage = article.find(words.strip(_SURROUNDING))
    return text.one_line(article.text[passage.start : passage.end]) if passage else ""


def _with_quote(raw: bytes, quote: Quote, *, force: bool) -> bytes:
    """Return the file with a quote; one with the same words and without a name gets the name."""
    header = clipfile.read_header(raw)
    items = [item for key, value in header.items() if key.casefold() == KEY for item in scalars(value)]
    wanted = tokens(quote.words)
    same = {number: kept for number, kept in enumerate(map(parse, items)) if tokens(kept.words) == wanted}
    speakers = {text.fold(kept.speaker): kept.speaker for kept in same.values()}
    if same and (not quote.speaker or text.fold(quote.speaker) in speakers):
        return raw
    others = [safe(speaker) for speaker in speakers.values() if speaker]
    if others and not force:
        raise RefusedError(
            f"these words are already kept, said by {' and by '.join(others)}",
            hint="--force keeps them under this name too; `clipper edit CLIP` mends a wrong one.",
        )
    if nameless := [number for number, kept in same.items() if not kept.speaker]:
        items[nameless[0]] = spell(quote)
        return clipfile.with_field(raw, KEY, items)
    return clipfile.with_item(raw, KEY, spell(quote))
