"""What one term of a query means: a word, quotes or an address, alone or as the value of a field."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate, takewhile
from typing import NamedTuple, TypeAlias, get_args

from clipper import text
from clipper.errors import UsageError
from clipper.model import clip, spans, urls
from clipper.model.dates import Span
from clipper.query.haystack import tag_key
from clipper.query.nodes import Address, Dated, FieldText, From, Has, Is, Node, State, Tagged, Text, none_of
from clipper.query.tokens import QueryError, Token, mistake

Outlets: TypeAlias = Mapping[str, Sequence[str]]
"""The names of outlets, each with its other names and its domains."""

Words: TypeAlias = tuple[str, ...]

MAX_WORDS = 2500
# The index cuts what is much longer, so that it would be found by its beginning.
MAX_LETTERS = 1000

_OF_DATES = frozenset({"date", "clipped", "since", "until", "before", "after"})
_OWN = _OF_DATES | {"is", "has", "no"}
WORDS_OF_SPAN = 8
_AFTER_ALL = date.max.toordinal() + 1


class Head(NamedTuple):
    """The field that a value is asked for; `exact` says that the value is all of it."""

    name: str
    exact: bool = False


def head(sign: Token) -> Head:
    """Return the field that a sign names, by its own name or another."""
    return Head(_name(sign.text), sign.exact)


def is_of_dates(name: str) -> bool:
    """Tell whether a span of time, which may have several words, stands after this name."""
    return _name(name) in _OF_DATES


class Terms:
    """The terms of one query. A mistake is an error that shows its place in the query."""

    def __init__(self, query: str, today: date, sources: Outlets) -> None:
        self.query = query
        self.today = today
        self.sources = sources
        self.words = 0

    def free(self, sign: Token) -> Node | None:
        """Return the term that stands without a field, or None if it has no word to search for."""
        if sign.kind == "address":
            return self._address(sign)
        words = self._words(sign)
        return Text(words, sign.prefix) if words else None

    def value(self, head: Head, sign: Token) -> Node:
        """Return the term that one value of a field makes."""
        match head.name:
            case "is":
                return self._state(sign)
            case "has" | "no":
                return self._presence(head, sign)
            case "tags":
                return self._tagged(head, sign)
            case "url":
                return self._address(sign)
        words = self._words(sign)
        if not words:
            raise self.wordless(sign)
        if head.name == "source":
            names = (words,) if sign.prefix else self._outlets.get(words, (words,))
            return From(names, sign.prefix, head.exact)
        return FieldText(head.name, words, sign.prefix, head.exact)

    def dated(self, head: Head, signs: Sequence[Token]) -> tuple[Node, int]:
        """Return the term for the longest run of words that makes a span of time, and how many signs it took."""
        first = signs[0]
        self.count(first, 1)
        asked = [first.text]
        if first.kind == "word":
            run = takewhile(lambda sign: sign.kind == "word", signs[:WORDS_OF_SPAN])
            asked = list(accumulate((self.query[sign.start : sign.end] for sign in run), "{} {}".format))
        while len(asked) > 1 and not spans.is_span(asked[-1], self.today):
            asked.pop()
        try:
            return _bounded(head.name, spans.parse_span(asked[-1], self.today)), len(asked)
        except UsageError as error:
            raise mistake(str(error), self.query, first.start, hint=error.hint) from None

    def wordless(self, sign: Token) -> QueryError:
        """Return the error that says that nothing in a sign can be searched for."""
        shown = brief(self.query[sign.start : sign.end])
        return mistake(f"“{shown}” has no letter or digit to search for", self.query, sign.start)

    def _state(self, sign: Token) -> Node:
        known: tuple[State, ...] = get_args(State)
        for state in known:
            if state == sign.text.casefold():
                return Is(state)
        *most, last = (f"is:{state}" for state in known)
        sentence = f"is:{brief(sign.text)} is unknown: write {', '.join(most)} or {last}"
        raise mistake(sentence, self.query, sign.start)

    def _presence(self, head: Head, sign: Token) -> Node:
        key = _name(text.one_line(sign.text))
        if not key:
            raise mistake(f"{head.name}: takes the name of a field", self.query, sign.start)
        return Has(key) if head.name == "has" else none_of(Has(key))

    def _tagged(self, head: Head, sign: Token) -> Node:
        self.count(sign, 1)
        tag = tag_key(sign.text)
        if not tag:
            raise mistake("tag: takes a tag; is:untagged finds the clips without one", self.query, sign.start)
        if sign.prefix and sign.text.endswith("/"):
            tag += "/"
        return Tagged(tag, sign.prefix, head.exact and not sign.prefix)

    def _address(self, sign: Token) -> Node:
        self.count(sign, 1)
        value = sign.text.strip()
        if sign.kind == "address" and (value.startswith("*") or value.endswith("*")):
            raise mistake("an address takes no *: what is below it is found too", self.query, sign.start)
        if value.split() != [value] or not urls.key(value):
            raise mistake(f"“{brief(value)}” is neither a domain nor an address", self.query, sign.start)
        return Address(value)

    @cached_property
    def _outlets(self) -> Mapping[Words, tuple[Words, ...]]:
        """All names of an outlet, by each of them; its own name goes before another's alias."""
        known: list[tuple[Words, ...]] = []
        for outlet, aliases in self.sources.items():
            spelled = dict.fromkeys(tuple(text.words(spelling)) for spelling in (outlet, *aliases))
            known.append(tuple(filter(None, spelled)))
        found: dict[Words, tuple[Words, ...]] = {}
        for names in known:
            found.setdefault(names[0] if names else (), names)
        for names in known:
            for name in names:
                found.setdefault(name, names)
        return found

    def _words(self, sign: Token) -> Words:
        words = tuple(text.words(sign.text))
        self.count(sign, len(words))
        if any(len(word) > MAX_LETTERS for word in words):
            raise mistake(f"a word has at most {MAX_LETTERS} letters", self.query, sign.start)
        return words

    def count(self, sign: Token, words: int) -> None:
        """Count the words of a query, which are limited."""
        self.words += words
        if self.words > MAX_WORDS:
            raise mistake(f"a query has at most {MAX_WORDS} words", self.query, sign.start)


def _bounded(name: str, span: Span) -> Node:
    """Return the term that a span makes after this name."""
    match name:
        case "date" | "clipped":
            return Dated(name, span)
        case "since":
            span = Span(span.start, None)
        case "until":
            span = Span(None, span.end)
        case "before":
            span = Span(None, span.start)
        case _:
            span = Span(span.end, None)
    if span in {Span(None, None), Span(None, 1), Span(_AFTER_ALL, None)}:
        raise UsageError(f"{name}: takes a span with a day on that side")
    return Dated("date", span)


def _name(key: str) -> str:
    """Return the name of a field by any of its names, else the key as it is compared."""
    folded = key.casefold()
    return folded if folded in _OWN else clip.field_of(key) or folded


def brief(value: str) -> str:
    """Return the beginning of what was typed, as a sentence quotes it."""
    return text.shorten(value, 40)
