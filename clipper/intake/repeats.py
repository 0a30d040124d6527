"""Repeats: what comes more than once in the same exports, such as a bookmark in two folders, is put together."""

from clipper import clipfile
from clipper.errors import ClipperError
from clipper.intake import identity
from clipper.intake.exports.spool import Spool
from clipper.intake.identity import BodyKey, Identity, is_bookmark
from clipper.model import urls
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.model.keys import FIELDS
from clipper.model.tags import TO_FETCH


class Repeats:
    """The candidates in a spool, and which of them says what a later one says; `add` puts a new one into the spool."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._places: list[str] = []
        self._by_identity: dict[Identity, int] = {}
        self._by_address: dict[str, int] = {}
        self._by_page: dict[tuple[str, str], int] = {}
        """By address and title, and by address alone for those without a title."""
        self._bookmarks: set[int] = set()

    def add(self, candidate: Candidate) -> str:
        """Put a candidate into the spool; return the place of one with the same address, empty if there is none."""
        position = len(self._spool)
        self._places.append(candidate.input_name)
        self._spool.append(candidate)
        self._register(position, candidate.clip, identity.body_key(candidate.clip))
        first = self._by_address.setdefault(urls.key(candidate.clip.url), position) if candidate.clip.url else position
        return self._places[first] if first != position else ""

    def merge(self, candidate: Candidate) -> str:
        """Put what only this candidate says into the first of its kind, and return the place of that.

        The place is empty if there is none, or if it cannot take in all. The bytes of an adopted file are not changed.
        """
        clip, body = candidate.clip, identity.body_key(candidate.clip)
        position = self._find(clip, body)
        if position is None:
            return ""
        first = self._spool[position]
        merged = merge_clips(first.clip, clip)
        if not all(
            identity.says_all(merged, one) and identity.holds(merged.body, one.body) for one in (first.clip, clip)
        ):
            return ""
        if merged != first.clip:
            if first.raw != clipfile.write(first.clip):
                return ""
            try:
                self._spool.replace(position, Candidate(merged, clipfile.write(merged)))
            except ClipperError:  # the two are too much for one header
                return ""
            self._register(position, merged, identity.body_key(merged))
        return self._places[position]

    def _register(self, position: int, clip: Clip, body: BodyKey) -> None:
        self._by_identity.setdefault(identity.identity(clip, body), position)
        if not clip.url:
            return
        page = urls.exact_key(clip.url)
        self._by_page.setdefault((page, clip.title), position)
        self._by_page.setdefault((page, ""), position)
        (self._bookmarks.add if is_bookmark(clip) else self._bookmarks.discard)(position)

    def _find(self, clip: Clip, body: BodyKey) -> int | None:
        """Return the position of a candidate that may say the same: a bookmark has no text that could differ."""
        position = self._by_identity.get(identity.identity(clip, body))
        if position is not None or not clip.url:
            return position
        page = urls.exact_key(clip.url)
        for key in ((page, clip.title), (page, "")):
            position = self._by_page.get(key)
            if position is not None and (is_bookmark(clip) or position in self._bookmarks):
                return position
        return None


def merge_clips(first: Clip, second: Clip) -> Clip:
    """Return the first of two clips of one page, with what only the second has: tags, notes, an earlier time."""
    bookmarks = [is_bookmark(clip) for clip in (first, second)]
    bodies = [second.body, first.body] if bookmarks == [True, False] else [first.body, second.body]
    if not any(bookmarks) or bodies[1].strip() in bodies[0]:
        del bodies[1]
    to_fetch = (TO_FETCH,) if all(TO_FETCH in clip.tags for clip in (first, second)) else ()
    tags = [tag for tag in (*first.tags, *second.tags) if tag != TO_FETCH]
    fields = {name: getattr(first, name) or getattr(second, name) for name in FIELDS}
    fields |= {
        "tags": tuple(dict.fromkeys((*tags, *to_fetch))),
        "clipped": min(filter(None, (first.clipped, second.clipped)), default=""),
    }
    return first.replace(**fields, extra={**second.extra, **first.extra}, body="\n".join(filter(None, bodies)))
