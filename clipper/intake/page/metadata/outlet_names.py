"""Names of outlets in titles: find the outlet in `<title>`, and strip it from a headline."""

import re
from collections.abc import Iterable

from clipper import text
from clipper.model import urls
from clipper.text import split_words

_MAX_WORDS = 5
_MIN_LENGTH = 4
_MAX_LENGTH_RATIO = 3
"""How many times longer than the outlet's name the end of a title with that name may be: `Die Neue Tageszeitung`."""
_SEPARATOR = re.compile(r"(?<!\s)(?:\s++[|–—·•:»›-]++\s+|\s*+\|\s*)")
_SEPARATOR_CHARACTERS = " |–—·•:»›-"
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+")


def clean_outlet(value: str) -> str:
    """Return the name of an outlet without its domain in brackets; empty if it is only a domain or an account."""
    value = re.sub(r"(?<!\s)\s*+\((?:www\.)?[\w-]+\.[\w.-]+\)$", "", value.strip())
    return "" if value.startswith("@") else reject_address(value)


def reject_address(value: str) -> str:
    """Return a value unchanged; empty if it is an address or a domain."""
    return "" if urls.is_address(value) or _DOMAIN.fullmatch(value) else value


def find_outlet(window_title: str, headline: str) -> str:
    """Return the outlet's name that `<title>` has after the headline, or before it; empty if there is none."""
    parts = [part for part in re.split(rf"{_SEPARATOR.pattern}|:\s+|--", window_title) if part.strip()]
    headline_words = split_words(headline)
    shared_words = [len(set(split_words(part)) & set(headline_words)) for part in parts]
    if len(parts) < 2 or not max(shared_words):  # noqa: PLR2004 - a headline and an outlet
        return ""
    index = 0 if split_words(parts[-1]) == headline_words or shared_words[-1] else -1
    name = parts[index].strip() if shared_words[index] < len(split_words(parts[index])) / 2 else ""
    return name if 0 < len(name.split()) <= _MAX_WORDS and not name.isdecimal() else ""


def strip_outlet(title: str, outlet: str, domain: str) -> str:
    """Return a headline without the name or the domain of the outlet after or before it."""
    joined_names = _joined_names(outlet, domain)
    parts = _SEPARATOR.split(title)
    if len(parts) > 1 and _is_outlet(parts[-1], joined_names, _MAX_LENGTH_RATIO):
        return title[: title.rindex(parts[-1])].rstrip(_SEPARATOR_CHARACTERS)
    if len(parts) > 1 and _is_outlet(parts[0], joined_names, 1):
        return title[len(parts[0]) :].lstrip(_SEPARATOR_CHARACTERS)
    return title


def is_outlet(title: str, outlet: str, domain: str) -> bool:
    """Tell whether a title is nothing but the name or the domain of the outlet."""
    return "".join(split_words(title)) in _joined_names(outlet, domain)


def _joined_names(outlet: str, domain: str) -> set[str]:
    """Return the names of an outlet without spaces, its domain with and without the suffix among them."""
    names = {text.fold(name) for name in (outlet, domain) if name}
    names |= {name.partition(".")[0] for name in names if _DOMAIN.fullmatch(name)}
    return {"".join(split_words(name)) for name in names} - {""}


def _is_outlet(part: str, joined_names: Iterable[str], max_ratio: int) -> bool:
    """Tell whether a part of a title is an outlet's name, contains it, or is contained in it.

    `joined_names` are names without spaces; a part that contains one is at most about `max_ratio` times as long.
    """
    joined = "".join(split_words(part))
    if joined in joined_names:
        return bool(joined)
    comparable = (
        name for name in joined_names if len(name) > _MIN_LENGTH and len(joined) <= max_ratio * len(name) + _MIN_LENGTH
    )
    return len(joined) >= _MIN_LENGTH and any(name in joined or joined in name for name in comparable)
