"""EPUB: a book for a reader of e-books, with a page for each clip."""

import uuid
from collections.abc import Iterator
from typing import BinaryIO

from clipper.output.markup.book import EPOCH, Book, BookFacts, contents, pack
from clipper.output.markup.html import escape, to_html
from clipper.output.review import chart
from clipper.output.review.article import article, cover, language_of, source_line
from clipper.output.review.forms import FormOptions
from clipper.output.review.issue import Issue, IssueClip, IssueSection

_CSS = (
    "body{line-height:1.5}h1,h2,h3,h4,h5,h6{line-height:1.2}.subtitle{font-size:1.2em}"
    ".about,.where,footer{color:#55524c;font-size:.9em}.comment,.note{border-inline-start:4px solid #b3541e;"
    "padding:.2em .8em;margin:.6em 0}.note .label{font-weight:bold}.number{color:#55524c}"
    "blockquote{border-inline-start:3px solid #cfc9bd;margin:1em 0;padding-inline-start:1em}"
    "table{border-collapse:collapse;margin:1em 0}td,th{border-bottom:1px solid #cfc9bd;padding:.2em .5em;"
    "text-align:start;vertical-align:top}tbody th{font-weight:normal}.n{text-align:end}"
    "figure{margin:1em 0}svg{width:100%;height:auto}pre{white-space:pre-wrap}nav ol{list-style:none}"
    "nav li,.sources li{margin:.3em 0}.sources ul{list-style:none;padding:0}\n"
)
_COVER, _SOURCES = "cover.xhtml", "sources.xhtml"


def write(issue: Issue, out: BinaryIO, options: FormOptions) -> str:  # noqa: ARG001 - it has the reader's fonts
    """Write the press review."""
    words, code = issue.labels, issue.labels.language
    with pack(out) as packing:
        book = Book(packing, _CSS)
        drawn = chart.is_worth_drawing(issue.coverage)
        book.add(_COVER, issue.title, "".join(cover(issue)), code, properties="svg" if drawn else "")
        book.add_contents()
        for section in issue.sections:
            if _has_page(section):
                book.add(f"s{section.number}.xhtml", section.heading or issue.title, _opening(section), code)
            for clip in section.clips:
                book.add(f"c{clip.number}.xhtml", clip.headline, "".join(article(clip, words, 1)), code)
        sources = "".join(f"<li>{source_line(source, words, '.xhtml')}</li>" for source in issue.sources)
        listed = f"<ul>{sources}</ul>" if sources else ""
        body = f'<section class="sources"><h1>{escape(words.sources)}</h1>{listed}</section>'
        book.add(_SOURCES, words.sources, body, code)
        book.finish(contents(issue.title, _rows(issue), words.contents, code), _facts(issue))
    return ""


def _facts(issue: Issue) -> BookFacts:
    """Return what the book states; the day of its newest clip is the one on which it was changed."""
    named = "\n".join((issue.title, *(clip.handle for clip in issue.clips)))
    day = issue.coverage.newest
    return BookFacts(
        uuid.uuid5(uuid.NAMESPACE_URL, f"clipper:review:{named}"),
        ": ".join(filter(None, (issue.title, issue.subtitle))),
        language=issue.labels.language,
        languages=tuple(clip.language for clip in issue.clips),
        modified=f"{day}T00:00:00Z" if day else EPOCH,
    )


def _has_page(section: IssueSection) -> bool:
    return bool(section.heading or section.introduction.strip())


def _opening(section: IssueSection) -> str:
    heading = f'<h1 dir="auto">{escape(section.heading)}</h1>' if section.heading else ""
    return f'{heading}<div dir="auto">{to_html(section.introduction, gapless=True)}</div>'


def _rows(issue: Issue) -> Iterator[str]:
    """Yield the entries of the contents: those of a section with a heading are below it."""
    yield f'<li><a href="{_COVER}">{escape(issue.title)}</a></li>'
    for section in issue.sections:
        rows = "".join(map(_row, section.clips))
        if not section.heading:
            yield rows
            continue
        below = f"<ol>{rows}</ol>" if rows else ""
        yield f'<li><a href="s{section.number}.xhtml"><bdi>{escape(section.heading)}</bdi></a>{below}</li>'
    yield f'<li><a href="{_SOURCES}">{escape(issue.labels.sources)}</a></li>'


def _row(clip: IssueClip) -> str:
    headline = f"<bdi{language_of(clip)}>{escape(clip.headline)}</bdi>"
    return f'<li><a href="c{clip.number}.xhtml">{clip.number}. {headline}</a></li>'
