"""What a list shows of the texts of clips, which the index does not hold: the text itself, and passages of a query."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from clipper.analysis.passages import Passage
    from clipper.index import Index
    from clipper.model.clip import StoredClip
    from clipper.query import Node


def with_bodies(clips: "Iterable[StoredClip]", index: "Index") -> "Iterator[StoredClip]":
    """Yield clips with their bodies; that of a file which cannot be read now is empty."""
    for stored in clips:
        yield stored.replace(clip=stored.clip.replace(body=index.read_body(stored.path)))


def with_passages(clips: "Iterable[StoredClip]", index: "Index", node: "Node") -> "Iterator[StoredClip]":
    """Yield clips with their passages, empty where no word of the query is in the text."""
    from clipper.analysis.passages import find_passage, phrases

    wanted = phrases(node)
    for stored in with_bodies(clips, index):
        passage = find_passage(stored.clip, wanted)
        yield stored.replace(passage=passage.text if passage else "")


def passages(clips: "Iterable[StoredClip]", index: "Index", node: "Node", length: int) -> "dict[str, Passage]":
    """Return the passages of clips by their paths, with at most this many characters each."""
    from clipper.analysis.passages import find_passage, phrases

    wanted = phrases(node)
    found = ((stored.path, find_passage(stored.clip, wanted, length)) for stored in with_bodies(clips, index))
    return {path: passage for path, passage in found if passage}
