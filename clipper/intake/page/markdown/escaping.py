"""Escape plain text so that Markdown parses it as that text."""

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<&~!]")
_ENTITY = re.compile(r"&(?:#x?[0-9a-f]{1,8}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_LINE_START = re.compile(
    r"^(?:(?P<block>#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|[-=_]{2,}\s*$|:?-+:?\s*\||\|)"
    r"|(?P<number>\d{1,9})(?P<stop>[.)](?=\s|$)))",
    re.MULTILINE,
)


def escape_text(value: str, following: str, *, in_link: bool) -> str:
    """Escape a text; `following` is the character that comes after it, or empty."""

    def escape(match: re.Match[str]) -> str:
        character, index = match[0], match.start()
        before = value[index - 1] if index else ""
        after = value[index + 1] if index + 1 < len(value) else following or " "
        is_markup = _is_markup(character, before, after, value, index, in_link=in_link)
        return f"\\{character}" if is_markup else character

    return _SPECIAL.sub(escape, value)


def escape_line_starts(lines: str) -> str:
    """Escape the starts of lines that would begin a heading, list, quotation, table or rule."""
    return _LINE_START.sub(_escape_line_start, lines)


def code_span(value: str) -> str:
    """Return inline code between enough backticks to contain those in it."""
    longest = max((len(run) for run in re.findall("`+", value)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if value.startswith("`") or value.endswith("`") else ""
    return f"{fence}{pad}{value}{pad}{fence}"


def _is_markup(character: str, before: str, after: str, value: str, index: int, *, in_link: bool) -> bool:
    """Tell whether Markdown may parse a character as markup, given those before and after it."""
    return {
        "\\": True,
        "`": True,
        "*": not (before.isspace() and after.isspace()),
        "_": not (before.isalnum() and after.isalnum()) and not (before.isspace() and after.isspace()),
        "[": in_link or after in "[^" or (index == 0 and after in " xX"),
        "]": in_link or after in "([:",
        "<": after.isalpha() or after in "/!?",
        "&": _ENTITY.match(value, index) is not None,
        "!": index + 1 == len(value) and after == "[",
        "~": "~" in {before, after} or index in {0, len(value) - 1},
    }[character]


def _escape_line_start(match: re.Match[str]) -> str:
    return f"{match['number']}\\{match['stop']}" if match["number"] else f"\\{match[0]}"
