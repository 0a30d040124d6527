"""Identity: when two clips are the same, by their address, title, date, outlet and text together.

A clip is the same as an earlier one if the earlier one says all that it says. What it does not state cannot contradict:
a pasted text without an address is the same as the clip with this text. A page that was kept with another text is
another capture of it; a text with another title, day, outlet or address is a reprint. Both are clips of their own.
"""

from typing import TypeAlias

from clipper.index import rows
from clipper.intake import headline
from clipper.model import urls
from clipper.model.clip import Clip, StoredClip
from clipper.model.keys import FIELDS
from clipper.model.tags import TO_FETCH

BodyKey: TypeAlias = bytes | None
Identity: TypeAlias = tuple[str | BodyKey, ...]
"""What two clips that state the same have in common; see `identity`."""

_STATED = ("title", "date", "source")
_ON_PAPER = ("section", "page", "edition")
"""Fields that tell pieces without an address apart: two letters to the editor may have all else in common."""
_DIFFERENCES = {"title": "title", "date": "day", "source": "outlet", "url": "address"} | dict(
    zip(_ON_PAPER, _ON_PAPER, strict=True)
)
"""The words for the fields that may tell two clips with one text apart."""
_COMPARED_APART = {"url", "tags", "clipped", "author"}


def is_bookmark(clip: Clip) -> bool:
    """Tell whether a clip has an address, and no text of its own yet; its body may hold a note."""
    return bool(clip.url) and (TO_FETCH in clip.tags or not clip.body.strip())


def address(clip: Clip) -> str:
    """Return the key of a clip's address: of a bookmark with every fragment, since no text tells pages apart."""
    return urls.exact_key(clip.url) if is_bookmark(clip) else urls.key(clip.url)


def identity(clip: Clip, body: BodyKey) -> Identity:
    """Return what a clip has in common only with clips that are the same; `body` is the key of its body."""
    if is_bookmark(clip):
        return ("bookmark", address(clip), clip.title)
    paper = () if clip.url else tuple(getattr(clip, name) for name in _ON_PAPER)
    return ("text", address(clip), *(getattr(clip, name) for name in _STATED), body, *paper)


def differences(clip: Clip, earlier: Clip) -> tuple[str, ...]:
    """Return the words for the fields that are not the same in two clips with one text."""
    return tuple(word for name, word in _DIFFERENCES.items() if getattr(clip, name) != getattr(earlier, name))


def is_like(clip: Clip, earlier: Clip) -> bool:
    """Tell whether no address, title, date and outlet that a clip states differs from an earlier one; texts aside.

    A bookmark may state another outlet: the one of its page may have been renamed since.
    """
    if clip.url and address(clip) != (urls.exact_key if is_bookmark(clip) else urls.key)(earlier.url):
        return False
    names: tuple[str, ...] = _STATED if clip.url else (*_STATED, *_ON_PAPER)
    if is_bookmark(clip):
        names = tuple(name for name in names if name != "source")
    return all(
        not (value := getattr(clip, name)) or value == getattr(earlier, name) or (name == "title" and _is_derived(clip))
        for name in names
    )


def is_same_row(clip: Clip, earlier: Clip) -> bool:
    """Tell whether a bookmark is the one that was imported before, and that the user has changed here since.

    A service states to the second when it was saved.
    """
    return (
        is_bookmark(clip)
        and "T" in clip.clipped
        and clip.clipped == earlier.clipped
        and urls.exact_key(clip.url) == urls.exact_key(earlier.url)
    )


def is_page_of(clip: Clip, stored: StoredClip) -> bool:
    """Tell whether a bookmark is of the page whose text a stored clip has, under whatever title.

    The first page of a site does not count: it is another one every day.
    """
    page = urls.exact_key(clip.url)
    is_piece = "/" in page or "?" in page
    return (
        is_bookmark(clip)
        and is_piece
        and not is_bookmark(stored.clip.replace(body=" x" * stored.words))
        and (page == urls.exact_key(stored.clip.url))
    )


def says_all(earlier: Clip, clip: Clip) -> bool:
    """Tell whether a clip states nothing at all that an earlier one with the same text does not; bodies are not read.

    The time at which it was kept does not count.
    """
    missing_tags = {*clip.tags} - {*earlier.tags} - {TO_FETCH}
    return (
        is_like(clip, earlier)
        and not missing_tags
        and set(clip.author) <= set(earlier.author)
        and all(
            not getattr(clip, name) or getattr(clip, name) == getattr(earlier, name)
            for name in FIELDS
            if name not in _COMPARED_APART and name != "title"
        )
        and all(earlier.extra.get(key) == value for key, value in clip.extra.items() if value)
    )


def holds(body: str, part: str) -> bool:
    """Tell whether a body contains another one, blanks and line ends aside."""
    return "".join(part.split()) in "".join(body.split())


def body_key(clip: Clip) -> BodyKey:
    """Return the key of a clip's body; see `rows.body_key`."""
    return rows.body_key(clip.body)


def _is_derived(clip: Clip) -> bool:
    """Tell whether the title is only the beginning of the text, and not stated."""
    return clip.title == headline.find_title(clip.body)
