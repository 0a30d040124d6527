"""The time that foreign text costs grows with its length, not with the square: every pattern, every loop over it."""

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from clipper import clipfile, text
from clipper.analysis.checks import years
from clipper.analysis.suggestions import similar_clips
from clipper.clipfile import edit
from clipper.errors import ClipperError
from clipper.index import rows, shingles
from clipper.intake import bylines, decoding, headline, no_text, people
from clipper.intake.exports import html_links, nexis_documents, press, timestamps
from clipper.intake.mail import alerts, forwarded, letter, mailbox, mime
from clipper.intake.mail.headers import Headers
from clipper.intake.page import extract, page, phrases
from clipper.intake.page.metadata import claims, outlet_names, visible
from clipper.intake.page.metadata import dates as page_dates
from clipper.intake.text import clippings, copied_html, heading
from clipper.model import authors, dates, naming, person_name, spans, tags, urls
from clipper.model.clip import Clip, StoredClip
from clipper.model.values import parse_tags
from clipper.output.plain import clips, encode, template
from clipper.output.terminal import article
from clipper.query import arguments, haystack, parser
from tests.growth import excess
from tests.output.drawing import draw
from tests.patterns import Use, attacks, unknown, uses

QUICK = (1_000, 4_000, 16_000)
WIDE = (1_000, 10_000, 100_000)
TODAY = date(2025, 5, 19)
HANDLE = "bcdfghjk"
BOUNDED = {
    "clipper.analysis.checks.tense._patterns()": 200,
    "clipper.index.series": 500,
    "clipper.intake.headline._ABBREVIATION": 20,
    "clipper.intake.inputs": 4096,
    "clipper.intake.text.agency_line": 80,
    "clipper.intake.text.byline": 300,
    "clipper.intake.text.database": 300,
    "clipper.intake.text.mail": 300,
    "clipper.intake.text.messages": 300,
    "clipper.intake.text.opening": 300,
    "clipper.intake.text.page_furniture": 60,
    "clipper.intake.text.press_release": 300,
    "clipper.intake.text.print_line": 160,
}
"""The patterns that meet only so many characters."""
MADE_OF_ARGUMENTS = {
    "clipper.analysis.checks.headers.find_foreign_header",
    "clipper.analysis.checks.headers.find_hidden_values",
    "clipper.analysis.checks.tense._patterns",
    "clipper.text.markup.without_markup",
    "clipper.clipfile.parts._find_closing",
    "clipper.clipfile.parts._split_at_fences",
    "clipper.clipfile.parts.is_certain",
    "clipper.config.checker._error",
    "clipper.intake.page.phrases.contains",
    "clipper.intake.text.dateline.parse_dateline",
    "clipper.intake.no_text._begins",
    "clipper.intake.no_text.find",
    "clipper.intake.page.posts.find_post",
    "clipper.intake.text.labels._kind_of_label",
    "clipper.intake.unsupported.find",
    "clipper.library.searches.references",
    "clipper.model.inferred._without_markup",
    "clipper.model.line_breaks._begins",
    "clipper.model.person_name._is_whole",
    "clipper.output.terminal.markdown.rules._enclose",
    "clipper.output.terminal.markdown.tree._feed",
    "clipper.text.safety._never",
    "clipper.text.safety._suspect",
}
"""The functions whose patterns cannot be read in the source: they are tried through the functions below, or known."""

PIECES = (
    *("a", " ", "\n", "0", "é", "語", "e\u0301\u0323", "\uff9e\u0301", "\u200b", "a\u200cب", "\U0001f468\u200d"),
    *(
        "(",
        "[",
        "<",
        ")",
        "]",
        ">",
        "{",
        '"',
        "'",
        "*",
        "_",
        "`",
        "#",
        "-",
        "=",
        "|",
        "\\",
        "&",
        ":",
        ";",
        ",",
        ".",
        "/",
    ),
    *("a ", "a\n", "\n\n", "\r\n", "\r", "\t", " \n", "a, ", "a; ", "A and ", "by ", "a.", "a/", "a-", "0 ", "00:00 "),
    *(
        "![",
        "[a](",
        "[a]: b\n",
        "**a",
        "*a_",
        "<a>",
        "<!--",
        "<b",
        "&a",
        "`a",
        "> ",
        "- ",
        "1. ",
        "  - a\n",
        "| a ",
        "|-",
    ),
    *(
        "2025 ",
        "May ",
        "19 May 2025 ",
        "tag: ",
        "- a\n",
        "? a\n",
        "a: b\n",
        "#a\n",
        "---\n",
        "date 2000-05-19\n",
        "Source: A\n",
    ),
    *(
        "date 2000-05-19 [Source: A]\n\na\n\n",
        "Title: a\n",
        "www.",
        "m.",
        "http://a/",
        "%",
        "a=b&",
        "x OR ",
        "-a ",
        "a:(",
        "@a ",
    ),
    *(
        "/*",
        "*/",
        "The A. ",
        "A? ",
        "。",
        "!!",
        "e.g. ",
        "Mr. ",
        "in 2024, ",
        "year ",
        "作者 ",
        "2025年",
        "</p><p>",
        "<p>a",
        '{"a":',
    ),
)
"""What is repeated to make a text on which a loop or a pattern may begin again and again."""


def _draw(body: str) -> str:
    return draw(article.render(StoredClip("a.md", HANDLE, Clip(title="T", body=body), 1), width=80), width=80)


def _header(value: str) -> str:
    return value.replace("\n", " ")


def _quietly(function: Callable[[str], object]) -> Callable[[str], object]:
    def call(value: str) -> None:
        with contextlib.suppress(ClipperError, ValueError):
            result = function(value)
            if isinstance(result, Iterator):
                list(result)

    return call


def _stored(value: str) -> StoredClip:
    clip = Clip(title=value, date=value, source=value, url=value, author=(value,), tags=(value,), body=value)
    return StoredClip("a.md", HANDLE, clip, 1)


FUNCTIONS: dict[str, Callable[[str], object]] = {
    "text.fold": text.fold,
    "text.words": text.words,
    "text.spaced_words": text.spaced_words,
    "text.count_words": text.count_words,
    "text.shorten": lambda value: text.shorten(value, 80),
    "text.slug": lambda value: text.slug(value, 80),
    "text.safe": text.safe,
    "text.safe_lines": text.safe_lines,
    "text.strip_unsafe": text.strip_unsafe,
    "text.safe_pieces": lambda value: text.safe_pieces(value.split(" ")),
    "dates.parse": dates.parse,
    "dates.sort_key": dates.sort_key,
    "spans.parse_span": lambda value: spans.parse_span(value, TODAY),
    "urls.key": urls.key,
    "urls.key of an address": lambda value: urls.key(f"http://{value}"),
    "urls.key of a path": lambda value: urls.key(f"http://a.b/{value}"),
    "urls.is_address": lambda value: urls.is_address(f"http://{value}"),
    "urls.without_tracking": lambda value: urls.without_tracking(f"http://a.b/?{value}"),
    "tags.flaw": tags.flaw,
    "tags.sanitize": tags.sanitize,
    "tags.near_misses": lambda value: tags.near_misses(value, {value[1:]: 1, "world/ukraine": 1}),
    "tags.rename": lambda value: tags.rename(value, "a", "b"),
    "authors.split": authors.split,
    "person_name.parse": person_name.parse,
    "values.parse_tags": parse_tags,
    "naming.new_name": lambda value: naming.new_name(Clip(title=value, source=value)),
    "clipfile.read a body": lambda value: clipfile.read(value.encode("utf-8", "replace")),
    "clipfile.read a header": lambda value: clipfile.read(f"---\n{value}\n---\n\na\n".encode()),
    "clipfile.read a value": lambda value: clipfile.read(f"---\ntitle: {_header(value)}\n---\n\na\n".encode()),
    "clipfile.write": lambda value: clipfile.write(Clip(title=value, tags=(value,), body=value)),
    "edit.with_tags": lambda value: edit.with_tags(f"---\ntags: [{_header(value)}]\n---\n\na\n".encode(), add=["b"]),
    "edit.with_field": lambda value: edit.with_field(f"---\n{value}\n---\n\na\n".encode(), "title", ["b"]),
    "parser.parse": lambda value: parser.parse(value, today=TODAY),
    "arguments.join_arguments": lambda value: arguments.join_arguments([f"source:a {value}"]),
    "haystack": lambda value: haystack.make_haystack([value]),
    "shingles.sketch": shingles.sketch,
    "rows.clip_rows": lambda value: rows.clip_rows(_stored(value), mtime_ns=0, ctime_ns=0, size=0, inode=0),
    "decoding.decode": lambda value: decoding.decode(value.encode("utf-8", "replace")),
    "clippings of a text": lambda value: clippings.parse_clippings(value, TODAY),
    "clippings below a heading": lambda value: clippings.parse_clippings(
        f"date 2000-05-19 [Source: A]\n\n{value}", TODAY
    ),
    "heading.parse_line": heading.parse_line,
    "no_text.find": lambda value: no_text.find(value.encode("utf-8", "replace")),
    "no_text.find_form": lambda value: no_text.find_form(value.encode("utf-8", "replace")),
    "no_text.find_form in braces": lambda value: no_text.find_form(f"{{{value}}}".encode("utf-8", "replace")),
    "mailbox.is_mail": lambda value: mailbox.is_mail(f"From: a\n{value}".encode("utf-8", "replace")),
    "mailbox.split": lambda value: list(mailbox.split(value.encode("utf-8", "replace"))),
    "headers of a mail": lambda value: Headers(f"From: {value}".encode("utf-8", "replace")).sender(),
    "parts of a mail": lambda value: mime.parse(
        f"Content-Type: multipart/mixed; boundary=a\n\n{value}".encode("utf-8", "replace")
    ),
    "forwarded.find_in_html": lambda value: forwarded.find_in_html(value, "Fwd: a"),
    "forwarded.find_in_text": lambda value: forwarded.find_in_text(value, "Fwd: a"),
    "alerts of HTML": lambda value: alerts.find_articles(value, ""),
    "alerts of a text": lambda value: alerts.find_articles("", value),
    "press.find_day": press.find_day,
    "press.split_page": press.split_page,
    "nexis_documents.split": lambda value: nexis_documents.split(["1 of 1 DOCUMENTS", *value.split("\n")]),
    "nexis_documents.split at the end": lambda value: nexis_documents.split([*value.split("\n"), "End of Document"]),
    "letter.trim": lambda value: letter.trim(value.split("\n\n")),
    "headline.find_title": headline.find_title,
    "headline.plain_text": headline.plain_text,
    "bylines.split_byline": bylines.split_byline,
    "bylines.is_person": bylines.is_person,
    "copied_html.unwrap": copied_html.unwrap,
    "copied_html.unwrap an article": lambda value: copied_html.unwrap(f'<article data-clipper data-title="{value}'),
    "html_links.parse_tags": html_links.parse_tags,
    "timestamps.parse_saved": timestamps.parse_saved,
    "people.parse_bylines": lambda value: people.parse_bylines([value]),
    "outlet_names.find_outlet": lambda value: outlet_names.find_outlet(value, "a"),
    "outlet_names.strip_outlet": lambda value: outlet_names.strip_outlet(value, "A News", "a.com"),
    "outlet_names.clean_outlet": outlet_names.clean_outlet,
    "visible._cut_before_date": visible._cut_before_date,
    "claims.clean_text": claims.clean_text,
    "page_dates.find_date": page_dates.find_date,
    "page_dates.parse_date": page_dates.parse_date,
    "page_dates.date_in_url": page_dates.date_in_url,
    "phrases.is_boilerplate": phrases.is_boilerplate,
    "years.find_past_year": lambda value: years.find_past_year(f"{value} 2025", 2000, 2030),
    "similar_clips.terms": lambda value: similar_clips.terms(Clip(title=value, body=value)),
    "template.parse": lambda value: template.parse(value)(_stored("a")),
    "encode": lambda value: (encode.tsv_line([value]), encode.shell_word(value), encode.json_object({"a": value})),
    "clips.tsv": lambda value: list(clips.tsv([clips.row(_stored(value))])),
}
"""Each function that a foreign text meets, by name."""

SLOW_FUNCTIONS: dict[str, Callable[[str], object]] = {
    "article.render": _draw,
    "page.to_markdown": page.to_markdown,
    "page.to_markdown of a paragraph": lambda value: page.to_markdown(f"<p>{value.replace('<', '&lt;')}</p>"),
    "extract_page": lambda value: extract.extract_page(f"<title>A</title><h1>A</h1><p>{value}".encode(), "", None),
    "extract_page with JSON-LD": lambda value: extract.extract_page(
        f'<script type="application/ld+json">{{"headline":{json.dumps(value)},,}}{value}</script><p>a'.encode(),
        "",
        None,
    ),
}
"""Those that need a library which takes milliseconds for each kilobyte."""


def made_of(prefix: str, piece: str, end: str, most: int = 10**9) -> Callable[[int], str]:
    """Return what makes a text of about a size, but with at most `most` characters."""
    return lambda size: (prefix + piece * (min(size, most) // len(piece)) + end)[: most + len(prefix)]


def pattern_use(use: Use) -> Callable[[str], object]:
    pattern = use.pattern
    find = pattern.sub if use.searched else lambda _, value: pattern.match(value)
    if isinstance(pattern.pattern, bytes):
        return lambda value: find(b"", value.encode())
    return lambda value: find("", value)


def slow_patterns(sizes: tuple[int, ...], step: int, screen: float) -> dict[str, float]:
    found: dict[str, float] = {}
    for use in uses():
        run, most = pattern_use(use), BOUNDED.get(use.where, BOUNDED.get(use.where.partition(":")[0], 10**9))
        for prefix, piece, end in attacks(use.pattern)[::step]:
            growth = excess(run, made_of(prefix, piece, end, most), sizes, screen=screen)
            if growth:
                found[f"{use.where} on {prefix!a} {piece!a}"] = growth
                break
    return found


def slow_functions(
    functions: dict[str, Callable[[str], object]], sizes: tuple[int, ...], step: int, screen: float
) -> dict[str, float]:
    found: dict[str, float] = {}
    for number, (name, function) in enumerate(functions.items()):
        for piece in PIECES[number % step :: step]:
            growth = excess(_quietly(function), made_of("", piece, "\0" if step > 1 else ""), sizes, screen=screen)
            if growth:
                found[f"{name} on {piece!a}"] = growth
    return found


def test_every_pattern_is_found_or_known() -> None:
    assert set(unknown()) == MADE_OF_ARGUMENTS
    names = {use.where for use in uses()}
    assert len(names) > 200
    assert all(any(name.startswith(bounded.partition("._")[0]) for name in names) for bounded in BOUNDED)


def test_a_pattern_of_quadratic_time_is_noticed() -> None:
    slow = Use("here", re.compile(r"\s*;"), searched=True)
    assert excess(pattern_use(slow), made_of("", " ", "\0"), QUICK, screen=0) > 2.2
    assert ("", " ", "\0") in attacks(slow.pattern)


def test_no_pattern_takes_more_than_linear_time() -> None:
    assert slow_patterns(QUICK, 8, 0.003) == {}


def test_no_function_takes_more_than_linear_time() -> None:
    assert slow_functions(FUNCTIONS, QUICK, 8, 0.006) == {}


@pytest.mark.slow
def test_no_pattern_takes_more_than_linear_time_on_any_attack() -> None:
    assert slow_patterns((*QUICK, 64_000), 1, 0.002) == {}


@pytest.mark.slow
def test_no_function_takes_more_than_linear_time_on_any_text() -> None:
    assert slow_functions(FUNCTIONS | SLOW_FUNCTIONS, WIDE, 1, 0) == {}
