"""Texts written so that no character of them has a meaning to Markdown."""

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<&~!]")
_ENTITY = re.compile(r"&(?:#x?[0-9a-f]{1,8}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_LINE_START = re.compile(
    r"^(?:(?P<sign>#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|[-=_]{2,}\s*$|:?-+:?\s*\||\|)"
    r"|(?P<number>\d{1,9})(?P<stop>[.)](?=\s|$)))",
    re.MULTILINE,
)


def escaped(value: str, following: str, *, in_link: bool) -> str:
    """Return a text in which no character has a meaning; `following` is the one that will stand behind it."""

    def escape(match: re.Match[str]) -> str:
        sign, place = match[0], match.start()
        before = value[place - 1] if place else ""
        after = value[place + 1] if place + 1 < len(value) else following or " "
        return f"\\{sign}" if _means_something(sign, before, after, value, place, in_link=in_link) else sign

    return _SPECIAL.sub(escape, value)


def guarded(lines: str) -> str:
    """Return lines that begin no heading, list, quote, table or rule."""
    return _LINE_START.sub(_guarded, lines)


def fenced(value: str) -> str:
    """Return a piece of code between as many marks as it needs."""
    longest = max((len(run) for run in re.findall("`+", value)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if value.startswith("`") or value.endswith("`") else ""
    return f"{fence}{pad}{value}{pad}{fence}"


def _means_something(sign: str, before: str, after: str, value: str, place: int, *, in_link: bool) -> bool:
    """Tell whether Markdown would take a character for more than itself."""
    return {
        "\\": True,
        "`": True,
        "*": not (before.isspace() and after.isspace()),
        "_": not (before.isalnum() and after.isalnum()) and not (before.isspace() and after.isspace()),
        "[": in_link or after in "[^" or (place == 0 and after in " xX"),
        "]": in_link or after in "([:",
        "<": after.isalpha() or after in "/!?",
        "&": _ENTITY.match(value, place) is not None,
        "!": place + 1 == len(value) and after == "[",
        "~": "~" in {before, after} or place in {0, len(value) - 1},
    }[sign]


def _guarded(match: re.Match[str]) -> str:
    return f"{match['number']}\\{match['stop']}" if match["number"] else f"\\{match[0]}"
