"""Templates for the lines of a list, such as `{date} {source:<20} {title:.60}`."""

import re
from collections.abc import Callable

from clipper import text
from clipper.errors import UsageError
from clipper.model.clip import StoredClip, StoryClip

EXAMPLE = "{date} {source:<20} {title:.60}"
"""An example of a template, for help and errors."""

ALWAYS_THERE = ("handle", "path", "name", "words")
"""The names of what every clip has."""

FROM_TEXT = frozenset({"text", "excerpt"})
"""The names of what stands only in the files of clips, not in the index."""

_PART = r"(?s)\{\{|\}\}|\\[nt\\]|(?P<field>\{[^{}]*\})|[^{}\\]+|."
_NAME = r"[^!.\[\]]+"
_WIDTH = r"(?:.?[<>^])?(?:[1-9][0-9]{0,2})?(?:\.[0-9]{1,3})?"
_LITERALS = {"{{": "{", "}}": "}", r"\n": "\n", r"\t": "\t", "\\\\": "\\"}


def field_value(stored: StoredClip, name: str) -> str:
    """Return a value of a clip: its `handle`, `path`, `name`, `words` or `problem`, a field, or any key of its header.

    The `text` is that of a clip with its body; so is the `excerpt` of a clip without a description. The first clip of
    a story also has `pickups`, the handles of the other clips, and `outlets`. Several values are joined by commas;
    where there is none, the text is empty.
    """
    if name in ALWAYS_THERE:
        return str(getattr(stored, name))
    if isinstance(stored, StoryClip) and name in {"pickups", "outlets"}:
        return ", ".join(stored.outlets if name == "outlets" else [pickup.handle for pickup in stored.pickups])
    if name == "text":
        return stored.clip.body
    if name == "excerpt":
        from clipper.analysis.excerpt import excerpt  # hardly any template asks for it

        return excerpt(stored.clip)
    if name == "passage":
        return stored.passage or ""
    return stored.clip.problem if name == "problem" else ", ".join(stored.clip.values(name))


def names(pattern: str) -> list[str]:
    """Return the names in a template; raise UsageError if the template is wrong."""
    tokens = (_token(match) for match in re.finditer(_PART, pattern))
    return [token[0] for token in tokens if not isinstance(token, str)]


def parse(pattern: str) -> Callable[[StoredClip], str]:
    r"""Return a function that fills in the template for a clip; raise UsageError if the template is wrong.

    A field is a plain name that is looked up, never evaluated. Braces are written `{{` and `}}`; `\t` and `\n` are a
    tab and a new line. A text without a width keeps its lines.
    """
    tokens = [_token(match) for match in re.finditer(_PART, pattern)]
    return lambda stored: "".join([token if isinstance(token, str) else _filled(stored, *token) for token in tokens])


def reads_text(pattern: str) -> bool:
    """Tell whether a template asks for what stands only in the files of clips; if it is wrong, that is told later."""
    fields = (match["field"] for match in re.finditer(_PART, pattern))
    return any(field and field[1:-1].partition(":")[0].strip() in FROM_TEXT for field in fields)


def _filled(stored: StoredClip, name: str, width: str) -> str:
    value = field_value(stored, name)
    if name == "text" and not width:
        return text.safe_lines(value.strip("\r\n"))
    return format(text.safe(value.strip() if name == "text" else value), width)


def _token(match: re.Match[str]) -> str | tuple[str, str]:
    """Return a literal text, or the name of a field and its width."""
    value = match[0]
    if value in {"{", "}"}:
        what = "is never closed" if value == "{" else "closes nothing"
        raise UsageError(f"a “{value}” of the template {what}", hint=f"A brace itself is written `{value * 2}`.")
    if match["field"] is None:
        return _LITERALS.get(value) or text.safe_lines(value)
    value = text.safe(value)
    name, colon, width = value[1:-1].partition(":")
    if not name.strip():
        raise UsageError(f"“{value}” in the template names no field", hint=f"A template is such as `{EXAMPLE}`.")
    if not re.fullmatch(_NAME, name):
        raise UsageError(f"“{value}” in the template is not a field", hint="A field is a name, such as `{title}`.")
    if colon and not re.fullmatch(_WIDTH, width):
        raise UsageError(
            f"“{text.safe(width)}” in the template is not a width", hint="Such as `<20`, `>20`, `^20`, `.60`, `<20.20`."
        )
    return name.strip(), width
