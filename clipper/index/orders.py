"""The orders in which a list can be sorted: as ORDER BY has them, forward and backward, and in words.

A clip without a value comes last in every order, forward and backward.
"""

from clipper import text
from clipper.model.keys import field_name

# A word in the title counts ten times as much as in the body; in the description, authors, source or tags four times.
_RANK = "bm25(texts, 10.0, 4.0, 1.0)"

# For each order: ORDER BY forward, ORDER BY backward, in words forward, in words backward.
_ORDERS = {
    "date": (
        "clips.sort_key DESC, clips.path",
        "clips.sort_key = '', clips.sort_key, clips.path DESC",
        "newest first",
        "oldest first",
    ),
    "clipped": (
        "clips.clipped_from DESC, clips.clipped DESC, clips.path",
        "clips.clipped_from IS NULL, clips.clipped_from, clips.clipped, clips.path DESC",
        "last kept first",
        "first kept first",
    ),
    "title": (
        "clips.title = '', clips.title COLLATE NOCASE, clips.path",
        "clips.title = '', clips.title COLLATE NOCASE DESC, clips.path",
        "by title",
        "by title, from Z",
    ),
    "source": (
        "clips.source = '', clips.source COLLATE NOCASE, clips.sort_key DESC, clips.path",
        "clips.source = '', clips.source COLLATE NOCASE DESC, clips.sort_key DESC, clips.path",
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
_NAMES = ("handle", "path")
KEYS = (*_ORDERS, *_NAMES)
"""The keys of orders that are no fields of a header, and those with an order of their own."""
# The words of a key that is not a field, as a haystack: the first word comes behind two characters.
_OWN_KEY = "(SELECT replace(words, ' |', '') FROM fields WHERE clip = clips.id AND key = '{}')"
_OWN_KEY_PREFIX = len("| ")


def parse(sort: str, *, ranked: bool) -> tuple[str, bool]:
    """Return the key of an order, and whether it is reversed; the default order if `sort` is empty.

    The key is one of `KEYS`, the name of a field, or any other key of a header in casefolded form. A list can be sorted
    by relevance only if the query is `ranked`, that is, if it has free words.
    """
    key = sort.removeprefix("-")
    if key not in KEYS:
        key = field_name(key) or key.casefold()
    if not ranked and key == "relevance":
        key = "date"
    return key or ("relevance" if ranked else "date"), sort.startswith("-")


def order_by(key: str, *, reverse: bool) -> str:
    """Return what follows ORDER BY for an order."""
    if key in _ORDERS:
        forward, backward, _, _ = _ORDERS[key]
        return backward if reverse else forward
    down = " DESC" if reverse else ""
    if key in _NAMES:
        return f"clips.{key}{down}"
    if field_name(key) == key:
        value, missing, number = f"clips.{key}", f"clips.{key} = ''", f"CAST(clips.{key} AS REAL)"
    else:
        value = _OWN_KEY.format(key.replace("'", "''"))
        missing, number = f"{value} IS NULL", f"CAST(substr({value}, {_OWN_KEY_PREFIX + 1}) AS REAL)"
    # As a number first: page 9 comes before page 10. Texts are all 0.
    return f"{missing}, {number}{down}, {value} COLLATE NOCASE{down}, clips.sort_key DESC, clips.path"


def describe(key: str, *, reverse: bool) -> str:
    """Return an order in words, as a list shows it."""
    if key not in _ORDERS:
        return f"by {text.safe(key)}{', from the end' if reverse else ''}"
    _, _, forward, backward = _ORDERS[key]
    return backward if reverse else forward
