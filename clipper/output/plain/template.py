"""A line of a list as its reader wants it: `{date} {source:<20} {title:.60}`."""

import re
from collections.abc import Callable

from clipper import text
from clipper.errors import UsageError
from clipper.model.clip import StoredClip, StoryClip

EXAMPLE = "{date} {source:<20} {title:.60}"
"""What a template looks like, for help and errors."""

_PIECE = re.compile(r"\{\{|\}\}|\\[nt\\]|(?P<field>\{[^{}]*\})|[^{}\\]+|.", re.DOTALL)
_NAME = re.compile(r"[^!.\[\]]+")
_WIDTH = re.compile(r"(?:.?[<>^])?(?:[1-9][0-9]{0,2})?(?:\.[0-9]{1,3})?")
_LITERALS = {"{{": "{", "}}": "}", r"\n": "\n", r"\t": "\t", "\\\\": "\\"}


def field_value(stored: StoredClip, name: str) -> str:
    """Return what a name stands for: `handle`, `path`, `name`, `words`, `problem`, a field, or any key of the header.

    Of a clip that stands for its story also `pickups`, the handles of the others, and `outlets`. Many values are joined
    by a comma; there is the empty text where there is none.
    """
    if name in {"handle", "path", "name", "words"}:
        return str(getattr(stored, name))
    if isinstance(stored, StoryClip) and name in {"pickups", "outlets"}:
        return ", ".join(stored.outlets if name == "outlets" else [one.handle for one in stored.pickups])
    return stored.clip.problem if name == "problem" else ", ".join(stored.clip.values(name))


def parse(pattern: str) -> Callable[[StoredClip], str]:
    r"""Return a function that fills the pattern in for one clip; UsageError if the pattern has no meaning.

    A field is a plain name that is looked up, never evaluated. Braces are written `{{` and `}}`; `\t` and `\n` are a
    tab and a new line.
    """
    pieces = [_piece(match) for match in _PIECE.finditer(pattern)]

    def fill(stored: StoredClip) -> str:
        return "".join(
            [
                piece if isinstance(piece, str) else format(text.safe(field_value(stored, piece[0])), piece[1])
                for piece in pieces
            ]
        )

    return fill


def _piece(match: re.Match[str]) -> str | tuple[str, str]:
    """Return a literal, or the name of a field and its width."""
    said = match[0]
    if said in {"{", "}"}:
        what = "is never closed" if said == "{" else "closes nothing"
        raise UsageError(f"a “{said}” of the template {what}", hint=f"A brace itself is written `{said * 2}`.")
    if match["field"] is None:
        return _LITERALS.get(said) or text.safe_lines(said)
    said = text.safe(said)
    name, colon, width = said[1:-1].partition(":")
    if not name.strip():
        raise UsageError(f"“{said}” in the template names no field", hint=f"A template is such as `{EXAMPLE}`.")
    if not _NAME.fullmatch(name):
        raise UsageError(f"“{said}” in the template is no field", hint="A field is a plain name, such as `{title}`.")
    if colon and not _WIDTH.fullmatch(width):
        raise UsageError(
            f"“{text.safe(width)}” in the template is no width", hint="Such as `<20`, `>20`, `^20`, `.60`, `<20.20`."
        )
    return name.strip(), width
