"""Markdown: a document for a wiki, an editor, or a program that makes something else of it."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO
from urllib.parse import quote

from clipper.output.markup.markdown import escape, nested
from clipper.output.review.coverage import Row
from clipper.output.review.forms import FormOptions
from clipper.output.review.issue import Issue, IssueClip, Source
from clipper.output.review.labels import Labels

_IN_ADDRESS = "%/:=&?~#+!$,;'@*"


def write(issue: Issue, out: BinaryIO, options: FormOptions) -> str:  # noqa: ARG001 - it has no fonts
    """Write the press review."""
    out.write("\n\n".join(filter(None, _parts(issue))).encode("utf-8", "replace") + b"\n")
    return ""


def _parts(issue: Issue) -> Iterator[str]:
    words = issue.labels
    yield f"# {escape(issue.title)}"
    yield escape(issue.subtitle)
    yield escape(" · ".join(filter(None, (issue.span, *issue.numbers))))
    yield escape(issue.licence)
    yield _quoted(nested(issue.summary, 2))
    yield f"## {words.coverage}"
    if len(issue.coverage.periods) > 1:
        rows = [row for row in issue.coverage.periods if row.clips or row.reprints]
        yield _table(words.by_period.format(issue.coverage.unit), rows, words)
    yield _table(words.outlet, issue.coverage.busiest, words)
    for section in issue.sections:
        yield f"## {escape(section.heading)}" if section.heading else ""
        yield nested(section.introduction, 2)
        for clip in section.clips:
            yield from _clip(clip, words, level=3 if section.heading else 2)
    yield f"## {words.sources}"
    yield "\n".join(_source(source, words) for source in issue.sources)


def _clip(clip: IssueClip, words: Labels, *, level: int) -> Iterator[str]:
    yield f"{'#' * level} {clip.number}. {escape(clip.headline)}"
    facts = escape(" · ".join(clip.facts))
    yield " · ".join(filter(None, (clip.outlet and f"**{escape(clip.outlet)}**", facts)))
    yield _quoted(nested(clip.comment, level))
    for label, part in (
        (words.note, escape(clip.remark)),
        (words.note, nested(clip.note, level, part=f"{clip.number}n")),
    ):
        yield f"**{label}:** {part}" if part else ""
    yield escape(clip.beginning)
    yield nested(clip.text, level, part=f"{clip.number}")
    highlights = nested(clip.highlights, level, part=f"{clip.number}h")
    yield f"**{words.highlights}**\n\n{highlights}" if highlights.strip() else ""
    yield escape(clip.also)
    links = [_link(clip.url, clip.url)] if clip.url else []
    links += [_link(clip.archived, clip.archived_label)] if clip.archived else []
    yield " · ".join((*links, *([escape(clip.rights)] if clip.rights else [])))


def _quoted(markdown: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in markdown.splitlines()) if markdown.strip() else ""


def _link(address: str, words: str) -> str:
    return f"[{escape(words)}]({quote(address, safe=_IN_ADDRESS, errors='replace')})"


def _table(what: str, rows: Sequence[Row], words: Labels) -> str:
    reprints = any(row.reprints for row in rows)
    head = [(what, words.stories, *([words.picked_up] if reprints else []))]
    body = [(row.name, str(row.clips), *([str(row.reprints)] if reprints else [])) for row in rows]
    ruler = ("---", *(["--:"] * (len(head[0]) - 1)))
    lines = [*([*map(escape, line)] for line in head), ruler, *([*map(escape, line)] for line in body)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _source(source: Source, words: Labels) -> str:
    what = words.reprint_of.format(source.number) if source.is_reprint else str(source.number)
    headline = _link(source.url, source.headline or source.url) if source.url else escape(source.headline)
    parts = (escape(f"{source.outlet}, {source.date}"), headline)
    return f"- {': '.join(filter(None, parts))} ({what})"
