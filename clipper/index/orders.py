"""The orders in which a list can stand: as SQLite sorts, forward and backward, and in words."""

from clipper import text
from clipper.errors import UsageError

_SORTS = {
    "date": ("clips.sorted DESC, clips.path", "clips.sorted, clips.path DESC", "newest first", "oldest first"),
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
        "clips.source COLLATE NOCASE, clips.sorted DESC, clips.path",
        "clips.source COLLATE NOCASE DESC, clips.sorted DESC, clips.path",
        "by source",
        "by source, from Z",
    ),
    "words": ("clips.words DESC, clips.path", "clips.words, clips.path DESC", "longest first", "shortest first"),
    "relevance": (
        "bm25(texts, 10.0, 4.0, 1.0), clips.sorted DESC, clips.path",
        "bm25(texts, 10.0, 4.0, 1.0) DESC, clips.sorted DESC, clips.path",
        "best match first",
        "worst match first",
    ),
}


def chosen(sort: str, *, ranked: bool) -> tuple[str, bool]:
    """Return the order that is asked for and whether it is reversed; without one, the usual one.

    Only where free words are asked for, and clips are `ranked` by them, can they stand by relevance.
    """
    key = sort.removeprefix("-")
    if key and key not in _SORTS:
        raise UsageError(f"a list cannot be sorted by “{text.safe(key)}”; it can by {', '.join(_SORTS)}")
    if not ranked and key == "relevance":
        key = "date"
    return key or ("relevance" if ranked else "date"), sort.startswith("-")


def in_sql(key: str, *, reverse: bool) -> str:
    """Return an order as a query of SQLite ends with it."""
    forward, backward, _, _ = _SORTS[key]
    return backward if reverse else forward


def in_words(key: str, *, reverse: bool) -> str:
    """Return an order as a list tells of it."""
    _, _, forward, backward = _SORTS[key]
    return backward if reverse else forward
