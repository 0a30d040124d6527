"""Bylines: split them into names of people and of agencies; drop outlets, offices and job titles."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from clipper import text
from clipper.intake.byline_words import names_nobody
from clipper.model.agencies import find_agency
from clipper.model.offices import is_office
from clipper.text import split_words

_MAX_NAME_LENGTH = 60
_MAX_PEOPLE = 20
_MAX_WORDS = 6
_MAX_LOWERCASE_WORDS = 3
"""Words of a name that is written all in lower case."""
_MIN_LENGTH = 3
_PARTICLES = frozenset(
    {"da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "la", "le", "in", "ten", "ter", "van"}
    | {"von", "vom", "zu", "zum", "zur", "bin", "ibn", "bint", "al", "el", "y", "e", "af", "av"}
)
_BY = re.compile(
    r"^(?:(?:(?:written|reported|words|story|photos?|text|report|article|interview|analysis|opinion|compiled|edited"
    r"|posted|published|submitted|created)\s+by|by|propos recueillis par|(?:publié|écrit|rédigé) par"
    r"|(?:pubblicato|scritto) da|a cura di|(?:publicado|escrito) por|geschreven door|(?:skrevet|skriven) a[vf]"
    r"|(?:geschrieben|verfasst|veröffentlicht|erstellt|eingestellt|gepostet|gespeichert) von|ditulis oleh|oleh"
    r"|text von|fotos? von|(?:ein|eine) \w+ von|von|par|por|di|da|door|av|af|كتب|بقلم)\s+"
    r"|(?:by|author|autore?|autor(?:in|en)?|auteur|reporter|texte?|tekst|redaktion|verfasst von|yazar|penulis|автор"
    r"|фото|文|作者|記者|记者|撰文|取材|بقلم|كتب|إعداد)\s*[=:：/]\s*)",
    re.IGNORECASE,
)
_UNAMBIGUOUS_BY = re.compile(r"[:：=/]\s*$|\bby\s*$|^\w+ \w+\s*$|[^\x00-\x7f]", re.IGNORECASE)
_NAME_SEPARATOR = re.compile(
    r"(?<!\s)(?:\s*+[;|•·/／、，،]\s*|\s++(?:und|et|y|e|och|og|en|и|та|و|with|mit|avec|con|[-–—])\s+)|\n"
)
_BRACKETS = re.compile(r"(?<!\s)\s*+[(\[（【][^)\]）】]*+(?:[)\]）】]|\Z)")
_CLOSING_BRACKETS = tuple(")]）】")
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\.(?:com|org|net|de|fr|uk|ru|jp|it|es|nl|se)\b|[\d<>{}=_#*|:\"“”«»?!]", re.IGNORECASE
)
_ENDS = frozenset({"in", "on", "at", "am", "um", "le", "el", "il", "for"})
"""Lines behind which no more names come: `Jane Doe`, `in`, `Politics`."""
_ACCOUNT_BEHIND = re.compile(r"(?<!\s),?\s++@[\w.]+$")
_ACCOUNT = re.compile(r"[^\W\d_][\w.-]{2,24}(?<![.-])")
_NAME_SUFFIX = re.compile(r"[JS]r\.?|I{2,3}|IV|[A-Z]\.?[A-Z]\.?|Ph\.?D\.?")
_TRAILING_ROLE = re.compile(r"(?<!\s)(?:\s*+(?:기자|특파원|記者|记者)|\s++(?:und|and|et|y|e))$")


class Byline(NamedTuple):
    """The people and the agencies that a byline names."""

    people: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


def parse_bylines(bylines: Iterable[str], outlets: Collection[str] = (), *, accounts: bool = False) -> Byline:
    """Return the people and agencies in several bylines, each once; `outlets` holds the names of the page's outlet.

    With `accounts` a single word may also be the name under which somebody writes, such as `karl1984`.
    """
    people: dict[str, str] = {}
    agencies: dict[str, None] = {}
    folded_outlets = {text.fold(name) for name in outlets if name}
    for byline in bylines:
        for part in _split_names(byline):
            if agency := find_agency(part):
                agencies[agency] = None
                continue
            name = _clean_name(part, folded_outlets)
            if not name and accounts and _is_account(part, folded_outlets):
                name = part
            if name:
                people.setdefault(text.fold(name), name)
    return Byline(tuple(people.values())[:_MAX_PEOPLE], tuple(agencies))


def strip_by(value: str) -> str:
    """Return a byline without its introduction: `By`, `Von`, `Author:` and the like."""
    value = text.one_line(value)
    while introduction := _BY.match(value):
        rest = value[introduction.end() :]
        # `Von Miller` is a man; `Von Jana Müller` is by Jana Müller.
        if not rest or not (_UNAMBIGUOUS_BY.search(introduction[0]) or len(rest.split()) > 1 or find_agency(rest)):
            break
        value = rest
    return value


def _split_names(byline: str) -> Iterator[str]:
    """Yield the names in a byline: split at line ends, separators, conjunctions and commas."""
    for line in map(str.strip, byline.strip().split("\n")):
        if _BY.fullmatch(f"{line} "):
            continue
        if line.lower() in _ENDS:
            return
        for part in _NAME_SEPARATOR.split(_BRACKETS.sub(_drop_brackets, strip_by(line))):
            for name in _split_at_commas(part):
                yield from _strip_place(_ACCOUNT_BEHIND.sub("", strip_by(name)).strip(" ,;:-–—"))


def _split_at_commas(names: str) -> tuple[str, ...]:
    if not re.search(r"[,&]|\band\b", names):
        return (names,)
    from clipper.intake import bylines  # imported late: most pages name one author and do not need it

    return bylines.split_byline(names)


def _drop_brackets(brackets: re.Match[str]) -> str:
    """Return the replacement for text in brackets: nothing, or the text itself if it is a site or an account.

    `_clean_name` then rejects the whole name, since a name with a site is an outlet's. Brackets that are not closed
    stay; they are found so that what is behind them is searched through only once.
    """
    is_closed = brackets[0].endswith(_CLOSING_BRACKETS)
    return "" if is_closed and not _NOT_A_NAME.search(brackets[0]) else brackets[0]


def _strip_place(name: str) -> Iterator[str]:
    """Yield a name without the single word after its comma, a place or an agency; `Doe, Jane` is one name.

    An agency after the comma is yielded too.
    """
    first, comma, rest = name.partition(",")
    rest = rest.strip()
    if find_agency(first):
        yield first
    elif comma and " " in first.strip() and (find_agency(rest) or not (" " in rest or _NAME_SUFFIX.fullmatch(rest))):
        yield first.strip()
        yield from filter(find_agency, (rest,))
    else:
        yield first if len(name) > _MAX_NAME_LENGTH and " " in first else name


def _clean_name(name: str, folded_outlets: Collection[str]) -> str:
    """Return a person's name without a trailing role; empty if it is not a person's name."""
    name = _TRAILING_ROLE.sub("", text.one_line(name))
    if (
        not name
        or len(name) > _MAX_NAME_LENGTH
        or _NOT_A_NAME.search(name)
        or is_office(name)
        or names_nobody(name)
        or _is_outlet(name, folded_outlets)
    ):
        return ""
    words = name.replace(",", " ").split()
    lowercase = [word for word in words if word[0].islower() and word not in _PARTICLES]
    is_phrase = len(words) > _MAX_WORDS or (
        lowercase and (len(lowercase) < len(words) or len(words) > _MAX_LOWERCASE_WORDS)
    )
    is_login = name.isascii() and len(words) == 1 and (len(name) < _MIN_LENGTH or name.islower())
    return "" if is_phrase or is_login else name


def _is_account(name: str, folded_outlets: Collection[str]) -> bool:
    return bool(_ACCOUNT.fullmatch(name)) and not (
        is_office(name) or names_nobody(name) or _is_outlet(name, folded_outlets)
    )


def _is_outlet(name: str, folded_outlets: Collection[str]) -> bool:
    folded = text.fold(name)
    joined = "".join(split_words(name))
    return any(folded == outlet or joined == "".join(split_words(outlet)) for outlet in folded_outlets)
