"""Second words of verbs that are misspelled: `tags renam a b` is a query too, so it is doubted only if empty."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clipper.cli.commands import SECOND
from clipper.model.spelling import nearest

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.query import Node


def no_match_message(session: "Session", node: "Node", verb: str, words: Sequence[str] | None) -> str:
    """Return the sentence for a query without a match, which perhaps was to be another command."""
    message = session.library.no_match_message(node)
    near = nearest(words[0], SECOND[verb]) if words else ""
    return f"{message.rstrip('.')}; did you mean `clipper {verb} {near}`?" if near else message
