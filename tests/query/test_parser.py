"""How a query is parsed, and how a mistake in it is shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import UsageError
from clipper.model.dates import Span
from clipper.query import And, AtUrl, Dated, Everything, FieldText, From, Has, Node, Not, Or, Tagged, Text, WithHandle
from clipper.query.arguments import join_arguments, parse_options
from clipper.query.parser import parse
from tests.effort import bounded

TODAY = date(2025, 5, 21)
ALIASES = {"BBC News": ("BBC", "bbc.co.uk"), "BBC": ("Beeb",), "—": ("东方早报",)}
BBC_NEWS = (("bbc", "news"), ("bbc",), ("bbc", "co", "uk"))
WEEK = Span(date(2025, 5, 15).toordinal(), date(2025, 5, 22).toordinal())
MAY = Span(date(2025, 5, 1).toordinal(), date(2025, 6, 1).toordinal())


def words(*parts: str) -> tuple[Node, ...]:
    return tuple(Text((part,)) for part in parts)


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("", Everything()),
        (" \n ", Everything()),
        ("A b", And(words("a", "b"))),
        ("a OR b c", Or((Text(("a",)), And(words("b", "c"))))),
        ("a AND b OR c", Or((And(words("a", "b")), Text(("c",))))),
        ("(a b) (c (d))", And(words("a", "b", "c", "d"))),
        ("(a OR b) OR c", Or(words("a", "b", "c"))),
        ("NOT a b", And((Not(Text(("a",))), Text(("b",))))),
        ("-(-a)", Text(("a",))),
        ("-a-b", Not(Text(("a", "b")))),
        ("a -> b — & c", And(words("a", "b", "c"))),
        ("a - b -- c --d", And(words("a", "b", "c", "d"))),
        ("(a)*", Text(("a",))),
        ('“a b” „c d“ "e"*', And((Text(("a", "b")), Text(("c", "d")), Text(("e",), prefix=True)))),
        (r'"say \"so\""', Text(("say", "so"))),
        ('"OR" or', And(words("or", "or"))),
        ("日本*", Text(("日", "本"), prefix=True)),
        ("12:30 3:x", And((Text(("12", "30")), Text(("3", "x"))))),
        ("a:b:c", FieldText("a", ("b", "c"))),
        ("_comment:do", FieldText("_comment", ("do",))),
        ('"Word  count":12', FieldText("word count", ("12",))),
        ('"word count":="a b"', FieldText("word count", ("a", "b"), exact=True)),
        ('"og:title":x', FieldText("og:title", ("x",))),
        ('"Headline":x', FieldText("title", ("x",))),
        ('-"word count":(1 OR 2)', Not(Or((FieldText("word count", ("1",)), FieldText("word count", ("2",)))))),
        ('has:"word count"', Has("word count")),
        ('"word count": 12', And((Text(("word", "count")), Text(("12",))))),
        ('"word count"', Text(("word", "count"))),
        ("__ x", Text(("x",))),
        ("Headline:=x*", FieldText("title", ("x",), prefix=True, exact=True)),
        (
            "x-y_1:(a -b OR =c)",
            Or((And((FieldText("x-y_1", ("a",)), Not(FieldText("x-y_1", ("b",))))), FieldText("x-y_1", ("c",)))),
        ),
        ("tag:#World/ -tag:=a", And((Tagged("world"), Not(Tagged("a", exact=True))))),
        ("tag:=wor*", Tagged("wor", prefix=True)),
        ("tag:world/*", Tagged("world/", prefix=True)),
        ('tag:"c*"', Tagged("c*")),
        ("no:by has:X", And((Not(Has("author")), Has("x")))),
        ("-no:url", Has("url")),
        ('has:"read later"', Has("read later")),
        ("(http://a.b/c_(d))", AtUrl("http://a.b/c_(d)")),
        ("link:a.b?x=(1)", AtUrl("a.b?x=(1)")),
        ("ftp://a.b", Text(("ftp", "a", "b"))),
        # the longest run of words that makes a span
        ("date:last 7 days reuters", And((Dated("date", WEEK), Text(("reuters",))))),
        ("date:may 2025", Dated("date", MAY)),
        ('date:"may 2025" 2025', And((Dated("date", MAY), Text(("2025",))))),
        ("published:May 2025 -a", And((Dated("date", MAY), Not(Text(("a",)))))),
        ("since:may 2025", Dated("date", Span(MAY.start, None))),
        ("until:may 2025", Dated("date", Span(None, MAY.end))),
        ("before:may 2025", Dated("date", Span(None, MAY.start))),
        ("after:may 2025", Dated("date", Span(MAY.end, None))),
        ("saved:(may 2025 OR ..2025-05)", Or((Dated("clipped", MAY), Dated("clipped", Span(None, MAY.end))))),
        # the names of an outlet
        ('source:"bbc news"', From(BBC_NEWS)),
        ("source:BBC", From((("bbc",), ("beeb",)))),
        ("site:bbc.co.uk", From(BBC_NEWS)),
        ("source:东方早报", From((("东", "方", "早", "报"),))),
        ("source:bb*", From((("bb",),), prefix=True)),
        ("handle:KNB* -handle:bcd", And((WithHandle("knb"), Not(WithHandle("bcd"))))),
        ("path:2025/a.md", FieldText("path", ("2025", "a"))),
    ],
)
def test_a_query_is_read_as(query: str, node: Node) -> None:
    assert parse(query, today=TODAY, aliases=ALIASES) == node


@pytest.mark.parametrize(
    "mistake",
    [
        """
“knab” begins no handle, which is 8 letters without a vowel
  a handle:knab b
           ^
""",
        """
every clip has a path
  a -has:path b
         ^
""",
        """
these quotes are not closed
  a "b c
    ^
""",
        """
these quotes are not closed
  title:“b c"
        ^
""",
        """
this parenthesis is not closed
  a (b (c)
    ^
""",
        """
this parenthesis is not closed
  a (
    ^
""",
        """
this parenthesis closes nothing
  a) b
   ^
""",
        """
this parenthesis closes nothing
  )
  ^
""",
        """
nothing is in these parentheses
  tag:()
      ^
""",
        """
OR must be between two terms
  OR a
  ^
""",
        """
OR must be between two terms
  a OR
    ^
""",
        """
OR must be between two terms
  (a OR ) b
     ^
""",
        """
OR must be between two terms
  a OR OR b
       ^
""",
        """
AND must be between two terms
  a AND
    ^
""",
        """
AND must be between two terms
  (AND a)
   ^
""",
        """
nothing follows NOT
  a NOT
    ^
""",
        """
nothing follows NOT
  NOT OR a
  ^
""",
        """
nothing follows author:
  a -author: b
     ^
""",
        """
nothing follows tag:
  (tag:)
   ^
""",
        """
“05/06/2025” can be 5 June 2025 or 6 May 2025: write 2025-06-05 or 2025-05-06
  a date:05/06/2025 b
         ^
""",
        """
“soon” is not a span of time: try 2025, 2025-05, "last month" or 2025-05..2025-07
  since:soon or later
        ^
""",
        """
since: takes a span with a day on that side
  since:..2025
        ^
""",
        """
before: takes a span with a day on that side
  before:0001
         ^
""",
        """
is:read is unknown: write is:untagged, is:undated or is:unreadable
  -is:read
      ^
""",
        """
no saved search is called @ukraine
  a -@ukraine
     ^
""",
        """
“—” has no letter or digit to search for
  — &
  ^
""",
        """
“—” has no letter or digit to search for
  a OR —
       ^
""",
        """
“"."*” has no letter or digit to search for
  a author:"."*
           ^
""",
        """
tag: takes a tag; is:untagged finds the clips without one
  tag:#
      ^
""",
        """
“https://[” is neither a domain nor an address
  a https://[
    ^
""",
        """
an address takes no *: what is below it is found too
  url:*.bbc.co.uk
      ^
""",
        """
author: cannot be in the value of another field
  title:(a author:b)
           ^
""",
        # The caret is under what a terminal shows, also after wide characters and marks.
        """
these quotes are not closed
  日本 ｶﾞ한 "x
            ^
""",
        """
these quotes are not closed
  cafe\u0301 "x
       ^
""",
        # A long query is shown around the place.
        f"""
OR must be between two terms
  …{"y" * 36} OR OR {"z" * 33}…
  {" " * 41}^
""",
    ],
)
def test_a_mistake_is_shown_with_a_caret_under_its_place(mistake: str) -> None:
    _, sentence, query, caret, _ = mistake.split("\n")
    query = query.strip().replace("…" + "y" * 36, "y" * 90).replace("z" * 33 + "…", "z" * 90)
    with pytest.raises(UsageError) as caught:
        parse(query, today=TODAY)
    assert str(caught.value).splitlines()[::2] == [sentence, caret]
    assert str(caught.value) == mistake.strip("\n")


def test_a_mistake_is_shown_without_what_a_terminal_would_obey() -> None:
    with pytest.raises(UsageError) as caught:
        parse('\x1b[2J\u202e\udcff "x', today=TODAY)
    assert str(caught.value) == 'this is not a character\n  ␛[2J<U+202E><U+DCFF> "x\n              ^'


def test_the_word_before_a_colon_can_be_searched_all_the_same() -> None:
    with pytest.raises(UsageError) as caught:
        parse("Trump: talks", today=TODAY)
    assert caught.value.hint == 'to search for the word itself, write "Trump"'


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        ([], ""),
        (["a", "OR", "b"], "a OR b"),
        # each argument is a group of its own, unless it is a part of an expression
        (["a OR b", "c"], "(a OR b) c"),
        (["c", "-tag:a OR b", "tag:c OR -d"], "c (-tag:a OR b) (tag:c OR -d)"),
        (["NOT", "a b", "c"], "NOT (a b) c"),
        (["NOT", "tag:a b", "c"], 'NOT tag:"a b" c'),
        (["NOT", "date:last", "month"], "NOT date:last month"),
        (["a OR b"], "a OR b"),
        (["a", "OR", "b c"], "a OR b c"),
        (["a", "b OR", "c"], "a b OR c"),
        (["a", "OR b"], "a OR b"),
        (["(a OR b", "c)", "d"], "(a OR b c) d"),
        (["tag:(a OR b)", "c"], "tag:(a OR b) c"),
        (['"a OR b"', "c"], '"a OR b" c'),
        (["title:a OR b", "c"], "(title:a OR b) c"),
        (["NOT", "", "c"], "NOT c"),
        (["source:BBC News", "a"], 'source:"BBC News" a'),
        (["-source:=Al Jazeera"], '-source:="Al Jazeera"'),
        (["tag:a b*"], 'tag:"a b"*'),
        (["title:C:\\ and so"], "title:C:\\ and so"),
        (["tag:back\\slash b"], r'tag:"back\\slash b"'),
        (["peace talks"], "peace talks"),
        # an argument with more than one term is left as it is
        (["tag:a b tag:c"], "tag:a b tag:c"),
        (["tag:a -b"], "tag:a -b"),
        (["tag:a OR b"], "tag:a OR b"),
        (["title:a* b"], "title:a* b"),
        (["tag:a (b c)"], "tag:a (b c)"),
        (['tag:"a b" c'], 'tag:"a b" c'),
        (["url:https://a.b c"], "url:https://a.b c"),
        # a span is found anyway
        (["date:last 7 days", "a"], "date:last 7 days a"),
        (["published:may 2025 a"], "published:may 2025 a"),
    ],
)
def test_the_shell_has_taken_the_quotes_away(arguments: list[str], query: str) -> None:
    read = parse(join_arguments(arguments), today=TODAY, aliases=ALIASES)
    assert read == parse(query, today=TODAY, aliases=ALIASES)


def test_the_options_are_terms() -> None:
    node = parse_options(source=["BBC News", "sz"], tag=["a b", "c"], since="may 2025", today=TODAY, aliases=ALIASES)
    query = '(source:"BBC News" OR source:sz) tag:"a b" tag:c since:"may 2025"'
    assert node == parse(query, today=TODAY, aliases=ALIASES)
    assert parse_options(today=TODAY) == Everything()


def test_a_mistake_in_an_option_is_shown_as_a_term() -> None:
    with pytest.raises(UsageError, match=r'until:"05/06/2025"\n        \^$'):
        parse_options(until="05/06/2025", today=TODAY)


TOKENS = list('aBé日\u0301*-—()"“”\\:=@/.|·#?\0\u202e\udcff   ')
TOKENS += [
    " OR ",
    "NOT ",
    " AND ",
    "title:",
    "tag:",
    "source:=",
    "url:",
    "date:",
    "since:",
    "is:",
    "no:",
    "x:",
    "https://",
    "2025",
]


@given(st.lists(st.sampled_from(TOKENS), max_size=12).map("".join))
def test_whatever_is_typed_is_refused_with_a_caret_or_spells_itself_again(query: str) -> None:
    try:
        node = parse(query, today=TODAY, aliases=ALIASES)
    except UsageError as error:
        _, shown, caret = str(error).split("\n")
        assert shown.isprintable()
        assert caret.strip() == "^"
    else:
        assert parse(str(node), today=TODAY, aliases=ALIASES) == node


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("(" * 100_000, "parentheses can be nested at most 20 deep"),
        ("-" * 100_000, "no letter or digit"),
        ("NOT " * 25_000, "nothing follows NOT"),
        ("a " * 50_000, "at most 2500 words"),
        ("tag:a " * 20_000, "at most 2500 words"),
        ("a" * 100_000, "at most 1000 letters"),
        ('"' + '\\"' * 50_000, "not closed"),
        ("https://a.b/" + "(" * 50_000 + ")" * 50_000 + " )", "closes nothing"),
        ("date:a " * 20_000, "not a span of time"),
        ("date:" + ("½" * 12_000 + " ") * 8, "not a span of time"),
        ("a OR " * 20_000, "at most 2500 words"),
    ],
    ids=lambda value: value[:8],
)
def test_a_query_without_end_is_refused_at_once(query: str, sentence: str) -> None:
    with bounded(2), pytest.raises(UsageError, match=sentence):
        parse(query, today=TODAY)
