"""The articles that entries of feeds lead to, fetched and read as `clipper add ADDRESS` does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clipper.errors import ClipperError
from clipper.intake import page
from clipper.intake.feeds.arrivals import Arrival
from clipper.intake.inputs import fetch_pages
from clipper.model import urls
from clipper.model.clip import Clip
from clipper.model.outlet_names import OutletNames
from clipper.model.tags import TO_FETCH
from clipper.system.fetch import FailedFetch, Limits
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.library import Library


def fetch_articles(library: "Library", arrivals: Sequence[Arrival], limits: Limits, outlets: OutletNames) -> list[str]:
    """Fetch the articles of entries into their clips, and return a sentence for each that could not be read.

    That clip keeps the text of its entry, and gets the tag `to-fetch`. The date of an entry stays, if it has one.
    """
    by_address: dict[str, list[Arrival]] = {}
    for arrival in arrivals:
        by_address.setdefault(arrival.article, []).append(arrival)
    notices = []
    for response in fetch_pages(library.system, library.progress, [*by_address], limits):
        for arrival in by_address[response.requested_url]:
            try:
                if isinstance(response, FailedFetch):
                    raise response.error
                read = page.read(response.raw, url=response.url, encoding=response.charset or None)
            except ClipperError as error:
                clip = arrival.clip
                arrival.clip = clip.replace(tags=tuple(dict.fromkeys((*clip.tags, TO_FETCH))))
                told = str(error) if isinstance(response, FailedFetch) else f"{safe(response.requested_url)}: {error}"
                notices.append(f"{told}. What the feed says is kept, with the tag {TO_FETCH}.")
            else:
                arrival.clip = _with_article(arrival.clip, read.clip, outlets)
    return notices


def _with_article(entry: Clip, article: Clip, outlets: OutletNames) -> Clip:
    """Return the clip of a page with the date and the tags of its entry, and what the page does not state."""
    tags = [tag for tag in entry.tags if tag != TO_FETCH]
    is_named = bool(article.source) and article.source != urls.host(article.url)  # the page may say only its host
    return article.replace(
        title=article.title or entry.title,
        date=entry.date or article.date,
        source=outlets.name(article.source if is_named else entry.source, urls.host(article.url or entry.url)),
        author=article.author or entry.author,
        url=article.url or entry.url,
        language=article.language or entry.language,
        tags=tuple(dict.fromkeys((*tags, *article.tags))),
    )
