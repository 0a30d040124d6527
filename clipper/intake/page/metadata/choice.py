"""Choose one value for each field among the claims of a page, and record the alternatives."""

import re
from collections.abc import Callable, Iterable, Sequence

from clipper import text
from clipper.intake.page.metadata import addresses, author_choice, date_choice, dates, meta_tags, title_choice
from clipper.intake.page.metadata.claims import Claim
from clipper.intake.page.metadata.outlet_names import (
    clean_brand,
    clean_outlet,
    find_outlet,
    has_legal_form,
    is_outlet,
    reject_address,
    strip_name,
    strip_outlet,
)
from clipper.model import urls
from clipper.model.agencies import find_agency
from clipper.model.provenance import Provenance

_MAX_ALTERNATIVES = 8
_MAX_LANGUAGE_LENGTH = 12


def _origins(field: str, before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Return the origins of a field in order of preference, the other `<meta>` tags between `before` and `after`."""
    tags = [meta_tags.tag_origin(tag) for tag, tag_field in meta_tags.FIELD_BY_TAG.items() if tag_field == field]
    return (*before, *(tag for tag in tags if tag not in before and tag not in after), *after)


ORIGINS = {
    "title": _origins(
        "title",
        ("JSON-LD headline", "og:title", "itemprop headline", "<h2>", "<h3>", "<h4>", "<h1>"),
        ("JSON-LD headline (broken)", "JSON-LD name", "twitter:title", "text", "<title>", "other <h1>", "meta title"),
    ),
    "date": _origins(
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
            "address",
            "<time> (likely)",
            "text (likely)",
            "script (likely)",
            "og:image (likely)",
        ),
    ),
    "author": _origins(
        "author",
        ("JSON-LD author",),
        ("itemprop author", "byline", "rel=author", "author link", "JSON-LD creator", "text"),
    ),
    "source": _origins("source", ("og:site_name", "JSON-LD publisher", "JSON-LD WebSite"), ("itemprop publisher",)),
    "url": ("link canonical", "og:url", "JSON-LD url", "parsely-link"),
    "description": _origins("description", ("og:description", "meta description", "JSON-LD description"), ()),
    "section": _origins("section", ("article:section", "JSON-LD articleSection"), ("itemprop articleSection",)),
    "language": _origins("language", ("html lang", "JSON-LD inLanguage"), ("itemprop inLanguage", "og:locale")),
    "keywords": _origins("keywords", ("news_keywords", "JSON-LD keywords"), ("meta keywords", "itemprop keywords")),
}
"""The origins of claims for each field, in order of preference."""


class ChosenFields:
    """The fields of a page: for each one, the value chosen among the claims; `provenance` records the choices.

    `page_url` is the address that the page came from, or empty.
    """

    def __init__(self, claims: Iterable[Claim], page_url: str = "") -> None:
        self._claims = list(claims)
        self._page_url = page_url
        self._site_name = next((claim.value for claim in self._claims if claim.origin == "site <h1>"), "")
        self.provenance: list[Provenance] = []
        self.url = self._choose_url()
        self.language = self._choose_first("language", _normalize_language)
        self.source = self._choose_source()
        self.title = self._choose_title()
        self.source = self.source or self._outlet_from_title() or self._outlet_from_brand() or self._outlet_from_url()
        self.date = self._choose_date()
        self.authors, self.agency = self._choose_authors()
        self.description = self._choose_first("description", lambda value: "" if value == self.title else value)
        self.section = self._choose_first("section", reject_address)
        self.keywords = self._choose_keywords()

    def _ranked_claims(self, field: str) -> list[Claim]:
        """Return the claims for a field in the order of `ORIGINS`; those of other origins come last."""
        ranks = {origin: rank for rank, origin in enumerate(ORIGINS.get(field, ()))}
        claims = [claim for claim in self._claims if claim.field == field]
        return sorted(claims, key=lambda claim: ranks.get(claim.origin, len(ranks)))

    def _choose_first(self, field: str, clean: Callable[[str], str]) -> str:
        """Choose the first claim for a field whose value is not empty after cleaning."""
        cleaned = [(clean(claim.value), claim) for claim in self._ranked_claims(field)]
        chosen = next(((value, claim) for value, claim in cleaned if value), None)
        if not chosen:
            return ""
        alternatives = [(value or claim.value, claim.origin) for value, claim in cleaned]
        self._record(field, chosen[0], chosen[1].origin, alternatives)
        return chosen[0]

    def _record(self, field: str, value: str, origin: str, alternatives: Iterable[tuple[str, str]]) -> None:
        """Add the provenance of a field; `alternatives` are pairs of a value and its origin, the chosen one too."""
        passed_over = dict.fromkeys(pair for pair in alternatives if pair[0] != value)
        self.provenance.append(Provenance(field, value, origin, tuple(passed_over)[:_MAX_ALTERNATIVES]))

    def _choose_url(self) -> str:
        """Choose the first credible address that the page states, else the one that it came from."""
        claims = self._ranked_claims("url")
        canonical = [(addresses.canonical_url(claim.value, self._page_url), claim) for claim in claims]
        chosen = next(((url, claim.origin) for url, claim in canonical if url), None)
        if not chosen and self._page_url:
            chosen = (urls.without_tracking(self._page_url), "its address")
        if not chosen:
            return ""
        self._record("url", *chosen, [(url or claim.value, claim.origin) for url, claim in canonical])
        return chosen[0]

    def _choose_title(self) -> str:
        """Choose a headline with `title_choice`, without the name of the outlet."""
        domain = addresses.registered_domain(self.url or self._page_url)
        stated = next((claim.value for claim in self._ranked_claims("source")), "")
        titles = [
            (
                strip_outlet(
                    strip_outlet(strip_name(claim.value, self._site_name), stated, domain), self.source, domain
                ),
                claim,
            )
            for claim in self._ranked_claims("title")
        ]
        titles = [(title, claim) for title, claim in titles if title]
        titles = [pair for pair in titles if not is_outlet(pair[0], self.source, domain)] or titles
        if not titles:
            return ""
        chosen, claim = title_choice.choose(titles)
        self._record("title", chosen, claim.origin, [(title, claim.origin) for title, claim in titles])
        return chosen

    def _choose_date(self) -> str:
        """Choose a date, the first in the order of `ORIGINS` unless `date_choice` knows better.

        A date that the user gives with `--date` replaces the chosen one in `clipper.intake.overrides`.
        """
        if date_in_url := dates.date_in_url(self.url or self._page_url):
            self._claims.append(Claim("date", date_in_url, "address"))
        dated = [(dates.parse_date(claim.value, self.language), claim.origin) for claim in self._ranked_claims("date")]
        dated = [(date, origin) for date, origin in dated if date]
        if not dated:
            return ""
        date, origin = date_choice.choose(dated)
        self._record("date", date, origin, dated)
        return date

    def _choose_authors(self) -> tuple[tuple[str, ...], str]:
        """Return the people of the first byline that names any, and the first agency that is not the outlet."""
        domain = addresses.registered_domain(self.url or self._page_url)
        outlets = {self.source, domain, domain.partition(".")[0]}
        outlets |= {claim.value for claim in self._claims if claim.field == "source"}
        bylines = author_choice.read_bylines(self._ranked_claims("author"), outlets)
        agencies = [agency for byline, _ in bylines for agency in byline.agencies]
        organizations = (*self._ranked_claims("agency"), *self._ranked_claims("organization"))
        agencies += map(find_agency, (claim.value for claim in organizations))
        named = [(byline.people, origin) for byline, origin in bylines if byline.people]
        authors: tuple[str, ...] = ()
        if named:
            authors, origin = author_choice.choose(named)
            self._record("author", "; ".join(authors), origin, [("; ".join(names), place) for names, place in named])
        outlet = text.fold(self.source)
        agency = next((agency for agency in agencies if agency and text.fold(agency) != outlet), "")
        if agency:
            self._record("agency", agency, "byline", ())
        return authors, agency

    def _choose_keywords(self) -> tuple[str, ...]:
        """Return all keywords of the origin that comes first."""
        claims = self._ranked_claims("keywords")
        if not claims:
            return ()
        origin = claims[0].origin
        values = [claim.value for claim in claims if claim.origin == origin]
        words = (word.strip() for value in values for word in re.split(r"[,;]", value))
        keywords = tuple(dict.fromkeys(filter(None, words)))
        alternatives = [(claim.value, claim.origin) for claim in claims if claim.origin != origin]
        self._record("keywords", ", ".join(keywords), origin, alternatives)
        return keywords

    def _choose_source(self) -> str:
        """Choose the first outlet that is neither a section nor a company; else the first one."""
        sections = {claim.value for claim in self._claims if claim.field == "section" or claim.origin == "og:title"}
        names = [claim.value for claim in self._ranked_claims("source") if clean_outlet(claim.value)]
        unwanted = {name for name in names if name in sections or has_legal_form(name)}
        if unwanted >= set(names):
            unwanted.clear()
        return self._choose_first("source", lambda value: "" if value in unwanted else clean_outlet(value))

    def _outlet_from_title(self) -> str:
        window_title = next((claim.value for claim in self._ranked_claims("title") if claim.origin == "<title>"), "")
        outlet = find_outlet(window_title, self.title, addresses.registered_domain(self.url or self._page_url))
        if self._site_name and strip_name(window_title, self._site_name) != window_title:
            outlet = self._site_name
        if outlet:
            self._record("source", outlet, "<title>", ())
        return outlet

    def _outlet_from_brand(self) -> str:
        """Return the name on the logo of the page, or behind its copyright sign, if the domain has the same words."""
        domain = addresses.registered_domain(self.url or self._page_url)
        for claim in self._ranked_claims("brand"):
            if brand := clean_brand(claim.value, domain):
                self._record("source", brand, claim.origin, ())
                return brand
        return ""

    def _outlet_from_url(self) -> str:
        host = urls.host(self.url or self._page_url)
        if host:
            self._record("source", host, "its address", ())
        return host


def _normalize_language(value: str) -> str:
    """Return a BCP 47 tag of language and script or region (`en_US` becomes `en-US`); empty if the value is none."""
    match = re.fullmatch(
        r"([A-Za-z]{2,3})(?:[_-]([A-Za-z]{2,4}|\d{3}))?(?:[_-](?:[A-Za-z]{2}|\w{4,8}))*(?:\..*)?", value.strip()
    )
    if not match or len(value) > _MAX_LANGUAGE_LENGTH:
        return ""
    subtag = match[2] or ""
    subtag = subtag.upper() if len(subtag) == 2 else subtag.capitalize()  # noqa: PLR2004
    return match[1].lower() + (f"-{subtag}" if subtag else "")
