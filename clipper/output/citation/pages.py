"""Page numbers as the styles write them."""

import re

_RANGE = r"([A-Za-z]{0,9})([0-9]{1,9})\s{0,9}[-–]\s{0,9}([A-Za-z]{0,9})([0-9]{1,9})"


def dashed(page: str) -> str:
    """Return pages with an en dash between the first and the last: `33–38`."""
    return re.sub(_RANGE, r"\1\2–\3\4", page)


def labelled(page: str, *, one: str = "p.", several: str = "pp.") -> str:
    """Return pages behind their label: `p. A5`, `pp. 33–38`; empty without a page."""
    if not page:
        return ""
    return f"{several if re.search(r'[-–,&]', page) else one} {page}"


def last_two(page: str) -> str:
    """Return pages as the MLA shortens them: `134–39`, but `98–102`."""

    def shorten(match: re.Match[str]) -> str:
        letter, first, last_letter, last = match.groups()
        if letter and letter == last_letter:
            return f"{letter}{first}–{last}"
        is_same = len(first) == len(last) > 2 and first[:-2] == last[:-2]  # noqa: PLR2004 - two digits stay
        return f"{letter}{first}–{last_letter}{last[-2:] if is_same else last}"

    return re.sub(_RANGE, shorten, page)


def changed_digits(page: str) -> str:
    """Return pages as the NLM shortens them: `33–8`, only what changes."""

    def shorten(match: re.Match[str]) -> str:
        letter, first, last_letter, last = match.groups()
        if letter != last_letter:
            return f"{letter}{first}–{last_letter}{last}"
        common = 0
        while len(first) == len(last) and common < len(last) - 1 and first[common] == last[common]:
            common += 1
        return f"{letter}{first}–{last[common:]}"

    return re.sub(_RANGE, shorten, page)
