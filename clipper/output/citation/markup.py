"""References as text, Markdown or HTML; whatever a clip says is letters in each of them."""

import re
from collections.abc import Callable, Mapping

from clipper import text
from clipper.output.citation.runs import Phrase

_MARKDOWN = r"([\\`*_\[\]<>#|~])"


def to_plain(reference: Phrase) -> str:
    """Return a reference without its italics."""
    return text.safe("".join(run.text for run in reference))


def to_markdown(reference: Phrase) -> str:
    """Return a reference as a paragraph of Markdown; what is Markdown in it is escaped."""
    pieces = (_escape_markdown(text.safe(run.text)) for run in reference)
    return "".join(f"*{piece}*" if run.is_italic else piece for run, piece in zip(reference, pieces, strict=True))


def to_html(reference: Phrase) -> str:
    """Return a reference as a paragraph of HTML."""
    import html  # it loads a table of all entities, and most references are plain

    pieces = (html.escape(text.safe(run.text), quote=False) for run in reference)
    body = "".join(f"<i>{piece}</i>" if run.is_italic else piece for run, piece in zip(reference, pieces, strict=True))
    return f"<p>{body}</p>"


def _escape_markdown(value: str) -> str:
    return re.sub(_MARKDOWN, r"\\\1", value)


FORMATS: Mapping[str, Callable[[Phrase], str]] = {"plain": to_plain, "markdown": to_markdown, "html": to_html}
"""What writes a reference, by the names that `--format` accepts."""
