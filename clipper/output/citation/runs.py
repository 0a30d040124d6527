"""Texts of which parts are italic, and how the parts of a reference are joined."""

from typing import NamedTuple, TypeAlias


class Run(NamedTuple):
    """A part of a text, upright or italic."""

    text: str
    is_italic: bool = False


Phrase: TypeAlias = tuple[Run, ...]
"""A text as its runs; () is the empty text, so that two phrases are joined by `+`."""

Text: TypeAlias = str | Phrase
"""What the functions below take: a text without italics may be a str."""

_CLOSING = "”’\"'»"
_FIRST_UPRIGHT = "\u1100"
"""From here on are the scripts that have no italics: Korean, Chinese, Japanese and others."""
_ENDS = (".", "?", "!", "…")


def phrase(*parts: Text) -> Phrase:
    """Return texts one after the other as one phrase."""
    return tuple(run for part in parts for run in ((Run(part),) if isinstance(part, str) else part) if run.text)


def italic(text: str) -> Phrase:
    """Return a text in italics, if its script has them."""
    letters = [letter for letter in text if letter.isalpha()]
    return (Run(text, is_italic=not letters or min(letters) < _FIRST_UPRIGHT),) if text else ()


def plain(text: Text) -> str:
    """Return a text without its italics."""
    return text if isinstance(text, str) else "".join([run.text for run in text])


def ends_with_mark(text: Text, marks: tuple[str, ...] = _ENDS) -> bool:
    """Tell whether a text ends with one of these marks, perhaps inside closing quotation marks."""
    return plain(text).rstrip(_CLOSING).endswith(marks)


def joined(separator: str, *parts: Text) -> Phrase:
    """Return the parts that are not empty, with a separator between them."""
    whole: Phrase = ()
    for part in parts:
        if part:
            whole = phrase(whole, separator, part) if whole else phrase(part)
    return whole


def comma(*parts: Text) -> Phrase:
    """Return the parts that are not empty, with commas between them."""
    return joined(", ", *parts)


def sentence(text: Text, *, stop_inside_quotes: bool = True) -> Phrase:
    """Return a text with a full stop, unless it ends with a mark; the empty text stays empty.

    In America the full stop stands inside double quotation marks, elsewhere behind them.
    """
    runs = phrase(text)
    if not runs or ends_with_mark(runs):
        return runs
    *before, last = runs
    if stop_inside_quotes and last.text.endswith("”"):
        return (*before, last._replace(text=f"{last.text[:-1]}.”"))
    return (*runs, Run("."))


def sentences(*parts: Text, stop_inside_quotes: bool = True) -> Phrase:
    """Return the parts that are not empty, each ended by a full stop, with blanks between them."""
    return joined(" ", *(sentence(part, stop_inside_quotes=stop_inside_quotes) for part in parts))
