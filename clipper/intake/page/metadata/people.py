"""Authors: the people whom a byline names, as it writes them, without outlets, agencies and what they do there."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from clipper import text
from clipper.intake.page.metadata.agencies import find_agency
from clipper.intake.page.metadata.claims import split_words

_LONGEST = 60
_MOST = 20
_MOST_WORDS, _FEW = 6, 3
_PARTICLES = frozenset(
    {"da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "la", "le", "in", "ten", "ter", "van"}
    | {"von", "vom", "zu", "zum", "zur", "bin", "ibn", "bint", "al", "el", "y", "e", "af", "av"}
)
_BY = re.compile(
    r"^(?:(?:(?:written|reported|words|story|photos?|text|report|article|interview|analysis|opinion|compiled|edited"
    r"|posted|published)\s+by|by|propos recueillis par|publié par|pubblicato da|publicado por|geschrieben von"
    r"|text von|fotos? von|(?:ein|eine) \w+ von|von|par|por|di|da|door|av|af|كتب|بقلم)\s+"
    r"|(?:by|author|autore?|autor(?:in|en)?|reporter|texte?|tekst|redaktion|автор|фото|文|作者|記者|记者|撰文|取材|بقلم|كتب|إعداد)"
    r"\s*[=:：/]\s*)",
    re.IGNORECASE,
)
_CERTAIN_BY = re.compile(r"[:：=/]\s*$|\bby\s*$|^\w+ \w+\s*$|[^\x00-\x7f]", re.IGNORECASE)
_JOINED = re.compile(
    r"\s*[;|•·/／、，،]\s*|\s+(?:und|et|y|e|och|og|en|и|та|و|with|mit|avec|con)\s+|\s+-\s+|\s+[–—]\s+|\n"
)
_ASIDE = re.compile(r"\s*[(\[（【][^)\]）】]*[)\]）】]")
_NO_NAME = re.compile(
    r"https?:|www\.|@|\.(?:com|org|net|de|fr|uk|ru|jp|it|es|nl|se)\b|[\d<>{}=_#*|:\"“”«»?!]", re.IGNORECASE
)
# Words that no person is called, but offices and outlets are.
_NO_PERSON = frozenset(
    {"editor", "editors", "editorial", "correspondent", "correspondents", "reporter", "reporters", "writer", "writers"}
    | {"columnist", "contributor", "contributors", "staff", "producer", "bureau", "desk", "newsroom", "team", "chief"}
    | {"analyst", "presenter", "journalist", "journalists", "photographer", "photographers", "agencies", "agency"}
    | {"agence", "agentur", "agenturen", "wire", "admin", "administrator", "webmaster", "redaktion", "redakteur"}
    | {"redakteurin", "korrespondent", "korrespondentin", "redaction", "redacteur", "redaccion", "redacao", "redazione"}
    | {"redactie", "redaksjonen", "toimitus", "onlineredaktion", "nachrichtenredaktion", "news", "media", "press"}
    | {"service", "services", "online", "digital", "studio", "corporation", "inc", "ltd", "gmbh", "llc", "university"}
    | {"institute", "guest", "special", "senior", "political", "business", "sport", "sports", "health", "science"}
    | {"reporting", "anonymous", "unknown", "none", "null", "undefined", "web", "nachrichten", "zeitung", "presse"}
    | {"radio", "tv", "channel", "magazine", "times", "today", "daily", "herald", "tribune", "gazette", "chronicle"}
    | {
        "newspaper",
        "board",
        "office",
        "ministry",
        "department",
        "group",
        "partners",
        "solutions",
        "редакция",
        "sendung",
    }
)
_NO_PERSON_EAST = ("編集部", "取材班", "編集委員", "編集局", "新聞", "新闻", "通信")
_SUFFIX = re.compile(r"[JS]r\.?|I{2,3}|IV|[A-Z]\.?[A-Z]\.?|Ph\.?D\.?")
_REPORTER = re.compile(r"\s*(?:기자|특파원|記者|记者)$|\s+(?:und|and|et|y|e)$")


class Byline(NamedTuple):
    """Whom a byline names: people, and agencies."""

    people: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


def parse_bylines(values: Iterable[str], outlets: Collection[str] = ()) -> Byline:
    """Return whom the values of a field name, each once; `outlets` are the names that the outlet has on the page."""
    people: dict[str, str] = {}
    agencies: dict[str, None] = {}
    known = {text.fold(name) for name in outlets if name}
    for value in values:
        for one in _split_names(value):
            if agency := find_agency(one):
                agencies[agency] = None
                continue
            name = _clean_name(one, known)
            if name:
                people.setdefault(text.fold(name), name)
    return Byline(tuple(people.values())[:_MOST], tuple(agencies))


def strip_by(value: str) -> str:
    """Return a byline without the word that makes it one."""
    value = text.one_line(value)
    while found := _BY.match(value):
        rest = value[found.end() :]
        # `Von Miller` is a man; `Von Jana Müller` is by Jana Müller.
        if not rest or not (_CERTAIN_BY.search(found[0]) or len(rest.split()) > 1 or find_agency(rest)):
            break
        value = rest
    return value


def _split_names(value: str) -> Iterator[str]:
    """Yield the names in a value, as they are parted there."""
    value = re.sub(r"\s*\n\s*", "\n", value.strip())
    for line in value.split("\n"):
        if _BY.fullmatch(f"{line} "):
            continue
        for piece in _JOINED.split(_ASIDE.sub(_drop_aside, strip_by(line))):
            for name in _split_at_commas(piece):
                yield from _strip_place(strip_by(name).strip(" ,;:-–—"))


def _split_at_commas(piece: str) -> tuple[str, ...]:
    if not re.search(r"[,&]|\band\b", piece):
        return (piece,)
    from clipper.intake import bylines  # most pages name one author, and need not wait for it

    return bylines.of_byline(piece)


def _drop_aside(aside: re.Match[str]) -> str:
    """Return nothing for what stands in brackets, but a site: who has one is no person."""
    return aside[0] if _NO_NAME.search(aside[0]) else ""


def _strip_place(name: str) -> Iterator[str]:
    """Yield a name without the one word behind a comma, which is a place or an agency; `Doe, Jane` is one name."""
    first, comma, rest = name.partition(",")
    rest = rest.strip()
    if find_agency(first):
        yield first
    elif comma and " " in first.strip() and (find_agency(rest) or not (" " in rest or _SUFFIX.fullmatch(rest))):
        yield first.strip()
        yield from filter(find_agency, (rest,))
    else:
        yield first if len(name) > _LONGEST and " " in first else name


def _clean_name(name: str, outlets: Collection[str]) -> str:
    """Return the name of a person; empty if it is not one, or an outlet's."""
    name = _REPORTER.sub("", text.one_line(name))
    if not name or len(name) > _LONGEST or _NO_NAME.search(name) or _is_office(name) or _is_outlet(name, outlets):
        return ""
    words = name.replace(",", " ").split()
    small = [word for word in words if word[0].islower() and word not in _PARTICLES]
    is_clause = len(words) > _MOST_WORDS or (small and (len(small) < len(words) or len(words) > _FEW))
    is_handle = name.isascii() and len(words) == 1 and (len(name) < _FEW or name.islower())
    return "" if is_clause or is_handle else name


def _is_office(name: str) -> bool:
    return not _NO_PERSON.isdisjoint(split_words(name)) or any(word in name for word in _NO_PERSON_EAST)


def _is_outlet(name: str, outlets: Collection[str]) -> bool:
    folded = text.fold(name)
    squeezed = "".join(split_words(name))
    return any(folded == outlet or squeezed == "".join(split_words(outlet)) for outlet in outlets)
