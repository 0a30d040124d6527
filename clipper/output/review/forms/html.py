"""HTML: one page without a script or a request, which reads on a phone, in the dark, and on paper."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from clipper.output.markup.html import escape, language, link, to_html
from clipper.output.review import chart
from clipper.output.review.coverage import Row
from clipper.output.review.forms import FormOptions
from clipper.output.review.issue import Issue, IssueClip, IssueSection, Source
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
    yield "".join(_cover(issue))
    yield "".join(_contents(issue))
    yield '<main id="clips">'
    for section in issue.sections:
        yield "".join(_section(section, words))
    yield f"</main>{''.join(_sources(issue))}</body></html>\n"


def _cover(issue: Issue) -> Iterator[str]:
    words = issue.labels
    yield f'<header class="cover"><h1 dir="auto">{escape(issue.title)}</h1>'
    if issue.subtitle:
        yield f'<p class="subtitle" dir="auto">{escape(issue.subtitle)}</p>'
    yield f'<p class="about">{escape(" · ".join(filter(None, (issue.span, *issue.numbers))))}</p>'
    if issue.licence:
        yield f'<p class="about" dir="auto">{escape(issue.licence)}</p>'
    if issue.summary:
        yield f'<div class="summary" dir="auto">{to_html(issue.summary, gapless=True)}</div>'
    yield f'<section class="coverage" aria-labelledby="coverage"><h2 id="coverage">{words.coverage}</h2>'
    counted, drawn = issue.coverage, chart.is_worth_drawing(issue.coverage)
    if drawn:
        yield f"<figure>{chart.svg(counted, words)}</figure>"
    yield '<div class="tables">'
    if drawn:
        rows = [row for row in counted.periods if row.clips or row.reprints]
        yield _table(words.by_period.format(counted.unit), rows, words)
    yield f"{_table(words.outlet, counted.busiest, words)}</div></section></header>"


def _table(what: str, rows: Sequence[Row], words: Labels) -> str:
    reprints = any(row.reprints for row in rows)
    columns = [words.stories, *([words.picked_up] if reprints else [])]
    head = "".join(f'<th scope="col" class="n">{column}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row"><bdi>{escape(row.name)}</bdi></th><td class="n">{row.clips or "–"}</td>'
        + (f'<td class="n">{row.reprints or "–"}</td>' if reprints else "")
        + "</tr>"
        for row in rows
    )
    return f'<table><thead><tr><th scope="col">{escape(what)}</th>{head}</tr></thead><tbody>{body}</tbody></table>'


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
        f'<li><span class="number">{clip.number}</span> <a href="#c{clip.number}"><bdi{_language(clip)}>'
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
        yield "".join(_article(clip, words, level))
    yield "</section>"


def _article(clip: IssueClip, words: Labels, level: int) -> Iterator[str]:
    n = clip.number
    yield f'<article id="c{n}" dir="{clip.direction}" aria-labelledby="t{n}"{_language(clip)}><header>'
    yield f'<h{level} id="t{n}"><span class="number">{n}</span> {escape(clip.headline)}</h{level}>'
    facts = " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in clip.facts)
    outlet = f"<b><bdi>{escape(clip.outlet)}</bdi></b>" if clip.outlet else ""
    yield f'<p class="about" lang="{words.language}">{" · ".join(filter(None, (outlet, facts)))}</p></header>'
    if clip.comment:
        comment = to_html(clip.comment, levels=level, gapless=True)
        yield f'<div class="comment" dir="auto" lang="{words.language}">{comment}</div>'
    yield from _private(clip, words, level)
    if clip.beginning:
        yield f'<p dir="auto">{escape(clip.beginning)}</p>'
    if clip.text:
        yield to_html(clip.text, levels=level, gapless=True)
    yield f'<footer lang="{words.language}" dir="auto">'
    yield "".join(f'<p class="about">{part}</p>' for part in _below(clip, words))
    yield "</footer></article>"


def _private(clip: IssueClip, words: Labels, level: int) -> Iterator[str]:
    """Yield the notes and highlights, which are there only if they may leave."""
    remark = f"<p>{escape(clip.remark)}</p>" if clip.remark else ""
    notes = (
        (words.note, remark + to_html(clip.note, levels=level, gapless=True)),
        (words.highlights, _marked(clip, level)),
    )
    for label, html in notes:
        if html:
            yield f'<div class="note" dir="auto"><p class="label">{label}</p>{html}</div>'


def _marked(clip: IssueClip, level: int) -> str:
    return to_html(clip.highlights, levels=level, gapless=True)


def _below(clip: IssueClip, words: Labels) -> Iterator[str]:
    if clip.also:
        yield f"<bdi>{escape(clip.also)}</bdi>"
    links = [link(clip.url, clip.url)] if clip.url else []
    links += [link(clip.archived, words.archived)] if clip.archived else []
    if links:
        yield " · ".join(links)
    if clip.rights:
        yield f"<bdi>{escape(clip.rights)}</bdi>"


def _sources(issue: Issue) -> Iterator[str]:
    words = issue.labels
    yield f'<section class="sources" aria-labelledby="sources"><h2 id="sources">{words.sources}</h2><ul>'
    for source in issue.sources:
        yield f"<li>{_source(source, words)}</li>"
    yield "</ul></section>"


def _source(source: Source, words: Labels) -> str:
    number = f'<a href="#c{source.number}">{source.number}</a>'
    what = words.reprint_of.format(number) if source.is_reprint else number
    headline = link(source.url, source.headline or source.url) if source.url else escape(source.headline)
    return f"<b><bdi>{escape(source.outlet)}</bdi></b>, {escape(source.date)}: <bdi>{headline}</bdi> ({what})"


def _language(clip: IssueClip) -> str:
    return language(clip.language).partition(" xml:")[0]
