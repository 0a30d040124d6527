"""The keys of entries, by which an entry is known again though its feed changes its name, its address or its words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from clipper import text
from clipper.intake.feeds.entry import RawEntry
from clipper.model import urls
from clipper.model.hashing import digest

_SIZE = 8
_TAG = re.compile(r"<[^<>]*>")


def entry_keys(entries: Sequence[RawEntry], dates: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the keys of each entry of a feed; two entries with a key in common are one and the same.

    A value that several entries of the feed share, such as the address of its site, names none of them.
    """
    all_keys = [[*_keys(entry, date)] for entry, date in zip(entries, dates, strict=True)]
    titles: dict[str, set[str]] = {}
    for entry, keys in zip(entries, all_keys, strict=True):
        for key in keys:
            titles.setdefault(key, set()).add(text.fold(text.one_line(entry.title)))
    counts = Counter({key: len(found) for key, found in titles.items()})
    return [tuple(key for key in keys if counts[key] == 1) or tuple(keys[-1:]) for keys in all_keys]


def _keys(entry: RawEntry, date: str) -> Iterator[str]:
    """Yield the keys of an entry: of its name, its address, its title and time; the last names it if no other does."""
    if entry.entry_id.strip():
        yield _key("id", entry.entry_id.strip())
    address = urls.exact_key(entry.url)
    if "/" in address or "?" in address or "#" in address:  # the first page of a site is another one every day
        yield _key("url", address)
    title = " ".join(text.words(_TAG.sub(" ", entry.title)))
    if title and "T" in date:
        yield _key("title", title, date)
    if not date or not (entry.entry_id.strip() or address):
        yield _key("text", title, *text.words(_TAG.sub(" ", entry.content or entry.summary)))


def _key(*parts: str) -> str:
    return digest("\n".join(parts).encode("utf-8", "replace"), _SIZE).hex()
