"""References on a terminal, with their italics."""

from collections.abc import Iterable

from rich.console import Group
from rich.text import Text

from clipper import text
from clipper.output.citation.runs import Phrase


def render(references: Iterable[Phrase]) -> Group:
    """Return references as paragraphs."""
    return Group(*map(_paragraph, references))


def _paragraph(reference: Phrase) -> Text:
    pieces = text.safe_pieces([run.text for run in reference])
    return Text.assemble(
        *((piece, "italic" if run.is_italic else "") for run, piece in zip(reference, pieces, strict=True))
    )
