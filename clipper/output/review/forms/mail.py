"""A mail that is ready to send: an unsent draft with the press review as HTML, and in short as plain text.

Mail programs cut a long message off, so it has at most 90 KiB, and says how many clips it leaves out.
"""

import bisect
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from typing import BinaryIO

from clipper import text
from clipper.output.markup.html import escape, language, link, to_html
from clipper.output.review.forms import FormOptions
from clipper.output.review.issue import Issue, IssueClip, IssueSection
from clipper.output.review.labels import Labels
from clipper.text.markup import without_markup

MOST_BYTES = 90 * 1024
"""Gmail shows 102 KiB of a message."""

_BOUNDARY = "=_clipper_press_review"
"""What is between the parts; neither of the encodings of a part has `=_`."""

_INK, _SOFT, _LINK = "#1c1c1c", "#55524c", "#1d4e79"
_FONT = f"font-family:Georgia,serif;color:{_INK}"
_ABOUT = f"margin:2px 0;font-size:13px;line-height:18px;color:{_SOFT}"
_COMMENT = f"margin:8px 0;padding:4px 12px;border-left:4px solid #b3541e;background:#fbf1e8;{_FONT};font-size:15px"
_NOTE = f"margin:8px 0;padding:4px 12px;border-left:4px dotted {_SOFT};background:#f7f7f7;{_FONT};font-size:15px"
_WIDTH = 640
_PLAIN_LENGTH = 400
"""The plain part is for a reader without HTML and for previews; it only begins a full text, so that HTML has the room.
Excerpts are as long as the settings say."""


def write(issue: Issue, out: BinaryIO, options: FormOptions) -> str:  # noqa: ARG001 - it has the reader's fonts
    """Write the draft with as many clips as there is room for; the sentence says how many were left out."""
    total = len(issue.clips)
    written = _message(issue, total)
    count = total
    if len(written) > MOST_BYTES:
        fits = bisect.bisect_left(range(total), True, key=lambda number: len(_message(issue, number + 1)) > MOST_BYTES)
        count, written = fits, _message(issue, fits)
    out.write(written)
    if count == total:
        return ""
    kept = text.with_noun(count, "clip")
    return f"The mail has the first {kept} of {total}: more than 90 KiB is cut off. `-o review.html` holds all."


def _message(issue: Issue, count: int) -> bytes:
    """Return the draft with the first clips."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = ": ".join(filter(None, (issue.title, issue.subtitle)))
    mail["X-Unsent"] = "1"  # Outlook opens it as a draft
    sections = [*_first(issue, count)]
    left = len(issue.clips) - count
    _add(mail, "plain", "\n\n".join(filter(None, _plain(issue, sections, left))) + "\n")
    mail.make_alternative(boundary=_BOUNDARY)
    page = EmailMessage(policy=SMTP)
    _add(page, "html", "".join(_html(issue, sections, left)))
    del page["MIME-Version"]
    mail.attach(page)
    return mail.as_bytes()


def _add(part: EmailMessage, subtype: str, content: str) -> None:
    """Set the content of a part, in the shorter of the two encodings."""
    raw = content.encode("utf-8", "replace")
    letters = sum(byte < 0x80 for byte in raw)  # noqa: PLR2004 - ASCII, which stays one letter in quoted-printable
    is_foreign = 3 * (len(raw) - letters) + letters > len(raw) * 4 // 3
    part.set_content(raw.decode(), subtype=subtype, cte="base64" if is_foreign else "quoted-printable")


def _first(issue: Issue, count: int) -> Iterator[IssueSection]:
    """Yield the sections with the first clips only, and no section without one."""
    for section in issue.sections:
        clips = tuple(clip for clip in section.clips if clip.number <= count)
        if clips:
            yield section.replace(clips=clips)


def _plain(issue: Issue, sections: list[IssueSection], left: int) -> Iterator[str]:
    words = issue.labels
    yield "\n".join(filter(None, (issue.title, issue.subtitle, " · ".join(filter(None, (issue.span, *issue.numbers))))))
    yield _words(issue.summary)
    for section in sections:
        yield section.heading.upper()
        yield _words(section.introduction)
        for clip in section.clips:
            yield "\n".join(filter(None, _plain_clip(clip, words)))
    yield words.count(words.left_out, left) if left else ""
    yield issue.licence


def _plain_clip(clip: IssueClip, words: Labels) -> Iterator[str]:
    yield f"{clip.number}. {clip.headline}"
    yield " · ".join(filter(None, (clip.outlet, *clip.facts)))
    yield _words(clip.comment)
    for label, part in _notes(clip, words):
        yield f"{label}: {_words(part)}"
    yield clip.beginning or text.shorten(_words(clip.text), _PLAIN_LENGTH)
    yield clip.also
    yield clip.url
    yield clip.rights


def _words(markdown: str) -> str:
    return text.safe_lines(without_markup(markdown)).strip()


def _notes(clip: IssueClip, words: Labels) -> Iterator[tuple[str, str]]:
    """Yield the notes and highlights, which are there only if they may leave, each with its label."""
    for label, part in ((words.note, clip.remark), (words.note, clip.note), (words.highlights, clip.highlights)):
        if part.strip():
            yield label, part


def _html(issue: Issue, sections: list[IssueSection], left: int) -> Iterator[str]:
    words = issue.labels
    yield (
        f'<!DOCTYPE html>\n<html lang="{words.language}"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{escape(issue.title)}</title></head>'
        f'<body style="margin:0;padding:0;background:#ffffff"><table role="presentation" align="center" width="100%" '
        f'cellpadding="0" cellspacing="0" border="0" style="max-width:{_WIDTH}px;margin:0 auto"><tr>'
        f'<td style="padding:20px 16px;{_FONT};font-size:16px;line-height:24px">'
    )
    yield f'<h1 dir="auto" style="margin:0 0 4px;{_FONT};font-size:28px;line-height:34px">{escape(issue.title)}</h1>'
    if issue.subtitle:
        yield f'<p dir="auto" style="margin:0 0 4px;font-size:18px">{escape(issue.subtitle)}</p>'
    yield f'<p style="{_ABOUT}">{escape(" · ".join(filter(None, (issue.span, *issue.numbers))))}</p>'
    if issue.summary:
        rule = "border-top:1px solid #cfc9bd;border-bottom:1px solid #cfc9bd"
        yield f'<div dir="auto" style="margin:16px 0;{rule}">{to_html(issue.summary, gapless=True)}</div>'
    for section in sections:
        yield from _section(section, words)
    if left:
        yield f'<p style="margin:24px 0;font-weight:bold">{words.count(words.left_out, left)}</p>'
    if issue.licence:
        yield f'<p dir="auto" style="margin:24px 0 0;{_ABOUT}">{escape(issue.licence)}</p>'
    yield "</td></tr></table></body></html>\n"


def _section(section: IssueSection, words: Labels) -> Iterator[str]:
    if section.heading:
        style = f"margin:28px 0 8px;padding-bottom:4px;border-bottom:2px solid {_INK};{_FONT};font-size:20px"
        yield f'<h2 dir="auto" style="{style}">{escape(section.heading)}</h2>'
    if section.introduction:
        yield f'<div dir="auto">{to_html(section.introduction, levels=2, gapless=True)}</div>'
    level = 3 if section.heading else 2
    for clip in section.clips:
        yield "".join(_clip(clip, words, level))


def _clip(clip: IssueClip, words: Labels, level: int) -> Iterator[str]:
    code = language(clip.language).partition(" xml:")[0]
    headline = escape(clip.headline)
    if clip.url:
        headline = link(clip.url, clip.headline).replace("<a ", f'<a style="color:{_LINK};text-decoration:none" ', 1)
    yield f'<div dir="{clip.direction}"{code} style="margin:18px 0"><h{level} style="margin:0;{_FONT};font-size:18px;'
    yield f'line-height:24px"><span style="color:{_SOFT};font-weight:normal">{clip.number}</span> {headline}</h{level}>'
    outlet = f'<b style="color:{_INK}">{escape(clip.outlet)}</b>' if clip.outlet else ""
    facts = (f"<bdi>{escape(fact)}</bdi>" for fact in clip.facts)
    yield f'<p lang="{words.language}" style="{_ABOUT}">{" · ".join(filter(None, (outlet, *facts)))}</p>'
    if clip.comment:
        html = to_html(clip.comment, levels=level, gapless=True)
        yield f'<div dir="auto" lang="{words.language}" style="{_COMMENT}">{html}</div>'
    for label, part in _notes(clip, words):
        yield f'<div dir="auto" style="{_NOTE}"><b>{label}</b>{to_html(part, levels=level, gapless=True)}</div>'
    if clip.beginning:
        yield f'<p dir="auto" style="margin:8px 0">{escape(clip.beginning)}</p>'
    yield to_html(clip.text, levels=level, gapless=True)
    for line in filter(None, (clip.also, clip.rights)):
        yield f'<p dir="auto" lang="{words.language}" style="{_ABOUT}">{escape(line)}</p>'
    yield "</div>"
