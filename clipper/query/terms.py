"""The nodes for the single terms of a query: words, quotes and addresses, alone or as the value of a field."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate, takewhile
from typing import NamedTuple, TypeAlias, get_args

from clipper import text
from clipper.model import keys, naming, spans, urls
from clipper.model.dates import Span
from clipper.query.haystack import tag_key
from clipper.query.leaves import AtUrl, Dated, FieldText, From, Has, Is, State, Tagged, Text, WithHandle
from clipper.query.nodes import Node, negate
from clipper.query.tokens import QueryError, Token, error_at

Aliases: TypeAlias = Mapping[str, Sequence[str]]
"""The other names and the domains of each outlet, by its own name."""

KeyFlaw: TypeAlias = Callable[[str], str]
"""A function that says why a key cannot be asked for, or returns an empty text."""

Words: TypeAlias = tuple[str, ...]

MAX_WORDS = 2500
# SQLite cuts much longer words, so that any word with the same beginning would match.
MAX_LETTERS = 1000

_DATE_FIELDS = frozenset({"date", "clipped", "since", "until", "before", "after"})
_TERM_FIELDS = _DATE_FIELDS | {"is", "has", "no"}
_OF_EVERY_CLIP = frozenset({"handle", "path"})
OTHER_FIELDS = _TERM_FIELDS | _OF_EVERY_CLIP
"""The words before a colon that are no keys of a header."""
MAX_SPAN_WORDS = 8
_AFTER_LAST_DAY = date.max.toordinal() + 1


class FieldRef(NamedTuple):
    """The field before a colon; `exact` if a `=` follows, which asks for the whole value."""

    name: str
    exact: bool = False


def takes_dates(name: str) -> bool:
    """Tell whether the value of a field is a span of time, which may have several words."""
    return _field_name(name) in _DATE_FIELDS


class Terms:
    """Makes the terms of one query, and counts their words. An error shows its position in the query."""

    def __init__(self, query: str, today: date, aliases: Aliases, key_flaw: KeyFlaw) -> None:
        self.query = query
        self.today = today
        self.aliases = aliases
        self.key_flaw = key_flaw
        self.word_count = 0

    def field_ref(self, token: Token) -> FieldRef:
        """Return the field that a token names, by its name or an alias."""
        name = _field_name(token.text)
        if name not in OTHER_FIELDS:
            self._check_key(name, token)
        return FieldRef(name, token.exact)

    def _check_key(self, key: str, token: Token) -> None:
        if flaw := self.key_flaw(key):
            raise error_at(flaw, self.query, token.start)

    def free_term(self, token: Token) -> Node | None:
        """Return the term for a token without a field, or None if it has no word to search for."""
        if token.kind == "address":
            return self._url_term(token)
        words = self._words(token)
        return Text(words, token.prefix) if words else None

    def field_term(self, field: FieldRef, token: Token) -> Node:
        """Return the term for one value of a field."""
        simple = {"is": self._is_term, "url": self._url_term, "handle": self._handle_term}.get(field.name)
        if simple:
            return simple(token)
        match field.name:
            case "has" | "no":
                return self._has_term(field, token)
            case "tags":
                return self._tag_term(field, token)
            case "path":
                token = token._replace(text=token.text.removesuffix(".md"))
        words = self._words(token)
        if not words:
            raise self.no_words_error(token)
        if field.name == "source":
            names = (words,) if token.prefix else self._outlet_names.get(words, (words,))
            return From(names, token.prefix, field.exact)
        return FieldText(field.name, words, token.prefix, field.exact)

    def date_term(self, field: FieldRef, tokens: Sequence[Token]) -> tuple[Node, int]:
        """Return the term for the longest run of words that is a span of time, and the number of tokens in it."""
        first = tokens[0]
        self.count_words(first, 1)
        spellings = [first.text]
        if first.kind == "word":
            run = takewhile(lambda token: token.kind == "word", tokens[:MAX_SPAN_WORDS])
            spellings = list(accumulate((self.query[token.start : token.end] for token in run), "{} {}".format))
        while len(spellings) > 1 and isinstance(spans.parse_span(spellings[-1], self.today), spans.InvalidSpan):
            spellings.pop()
        span = spans.parse_span(spellings[-1], self.today)
        if isinstance(span, spans.InvalidSpan):
            raise error_at(span.message, self.query, first.start)
        term = _span_term(field.name, span)
        if term is None:
            raise error_at(f"{field.name}: takes a span with a day on that side", self.query, first.start)
        return term, len(spellings)

    def no_words_error(self, token: Token) -> QueryError:
        """Return the error for a token without a word to search for."""
        shown = abbreviate(self.query[token.start : token.end])
        return error_at(f"“{shown}” has no letter or digit to search for", self.query, token.start)

    def _is_term(self, token: Token) -> Node:
        states: tuple[State, ...] = get_args(State)
        for state in states:
            if state == token.text.casefold():
                return Is(state)
        *most, last = (f"is:{state}" for state in states)
        message = f"is:{abbreviate(token.text)} is unknown: write {', '.join(most)} or {last}"
        raise error_at(message, self.query, token.start)

    def _has_term(self, field: FieldRef, token: Token) -> Node:
        key = _field_name(text.one_line(token.text))
        if not key:
            raise error_at(f"{field.name}: takes the name of a field", self.query, token.start)
        if key in _OF_EVERY_CLIP:
            raise error_at(f"every clip has a {key}", self.query, token.start)
        self._check_key(key, token)
        return Has(key) if field.name == "has" else negate(Has(key))

    def _handle_term(self, token: Token) -> Node:
        self.count_words(token, 1)
        beginning = token.text.strip().lower()
        if not naming.is_handle(beginning):
            message = (
                f"“{abbreviate(token.text)}” begins no handle, which is {naming.HANDLE_LENGTH} letters without a vowel"
            )
            raise error_at(message, self.query, token.start)
        return WithHandle(beginning)

    def _tag_term(self, field: FieldRef, token: Token) -> Node:
        self.count_words(token, 1)
        tag = tag_key(token.text)
        if not tag:
            raise error_at("tag: takes a tag; is:untagged finds the clips without one", self.query, token.start)
        if token.prefix and token.text.endswith("/"):
            tag += "/"
        return Tagged(tag, token.prefix, field.exact and not token.prefix)

    def _url_term(self, token: Token) -> Node:
        self.count_words(token, 1)
        value = token.text.strip()
        if token.kind == "address" and (value.startswith("*") or value.endswith("*")):
            raise error_at("an address takes no *: what is below it is found too", self.query, token.start)
        if value.split() != [value] or not urls.key(value):
            raise error_at(f"“{abbreviate(value)}” is neither a domain nor an address", self.query, token.start)
        return AtUrl(value)

    @cached_property
    def _outlet_names(self) -> Mapping[Words, tuple[Words, ...]]:
        """All names of each outlet, by every one of them; an outlet's own name goes before another's alias."""
        outlets: list[tuple[Words, ...]] = []
        for outlet, others in self.aliases.items():
            names = dict.fromkeys(tuple(text.words(name)) for name in (outlet, *others))
            outlets.append(tuple(filter(None, names)))
        by_name: dict[Words, tuple[Words, ...]] = {}
        for outlet_names in outlets:
            by_name.setdefault(outlet_names[0] if outlet_names else (), outlet_names)
        for outlet_names in outlets:
            for name in outlet_names:
                by_name.setdefault(name, outlet_names)
        return by_name

    def _words(self, token: Token) -> Words:
        words = tuple(text.words(token.text))
        self.count_words(token, len(words))
        if any(len(word) > MAX_LETTERS for word in words):
            raise error_at(f"a word has at most {MAX_LETTERS} letters", self.query, token.start)
        return words

    def count_words(self, token: Token, number: int) -> None:
        """Add the words of a token to those of the query; raise QueryError above the limit."""
        self.word_count += number
        if self.word_count > MAX_WORDS:
            raise error_at(f"a query has at most {MAX_WORDS} words", self.query, token.start)


def _span_term(name: str, span: Span) -> Node | None:
    """Return the term for a span of time after a field's name; None if the span is open where the field needs a day."""
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
    if span in {Span(None, None), Span(None, 1), Span(_AFTER_LAST_DAY, None)}:
        return None
    return Dated("date", span)


def _field_name(key: str) -> str:
    """Return the name of a field, given by its name or an alias; any other key in casefolded form."""
    folded = key.casefold()
    return folded if folded in _TERM_FIELDS else keys.field_name(key) or folded


def abbreviate(value: str) -> str:
    """Shorten what was typed, to quote it in a message."""
    return text.shorten(value, 40)
