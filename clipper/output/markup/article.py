"""A clip as an article in HTML: its headline, who printed it and when, its text, and what belongs to it."""

from collections.abc import Iterator

from clipper.library.export import ExportedClip
from clipper.output.markup.html import escape, link, to_html
from clipper.output.plain import dates


def article(exported: ExportedClip) -> str:
    """Return the article as an element of HTML, which is well-formed XML too."""
    return "".join(_parts(exported))


def _parts(exported: ExportedClip) -> Iterator[str]:
    clip = exported.clip
    yield f'<article dir="auto"><h1>{escape(exported.headline)}</h1>'
    where = ", ".join(filter(None, (clip.source, clip.place, clip.page and f"p. {clip.page}")))
    facts = [fact for fact in (where, dates.in_words(clip.date), "; ".join(clip.author)) if fact]
    if facts:
        yield f'<p class="about">{escape(" · ".join(facts))}</p>'
    if clip.description:
        yield f"<p><em>{escape(clip.description)}</em></p>"
    yield to_html(exported.text, gapless=True)
    for heading, part in (("Note", exported.note), ("Highlights", exported.highlights)):
        if part.strip():
            yield f"<section><h2>{heading}</h2>{to_html(part, levels=2, gapless=True)}</section>"
    if clip.url:
        yield f'<p class="about">{link(clip.url, clip.url)}</p>'
    if ends := [end for end in (", ".join(clip.tags), clip.rights) if end]:
        yield f'<p class="about">{escape(" · ".join(ends))}</p>'
    yield "</article>"
