"""Hold the quotations of a draft against the clips of an archive."""

from typing import TYPE_CHECKING

from clipper.analysis.quotation.quotation import find_quotations
from clipper.analysis.quotation.verifier import Verifier
from clipper.clipfile.body_parts import split_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from clipper.analysis.quotation.verdict import Verdict
    from clipper.library.library import Library
    from clipper.model.clip import StoredClip
    from clipper.model.paragraph import Paragraph
    from clipper.query import Node


def verify_draft(
    library: "Library", paragraphs: "Iterable[Paragraph]", least_words: int, where: "Node | None" = None
) -> "Iterator[Verdict]":
    """Yield a verdict on each quotation of a draft; with `where` only clips that match the query can agree.

    Notes and highlights in a clip are no text of the clip.
    """
    index = library.index
    among = None if where is None else frozenset(stored.path for stored in library.search(where))

    def read_text(stored: "StoredClip") -> str:
        return split_body(index.read_body(stored.path)).text

    return Verifier(index.phrases(among), read_text).verify(find_quotations(paragraphs, least_words))
