"""The parser of queries: from the text that is typed to a tree of nodes."""

import contextlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from clipper.query import terms
from clipper.query.nodes import Everything, Node, all_of, any_of, negate
from clipper.query.terms import Aliases, FieldRef, KeyFlaw, Terms, abbreviate
from clipper.query.tokens import QueryError, Token, error_at, tokenize

Searches: TypeAlias = Mapping[str, tuple[str, str]]
"""The saved searches by their names in lower case: the query, and the file and line that it is in, made safe."""

MAX_NESTING = 20
"""The number of parentheses and saved searches that can be inside one another."""


def parse(
    query: str,
    *,
    today: date,
    aliases: Aliases | None = None,
    searches: Searches | None = None,
    place: str = "",
    key_flaw: KeyFlaw = lambda _: "",
) -> Node:
    """Parse a query; an empty one is Everything. `key_flaw` says which keys cannot be asked for; without it all can.

    A mistake is a QueryError of three lines: the message, the query, and a caret under the position. For a query in a
    file the message begins with its `place`, the file and line.
    """
    parser = _Parser(Terms(query, today, aliases or {}, key_flaw), searches or {})
    with _errors_in_file(place):
        return parser.parse()


class _Parser:
    """A recursive descent parser, with one method for each rule of the grammar.

    The methods that take a `field` parse the value of that field, or free terms if it is None. They return None for
    terms without a word to search for.
    """

    def __init__(self, terms: Terms, searches: Searches, outer_searches: tuple[str, ...] = ()) -> None:
        self.terms = terms
        self.query = query = terms.query
        self.searches = searches
        self.outer_searches = outer_searches
        """The names of the saved searches that this query is nested in."""
        self.tokens = list(tokenize(query))
        self.position = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        """The token at the position."""
        return self.tokens[self.position]

    def take(self) -> Token:
        """Return the token at the position, and move on."""
        self.position += 1
        return self.tokens[self.position - 1]

    def error(self, message: str, token: Token, *, hint: str = "") -> QueryError:
        return error_at(message, self.query, token.start, hint=hint)

    def parse(self) -> Node:
        if self.token.kind == "end":
            return Everything()
        node = self.or_expression(None)
        if self.token.kind == ")":
            raise self.error("this parenthesis closes nothing", self.token)
        return node

    def or_expression(self, field: FieldRef | None) -> Node:
        """Parse expressions with OR between them."""
        parts = [self.and_expression(field)]
        while self.token.kind == "OR":
            self.take()
            parts.append(self.and_expression(field))
        return any_of(parts)

    def and_expression(self, field: FieldRef | None) -> Node:
        """Parse terms side by side, with or without AND between them."""
        parts: list[Node] = []
        first = self.position
        while self.token.kind not in {"OR", ")", "end"}:
            if self.token.kind == "AND":
                self.and_operator(first)
            elif (part := self.not_expression(field)) is not None:
                parts.append(part)
        if parts:
            return all_of(parts)
        if first < self.position:
            raise self.terms.no_words_error(self.tokens[first])
        raise self.missing_term_error(first)

    def and_operator(self, first: int) -> None:
        """Parse AND, which changes nothing, but must be between two terms."""
        token = self.take()
        if self.position - 1 == first or self.token.kind in {"AND", "OR", ")", "end"}:
            raise self.error("AND must be between two terms", token)

    def missing_term_error(self, position: int) -> QueryError:
        """Return the error for a position where a term is missing."""
        token = self.tokens[position]
        before = self.tokens[position - 1] if position else None
        for operator in (token, before):
            if operator and operator.kind == "OR":
                return self.error("OR must be between two terms", operator)
        if not before:
            return self.error("this parenthesis closes nothing", token)
        if token.kind == ")":
            return self.error("nothing is in these parentheses", before)
        return self.error("this parenthesis is not closed", before)

    def not_expression(self, field: FieldRef | None) -> Node | None:
        """Parse a primary with any number of NOT or `-` before it."""
        negated = False
        while self.token.kind == "NOT":
            token = self.take()
            negated = not negated
            if self.token.kind in {"AND", "OR", ")", "end"}:
                raise self.error("nothing follows NOT", token)
        node = self.primary(field)
        return negate(node) if node is not None and negated else node

    def primary(self, field: FieldRef | None) -> Node | None:
        """Parse a group, a saved search, a field with its value, or one word, quotes or address."""
        token = self.token
        if token.kind == "(":
            return self.group(field)
        if token.kind == "search":
            if field:
                raise self.error("a saved search cannot be the value of a field", token)
            return self.saved_search(self.take())
        if token.kind == "field":
            if field:
                raise self.error(f"{token.text}: cannot be in the value of another field", token)
            return self.field()
        if not field:
            return self.terms.free_term(self.take())
        if not terms.takes_dates(field.name):
            return self.terms.field_term(field, self.take())
        tokens = self.tokens[self.position : self.position + terms.MAX_SPAN_WORDS]
        node, count = self.terms.date_term(field, tokens)
        self.position += count
        return node

    def saved_search(self, token: Token) -> Node:
        """Return the query of a saved search; an error in it begins with the place of that query."""
        name = token.text.removeprefix("@").casefold()
        if name not in self.searches:
            hint = f'`clipper search` shows those there are; to search for the word, write "{token.text}"'
            raise self.error(f"no saved search is called {abbreviate(token.text)}", token, hint=hint)
        if name in self.outer_searches:
            raise self.error(f"{abbreviate(token.text)} refers to itself", token)
        if self.depth + len(self.outer_searches) >= MAX_NESTING:
            raise self.error(f"saved searches can be nested at most {MAX_NESTING} deep", token)
        query, place = self.searches[name]
        with _errors_in_file(place):
            inner_terms = Terms(query, self.terms.today, self.terms.aliases, self.terms.key_flaw)
            inner = _Parser(inner_terms, self.searches, (*self.outer_searches, name))
            inner.depth = self.depth
            node = inner.parse()
        # A search counts as a word itself: some without words that name each other would never reach the limit.
        self.terms.count_words(token, inner.terms.word_count + 1)
        return node

    def group(self, field: FieldRef | None) -> Node:
        """Parse what is in parentheses."""
        opening = self.take()
        self.depth += 1
        if self.depth + len(self.outer_searches) > MAX_NESTING:
            raise self.error(f"parentheses can be nested at most {MAX_NESTING} deep", opening)
        node = self.or_expression(field)
        if self.token.kind != ")":
            raise self.error("this parenthesis is not closed", opening)
        self.take()
        self.depth -= 1
        return node

    def field(self) -> Node | None:
        """Parse a field and its value, which follows without a blank."""
        name, value = self.take(), self.token
        if value.start != name.end or value.kind in {")", "end"}:
            hint = f'to search for the word itself, write "{name.text}"'
            raise self.error(f"nothing follows {name.text}:", name, hint=hint)
        return self.primary(self.terms.field_ref(name))


@contextlib.contextmanager
def _errors_in_file(place: str) -> Iterator[None]:
    """Add the place of a query to its errors; those of a saved search in it have its place already."""
    try:
        yield
    except QueryError as error:
        raise (error if error.place else error.in_file(place)) from None
