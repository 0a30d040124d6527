"""PDF: pages for print and for the record, typeset by typst, tagged for screen readers (PDF/UA-1, PDF/A-2a).

typst reads the template beside this module, and the press review as JSON; it runs in a process of its own.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any, BinaryIO

from clipper.errors import ClipperError, RefusedError, UsageError
from clipper.output.markup.tree import to_tree
from clipper.output.review import chart
from clipper.output.review.coverage import Row
from clipper.output.review.fonts import missing_letters
from clipper.output.review.forms import FormOptions
from clipper.output.review.issue import Issue, IssueClip
from clipper.output.review.labels import Labels
from clipper.system.child import Child, ChildError
from clipper.text import safe

MOST_FULL_TEXTS = 600
"""With more, typst needs gigabytes."""

_SECONDS, _MEGABYTES = 120, 2000
_TEMPLATE = Path(__file__).with_name("review.typ")
_FONT_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_EPOCH = "1980-01-01"
_PDF = b"%PDF"


def write(issue: Issue, out: BinaryIO, options: FormOptions) -> str:
    """Write the press review; raise RefusedError if it is too large, or if no font has some of its letters."""
    full = sum(clip.extent == "full" for clip in issue.clips)
    if full > MOST_FULL_TEXTS:
        message = f"a PDF has at most {MOST_FULL_TEXTS} full texts, and this one would have {full}"
        raise RefusedError(message, hint="--to html takes any number, and prints well.")
    _require_typst()
    _check_fonts(options.fonts)
    answer = _typeset(issue, options)
    if not answer.startswith(_PDF):
        error = json.loads(answer)
        if missing := missing_letters(error["diagnostic"]):
            raise RefusedError(missing.message, hint=missing.hint)
        raise ClipperError(f"typst failed: {safe(error['message'])}")
    out.write(answer)
    return ""


def _require_typst() -> None:
    from importlib.util import find_spec

    if not find_spec("typst"):
        from clipper.system.extras import install_command

        hint = f"`{install_command('pdf')}` installs it; --to html prints well without."
        raise RefusedError("a PDF is made by typst, which is not installed", hint=hint)


def _check_fonts(folder: str) -> None:
    if not folder:
        return
    path = Path(folder)
    try:
        found = path.is_dir() and any(file.suffix.lower() in _FONT_SUFFIXES for file in path.rglob("*"))
    except OSError:
        found = False
    if not found:
        raise UsageError(
            f"{safe(folder)} is no folder with fonts", hint="--fonts takes a folder of .ttf or .otf files."
        )


def _typeset(issue: Issue, options: FormOptions) -> bytes:
    """Return the PDF, or as JSON what typst says against it."""
    data = json.dumps(_values(issue), ensure_ascii=False)
    drawn = chart.svg(issue.coverage, issue.labels) if chart.is_worth_drawing(issue.coverage) else ""

    def work() -> bytes:
        import typst

        moment = dt.datetime.fromisoformat(f"{issue.coverage.newest or _EPOCH}T00:00:00+00:00")
        try:
            pdf: bytes = typst.compile(
                _TEMPLATE,
                root=_TEMPLATE.parent,
                format="pdf",
                sys_inputs={"issue": data, "chart": drawn},
                font_paths=[Path(options.fonts)] if options.fonts else [],
                pdf_standards=None if options.boxes else ["ua-1", "a-2a"],
                timestamp=moment,
            )
        except typst.TypstError as error:
            return json.dumps({"message": error.message, "diagnostic": error.diagnostic}).encode()
        return pdf

    try:
        with Child(work, seconds=_SECONDS, megabytes=_MEGABYTES) as child:
            return child.result()
    except ChildError as error:
        message = f"typst needed more than {_SECONDS} seconds or {_MEGABYTES // 1000} GB, and was stopped"
        raise ClipperError(message, hint="--to html takes any number of texts, and prints well.") from error


def _values(issue: Issue) -> dict[str, Any]:
    """Return the press review as typst reads it."""
    words, counted = issue.labels, issue.coverage
    drawn = chart.is_worth_drawing(counted)
    return {
        "title": issue.title,
        "subtitle": issue.subtitle,
        "summary": _tree(issue.summary),
        "span": issue.span,
        "numbers": issue.numbers,
        "licence": issue.licence,
        "chart": chart.description(counted, words),
        "by": words.by_period.format(counted.unit),
        "periods": [_row(row) for row in counted.periods if row.clips or row.reprints] if drawn else [],
        "outlets": [_row(row) for row in counted.busiest],
        "sections": [
            {
                "heading": section.heading,
                "introduction": _tree(section.introduction),
                "clips": [_clip(clip, words) for clip in section.clips],
            }
            for section in issue.sections
        ],
        "sources": [
            {
                "outlet": source.outlet,
                "date": source.date,
                "headline": source.headline or source.url,
                "url": source.url,
                "number": source.number,
                "what": words.reprint_of.format(source.number) if source.is_reprint else str(source.number),
            }
            for source in issue.sources
        ],
        "words": {
            "language": words.language,
            "clips": words.stories,
            "reprints": words.picked_up,
            "outlet": words.outlet,
            "contents": words.contents,
            "coverage": words.coverage,
            "sources": words.sources,
        },
    }


def _row(row: Row) -> dict[str, Any]:
    return {"name": row.name, "clips": row.clips, "reprints": row.reprints}


def _clip(clip: IssueClip, words: Labels) -> dict[str, Any]:
    remark = [*_words(clip.remark), *_tree(clip.note)]
    notes = ((words.note, remark), (words.highlights, _tree(clip.highlights)))
    plain = ("number", "extent", "headline", "outlet", "facts", "direction", "beginning", "also", "url", "archived")
    return {
        **{name: getattr(clip, name) for name in plain},
        "archived_label": clip.archived_label,
        "rights": clip.rights,
        "language": _language(clip.language) or words.language,
        "comment": _tree(clip.comment),
        "nodes": _tree(clip.text),
        "notes": [{"label": label, "nodes": nodes} for label, nodes in notes if nodes],
    }


def _language(code: str) -> str:
    """Return the language of a code, as typst takes it: two or three letters; empty for what is no code."""
    first = code.partition("-")[0].lower()
    return first if len(first) in {2, 3} and first.isascii() and first.isalpha() else ""


def _tree(markdown: str) -> list[Any]:
    return [node.plain() for node in to_tree(markdown)] if markdown.strip() else []


def _words(line: str) -> list[Any]:
    return [{"kind": "paragraph", "children": [{"kind": "words", "words": line}]}] if line else []
