"""HTML: one page without a script or a request, which reads on a phone, in the dark, and on paper."""

from collections.abc import Iterator
from typing import BinaryIO

from clipper.output.markup.html import escape, to_html
from clipper.output.review.article import article, cover, language_of, source_line
from clipper.output.review.forms import FormOptions
from clipper.output.review.issue import Issue, IssueClip, IssueSection
from clipper.output.review.labels import Labels
from clipper.output.review.style import CSS

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write(issue: Issue, out: BinaryIO, options: FormOptions) -> str:  # noqa: ARG001 - it has the reader's fonts
    """Write the press review."""
    out.writelines(part.encode("utf-8", "replace") for part in _page(issue))
    return ""


def _page(issue: Issue) -> Iterator[str]:
    words = issue.labels
    title = ": ".join(escape(part) for part in (issue.title, issue.subtitle) if part)
    yield (
        f'<!DOCTYPE html>\n<html lang="{words.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><meta name="robots" content="noindex"><title>{title}</title><style>{CSS}</style></head>'
        f'<body><a class="skip" href="#clips">{words.to_clips}</a>'
    )
    yield "".join(cover(issue))
    yield "".join(_contents(issue))
    yield '<main id="clips">'
    for section in issue.sections:
        yield "".join(_section(section, words))
    yield f"</main>{''.join(_sources(issue))}</body></html>\n"


def _contents(issue: Issue) -> Iterator[str]:
    yield f'<nav aria-labelledby="contents"><h2 id="contents">{issue.labels.contents}</h2>'
    for section in issue.sections:
        if section.heading:
            yield f'<h3><a href="#s{section.number}" dir="auto">{escape(section.heading)}</a></h3>'
        if section.clips:
            yield f"<ol>{''.join(map(_line, section.clips))}</ol>"
    yield "</nav>"


def _line(clip: IssueClip) -> str:
    where = ", ".join(f"<bdi>{escape(part)}</bdi>" for part in (clip.outlet, clip.date) if part)
    return (
        f'<li><span class="number">{clip.number}</span> <a href="#c{clip.number}"><bdi{language_of(clip)}>'
        f'{escape(clip.headline)}</bdi></a> <span class="where">{where}</span></li>'
    )


def _section(section: IssueSection, words: Labels) -> Iterator[str]:
    yield f'<section aria-labelledby="s{section.number}">' if section.heading else "<section>"
    if section.heading:
        yield f'<h2 id="s{section.number}" dir="auto">{escape(section.heading)}</h2>'
    if section.introduction:
        yield f'<div dir="auto">{to_html(section.introduction, levels=2, gapless=True)}</div>'
    level = 3 if section.heading else 2
    for clip in section.clips:
        yield "".join(article(clip, words, level))
    yield "</section>"


def _sources(issue: Issue) -> Iterator[str]:
    words = issue.labels
    yield f'<section class="sources" aria-labelledby="sources"><h2 id="sources">{words.sources}</h2><ul>'
    for source in issue.sources:
        yield f"<li>{source_line(source, words)}</li>"
    yield "</ul></section>"
