"""Quotes as Markdown: below the name of each person the words, each with its clip."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import quote

from clipper.library.quotes import KeptQuote
from clipper.model import urls
from clipper.output.markup.markdown import escape
from clipper.output.plain.dates import day
from clipper.text import safe

_NAMELESS = "Without a name"
_IN_ADDRESS = "%/:=&?~#+!$,;'@*"


def write(quotes: Iterable[KeptQuote]) -> Iterator[str]:
    """Yield the lines of a document; nothing that a clip says is markup in it."""
    blank = ""
    for speaker, said in groupby(quotes, key=lambda kept: kept.quote.speaker):
        yield f"{blank}## {escape(speaker) or _NAMELESS}\n"
        blank = "\n"
        for kept in said:
            yield f"\n> {escape(kept.quote.words)}\n>\n> — {_reference(kept)}\n"


def _reference(kept: KeptQuote) -> str:
    clip = kept.stored.clip
    title = escape(clip.title) or escape(kept.stored.name)
    if urls.is_address(clip.url):
        title = f"[{title}]({quote(safe(clip.url), safe=_IN_ADDRESS, errors='replace')})"
    return ", ".join(filter(None, (title, escape(clip.source), day(clip.date))))
