"""The new entries of one round: each piece once, though several feeds have it, or the archive has it already."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from clipper.index import Index, rows
from clipper.intake.feeds.entry import Entry, Feed
from clipper.model import urls
from clipper.model.clip import Clip
from clipper.model.outlet_names import OutletNames
from clipper.model.tags import TO_FETCH


@dataclass(slots=True)
class Arrival:
    """A piece that is to be kept: its clip, the address of its article if that is to be fetched, and who had it.

    `keys` are those of its entries, with the address of the feed of each.
    """

    clip: Clip
    article: str = ""
    keys: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


class Arrivals:
    """Collects the pieces that are new to an archive."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._by_page: dict[str, Arrival] = {}
        self._all: list[Arrival] = []

    def __iter__(self) -> Iterator[Arrival]:
        return iter(self._all)

    def add(self, clip: Clip, feed_url: str, keys: tuple[str, ...], *, full: bool) -> bool:
        """Take a clip with the keys of its entry; return False if the archive has the piece already.

        If another feed had it in this round, that clip only gets the tags too.
        """
        page = page_key(clip.url)
        if page and (first := self._by_page.get(page)):
            first.clip = first.clip.replace(tags=tuple(dict.fromkeys((*first.clip.tags, *clip.tags))))
            first.article = first.article or (clip.url if full else "")
            first.keys.append((feed_url, keys))
            return True
        if self.is_kept(clip):
            return False
        arrival = Arrival(clip, clip.url if full else "", [(feed_url, keys)])
        self._all.append(arrival)
        if page:
            self._by_page[page] = arrival
        return True

    def is_kept(self, clip: Clip) -> bool:
        """Tell whether the archive has a piece: at its address, else with its text, or its title, day and outlet."""
        if page := page_key(clip.url):
            related = self._index.related(clip, urls.key(clip.url), None)
            return any(page_key(one.stored.clip.url) == page for one in related)
        by_text = self._index.related(clip, "", rows.body_key(clip.body))
        if any(one.same_body and one.stored.clip.source == clip.source for one in by_text):
            return True
        return bool(clip.date and self._index.related(clip.replace(body=""), "", None))


def page_key(url: str) -> str:
    """Return the key of an address; empty for the first page of a site, which is another one every day."""
    key = urls.exact_key(url)
    return key if "/" in key or "?" in key or "#" in key else ""


def entry_clip(entry: Entry, feed: Feed, tags: tuple[str, ...], outlets: OutletNames, *, full: bool) -> Clip:
    """Return the clip of an entry, with its own text and the tags of its feed; with `full` its article comes later.

    The outlet is that of the entry's address in the settings, else the one that the entry or its feed names.
    """
    source = outlets.name(entry.source or feed.title, urls.host(entry.url)) or urls.host(entry.url)
    waits = (TO_FETCH,) if entry.is_teaser and entry.url and not full else ()
    return Clip(
        title=entry.title,
        date=entry.date,
        source=source,
        author=entry.authors,
        url=entry.url,
        tags=tuple(dict.fromkeys((*tags, *waits))),
        language=feed.language,
        body=entry.body,
    )
