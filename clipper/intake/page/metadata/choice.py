"""The choice among claims: for each field the one that is believed, and what was passed over for it."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from clipper import text
from clipper.intake.page.metadata import addresses, dates, meta_tags, people
from clipper.intake.page.metadata.agencies import find_agency
from clipper.intake.page.metadata.claims import Claim, split_words
from clipper.intake.page.provenance import Provenance
from clipper.model import urls

_SHOWN = 8
_SHORTEST = 10
_LONGEST_NAME = 5
_LEAST = 4
_LONGER = 3
"""How much longer than the outlet's name the end of a title may be that bears it: `Die Neue Tageszeitung`."""
_LONGEST_LANGUAGE = 12
_SEPARATOR = re.compile(r"\s+[|–—·•:»›-]+\s+|\s*\|\s*|\s+::\s+")
_BETWEEN = " |–—·•:»›-"
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+")


def _order(field: str, before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Return the places where a field is looked for, the `<meta>` tags between those given."""
    tags = [meta_tags.origin_of(name) for name, of in meta_tags.FIELDS.items() if of == field]
    return (*before, *(tag for tag in tags if tag not in before and tag not in after), *after)


ORDER = {
    "title": _order(
        "title",
        ("JSON-LD headline", "og:title", "itemprop headline", "<h1>"),
        ("JSON-LD headline (broken)", "JSON-LD name", "twitter:title", "text", "<title>", "meta title"),
    ),
    "date": _order(
        "date",
        ("JSON-LD datePublished", "article:published_time", "itemprop datePublished"),
        (
            "JSON-LD datePublished (broken)",
            "JSON-LD uploadDate",
            "JSON-LD dateCreated",
            "<time>",
            "<abbr>",
            "text",
            "meta date",
        ),
    ),
    "author": _order(
        "author", ("JSON-LD author",), ("itemprop author", "byline", "rel=author", "JSON-LD creator", "text")
    ),
    "source": _order("source", ("og:site_name", "JSON-LD publisher", "JSON-LD WebSite"), ("itemprop publisher",)),
    "url": ("link canonical", "og:url", "JSON-LD url", "parsely-link"),
    "description": _order("description", ("og:description", "meta description", "JSON-LD description"), ()),
    "section": _order("section", ("article:section", "JSON-LD articleSection"), ("itemprop articleSection",)),
    "language": _order("language", ("html lang", "JSON-LD inLanguage"), ("itemprop inLanguage", "og:locale")),
    "keywords": _order("keywords", ("news_keywords", "JSON-LD keywords"), ("meta keywords", "itemprop keywords")),
}
"""Where each field is looked for, by the names of claims' origins, in the order in which they are believed."""


class ChosenFields:
    """The claims of a page, of which each field's is chosen; `asked` is the address from which it came, if known."""

    def __init__(self, claims: Iterable[Claim], asked: str = "") -> None:
        self._claims = list(claims)
        self._asked = asked
        self.said: list[Provenance] = []
        self.url = self._chosen_url()
        self.language = self._first("language", _language)
        self.source = self._first("source", self._outlet)
        self.title = self._chosen_title()
        self.source = self.source or self._outlet_of_title() or self._outlet_of_address()
        self.date = self._chosen_date()
        self.authors, self.agency = self._chosen_people()
        self.description = self._first("description", lambda value: "" if value == self.title else value)
        self.section = self._first("section", _named)
        self.keywords = self._chosen_keywords()

    def of(self, field: str) -> list[Claim]:
        """Return the claims of a field in the order in which they are believed."""
        order = {origin: rank for rank, origin in enumerate(ORDER.get(field, ()))}
        found = [(order.get(claim.origin, len(order)), claim) for claim in self._claims if claim.field == field]
        return [claim for _, claim in sorted(found, key=lambda one: one[0])]

    def _first(self, field: str, read: Callable[[str], str]) -> str:
        """Choose the first claim of a field of which something is left when it is read."""
        found = [(read(claim.value), claim) for claim in self.of(field)]
        best = next(((value, claim) for value, claim in found if value), None)
        if not best:
            return ""
        self._say(field, best[0], best[1].origin, [(value or claim.value, claim.origin) for value, claim in found])
        return best[0]

    def _say(self, field: str, value: str, origin: str, others: Iterable[tuple[str, str]]) -> None:
        passed = dict.fromkeys((other, place) for other, place in others if other != value)
        self.said.append(Provenance(field, value, origin, tuple(passed)[:_SHOWN]))

    def _chosen_url(self) -> str:
        claims = self.of("url")
        found = [(addresses.canonical_url(claim.value, self._asked), claim) for claim in claims]
        best = next(((url, claim.origin) for url, claim in found if url), None)
        if not best and self._asked:
            best = (urls.untracked(self._asked), "its address")
        if best:
            self._say("url", *best, [(url or claim.value, claim.origin) for url, claim in found])
        return best[0] if best else ""

    def _chosen_title(self) -> str:
        """Choose the first headline that stands over the article too, with no more than a kicker beside it."""
        found = [(self._title(claim.value), claim) for claim in self.of("title")]
        found = [(value, claim) for value, claim in found if value]
        shown = [f" {' '.join(split_words(value))} " for value, claim in found if claim.origin == "<h1>"]
        for value, claim in found:
            said = " ".join(split_words(value))
            if len(said) > _SHORTEST and claim.origin != "<h1>" and any(f" {said} " in one for one in shown):
                break
        else:
            value, claim = found[0] if found else ("", Claim("title", "", ""))
        if value:
            self._say("title", value, claim.origin, [(other, one.origin) for other, one in found])
        return value

    def _chosen_date(self) -> str:
        """Choose the first day; of those that say the same day, the first that says the time with its zone."""
        found = [(dates.parse_date(claim.value, self.language), claim.origin) for claim in self.of("date")]
        found = [(value, origin) for value, origin in found if value]
        hint = dates.date_in_url(self.url or self._asked)
        if hint:
            found.append((hint, "address"))
        if not found:
            return ""
        day = found[0][0][:10]
        same = [one for one in found if one[0][:10] == day]
        value, origin = max(same, key=lambda one: _exactness(one[0]))
        self._say("date", value, origin, found)
        return value

    def _chosen_people(self) -> tuple[tuple[str, ...], str]:
        outlets = {self.source, *(claim.value for claim in self._claims if claim.field == "source")}
        outlets |= {
            addresses.registered_domain(self.url or self._asked),
            addresses.registered_domain(self.url or self._asked).partition(".")[0],
        }
        found = []
        for origin, group in groupby(self.of("author"), key=lambda claim: claim.origin):
            found.append((people.parse_bylines((claim.value for claim in group), outlets), origin))
        agencies = [agency for byline, _ in found for agency in byline.agencies]
        agencies += map(find_agency, (claim.value for claim in (*self.of("agency"), *self.of("organization"))))
        best = next(((byline.people, origin) for byline, origin in found if byline.people), None)
        if best:
            others = [("; ".join(byline.people), origin) for byline, origin in found if byline.people]
            self._say("author", "; ".join(best[0]), best[1], others)
        agency = next((one for one in agencies if one and text.fold(one) != text.fold(self.source)), "")
        if agency:
            self._say("agency", agency, "byline", ())
        return (best[0] if best else ()), agency

    def _chosen_keywords(self) -> tuple[str, ...]:
        claims = self.of("keywords")
        if not claims:
            return ()
        origin = claims[0].origin
        words = [word.strip() for claim in claims if claim.origin == origin for word in re.split(r"[,;]", claim.value)]
        found = tuple(dict.fromkeys(filter(None, words)))
        others = [(claim.value, claim.origin) for claim in claims if claim.origin != origin]
        self._say("keywords", ", ".join(found), origin, others)
        return found

    def _outlet_of_title(self) -> str:
        """Return the outlet that stands behind, or before, the headline in the title of the window."""
        title = next((claim.value for claim in self.of("title") if claim.origin == "<title>"), "")
        parts = [part for part in re.split(rf"{_SEPARATOR.pattern}|:\s+|--", title) if part.strip()]
        head = split_words(self.title)
        likeness = [len(set(split_words(part)) & set(head)) for part in parts]
        if len(parts) < 2 or not max(likeness):  # noqa: PLR2004 - a headline and an outlet
            return ""
        place = 0 if split_words(parts[-1]) == head or likeness[-1] else -1
        name = parts[place].strip() if likeness[place] < len(split_words(parts[place])) / 2 else ""
        if not 0 < len(name.split()) <= _LONGEST_NAME or name.isdecimal():
            return ""
        self._say("source", name, "<title>", ())
        return name

    def _outlet_of_address(self) -> str:
        host = urls.host(self.url or self._asked)
        if host:
            self._say("source", host, "its address", ())
        return host

    def _outlet(self, value: str) -> str:
        """Return the name of an outlet; a domain is none, nor the handle of an account."""
        value = re.sub(r"\s*\((?:www\.)?[\w-]+\.[\w.-]+\)$", "", value.strip())
        return "" if _DOMAIN.fullmatch(value) or value.startswith("@") or urls.is_address(value) else value

    def _title(self, value: str) -> str:
        """Return a headline without the name of the outlet behind or before it."""
        outlet = self.source
        names = {text.fold(name) for name in (outlet, addresses.registered_domain(self.url or self._asked)) if name}
        names |= {name.partition(".")[0] for name in names if _DOMAIN.fullmatch(name)}
        squeezed = {"".join(split_words(name)) for name in names} - {""}
        parts = _SEPARATOR.split(value)
        if len(parts) > 1 and _is_name(parts[-1], squeezed, _LONGER):
            return value[: value.rindex(parts[-1])].rstrip(_BETWEEN)
        if len(parts) > 1 and _is_name(parts[0], squeezed, 1):
            return value[len(parts[0]) :].lstrip(_BETWEEN)
        return value


def _is_name(part: str, squeezed: Iterable[str], longer: int) -> bool:
    """Tell whether a part of a title is the name of the outlet, some of it, or that with some more."""
    said = "".join(split_words(part))
    if said in squeezed:
        return bool(said)
    alike = (one for one in squeezed if len(one) > _LEAST and len(said) <= longer * len(one) + _LEAST)
    return len(said) >= _LEAST and any(one in said or said in one for one in alike)


def _named(value: str) -> str:
    """Return a value that is a name, and no address or domain."""
    return "" if urls.is_address(value) or _DOMAIN.fullmatch(value) else value


def _exactness(value: str) -> int:
    clock = value[10:]
    return bool(clock) + (clock.endswith("Z") or "+" in clock or "-" in clock)


def _language(value: str) -> str:
    """Return a language as it is written on the web: `en_US` is `en-US`."""
    found = re.fullmatch(
        r"([A-Za-z]{2,3})(?:[_-]([A-Za-z]{2,4}|\d{3}))?(?:[_-](?:[A-Za-z]{2}|\w{4,8}))*(?:\..*)?", value.strip()
    )
    if not found or len(value) > _LONGEST_LANGUAGE:
        return ""
    region = found[2] or ""
    region = region.upper() if len(region) == 2 else region.capitalize()  # noqa: PLR2004
    return found[1].lower() + (f"-{region}" if region else "")
