"""A press review as HTML that is well-formed XML too, for a page and for a book: its cover, its clips, its sources."""

from collections.abc import Iterator, Sequence

from clipper.output.markup.html import escape, language, link, to_html
from clipper.output.review import chart
from clipper.output.review.coverage import Row
from clipper.output.review.issue import Issue, IssueClip, Source
from clipper.output.review.labels import Labels


def cover(issue: Issue) -> Iterator[str]:
    """Yield the parts of the cover: title, days and numbers, summary, coverage."""
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


def article(clip: IssueClip, words: Labels, level: int) -> Iterator[str]:
    """Yield the parts of a clip, whose headline is a heading of this level."""
    n = clip.number
    yield f'<article id="c{n}" dir="{clip.direction}" aria-labelledby="t{n}"{language_of(clip)}><header>'
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
    yield "".join(f'<p class="about">{part}</p>' for part in _below(clip))
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


def _below(clip: IssueClip) -> Iterator[str]:
    if clip.also:
        yield f"<bdi>{escape(clip.also)}</bdi>"
    links = [link(clip.url, clip.url)] if clip.url else []
    links += [link(clip.archived, clip.archived_label)] if clip.archived else []
    if links:
        yield " · ".join(links)
    if clip.rights:
        yield f"<bdi>{escape(clip.rights)}</bdi>"


def source_line(source: Source, words: Labels, suffix: str = "") -> str:
    """Return an entry of the sources; with a suffix each clip is in a file of its own, `c1.xhtml`."""
    target = f"c{source.number}{suffix}" if suffix else f"#c{source.number}"
    number = f'<a href="{target}">{source.number}</a>'
    what = words.reprint_of.format(number) if source.is_reprint else number
    headline = link(source.url, source.headline or source.url) if source.url else escape(source.headline)
    return f"<b><bdi>{escape(source.outlet)}</bdi></b>, {escape(source.date)}: <bdi>{headline}</bdi> ({what})"


def language_of(clip: IssueClip) -> str:
    """Return the attribute for the language of a clip; empty if it is not known."""
    return language(clip.language).partition(" xml:")[0]
