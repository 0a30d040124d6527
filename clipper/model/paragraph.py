"""A paragraph of a text that a person is writing."""

from typing import NamedTuple


class Paragraph(NamedTuple):
    """The text of a paragraph, the number of its first line, and whether it is a block quote."""

    line: int
    text: str
    is_block_quote: bool = False
