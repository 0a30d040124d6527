"""The `<meta>` and `<link>` tags in the head of a page: Open Graph, Dublin Core, and the names of many tools."""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

from clipper.intake.page.metadata.claims import Claim, clean_text

FIELDS: dict[str, str] = {
    name: field
    for field, names in {
        "title": "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title citation_title headline "
        "hdl title",
        "date": "article:published_time og:article:published_time article:published og:published_time og:pubdate "
        "parsely-pub-date sailthru.date dcterms.issued dcterms.date dcterms.created dc.date.issued dc.date "
        "dc.date.created datepublished citation_publication_date citation_date pubdate pub_date publishdate "
        "publish-date publish_date publication_date published_time published-date article.published article.created "
        "article_date_original originalpublicationdate bt:pubdate cxenseparse:recs:publishtime cxenseparse:publishtime "
        "iso-8601-publish-date displaydate sort_date date",
        "author": "parsely-author sailthru.author article:author og:article:author article:author_name byl byline "
        "cxenseparse:author cxenseparse:recs:articleauthor citation_author dc.creator dcterms.creator rbauthors "
        "author",
        "source": "og:site_name application-name dc.publisher dcterms.publisher cre publisher "
        "apple-mobile-web-app-title",
        "url": "og:url parsely-link",
        "description": "og:description description dc.description dcterms.abstract sailthru.description "
        "twitter:description",
        "section": "article:section og:article:section parsely-section sailthru.section cxenseparse:recs:category "
        "section",
        "language": "content-language dc.language dcterms.language og:locale language",
        "keywords": "news_keywords article:tag og:article:tag parsely-tags sailthru.tags keywords",
    }.items()
    for name in names.split()
}
"""What the names of `<meta>` tags stand for, those of a field in the order in which they are believed."""

_MOST = 4000
_WRITTEN_BY = frozenset({"written by", "verfasst von", "écrit par", "escrito por", "scritto da", "geschreven door"})


def origin_of(name: str) -> str:
    """Return the name of a tag as claims give it."""
    return name if ":" in name or "." in name else f"meta {name}"


def read_claims(tree: _Element) -> Iterator[Claim]:
    """Yield what the tags claim."""
    held: dict[str, str] = {}
    for tag in islice(tree.iter("meta"), _MOST):
        value = clean_text(tag.get("content") or "")
        names = (tag.get("property"), tag.get("name"), tag.get("http-equiv"))
        for known in dict.fromkeys(name.strip().lower() for name in names if name):
            held.setdefault(known, value)
            if value and known in FIELDS:
                yield Claim(FIELDS[known], value, origin_of(known))
    for place in ("1", "2"):
        # Yoast's tool for WordPress says the author to Twitter only.
        if held.get(f"twitter:label{place}", "").lower() in _WRITTEN_BY and (
            author := held.get(f"twitter:data{place}")
        ):
            yield Claim("author", author, f"twitter:data{place}")
    for link in tree.iter("link"):
        relation = (link.get("rel") or "").lower().split()
        if "canonical" in relation and (address := (link.get("href") or "").strip()):
            yield Claim("url", address, "link canonical")
    root = tree.getroottree().getroot()
    if language := clean_text(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""):
        yield Claim("language", language, "html lang")
