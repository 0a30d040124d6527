"""The orders in which a list can be sorted: as ORDER BY has them, forward and backward, and in words."""

from clipper import text
from clipper.errors import UsageError

# A word in the title counts ten times as much as in the body; in the description, authors, source or tags four times.
_RANK = "bm25(texts, 10.0, 4.0, 1.0)"

# For each order: ORDER BY forward, ORDER BY backward, in words forward, in words backward.
_ORDERS = {
    "date": ("clips.sort_key DESC, clips.path", "clips.sort_key, clips.path DESC", "newest first", "oldest first"),
    "clipped": (
        "clips.clipped_from DESC, clips.clipped DESC, clips.path",
        "clips.clipped_from, clips.clipped, clips.path DESC",
        "last kept first",
        "first kept first",
    ),
    "title": (
        "clips.title COLLATE NOCASE, clips.path",
        "clips.title COLLATE NOCASE DESC, clips.path",
        "by title",
        "by title, from Z",
    ),
    "source": (
        "clips.source COLLATE NOCASE, clips.sort_key DESC, clips.path",
        "clips.source COLLATE NOCASE DESC, clips.sort_key DESC, clips.path",
        "by source",
        "by source, from Z",
    ),
    "words": ("clips.words DESC, clips.path", "clips.words, clips.path DESC", "longest first", "shortest first"),
    "relevance": (
        f"{_RANK}, clips.sort_key DESC, clips.path",
        f"{_RANK} DESC, clips.sort_key DESC, clips.path",
        "best match first",
        "worst match first",
    ),
}


def parse(sort: str, *, ranked: bool) -> tuple[str, bool]:
    """Return the key of an order, and whether it is reversed; the default order if `sort` is empty.

    A list can be sorted by relevance only if the query is `ranked`, that is, if it has free words.
    """
    key = sort.removeprefix("-")
    if key and key not in _ORDERS:
        raise UsageError(f"a list cannot be sorted by “{text.safe(key)}”; it can by {', '.join(_ORDERS)}")
    if not ranked and key == "relevance":
        key = "date"
    return key or ("relevance" if ranked else "date"), sort.startswith("-")


def order_by(key: str, *, reverse: bool) -> str:
    """Return what follows ORDER BY for an order."""
    forward, backward, _, _ = _ORDERS[key]
    return backward if reverse else forward


def describe(key: str, *, reverse: bool) -> str:
    """Return an order in words, as a list shows it."""
    _, _, forward, backward = _ORDERS[key]
    return backward if reverse else forward
