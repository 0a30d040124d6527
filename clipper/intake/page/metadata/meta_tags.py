"""`<meta>` and `<link>` tags in the head of a page: Open Graph, Dublin Core, and the tags of many publishing tools."""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

from clipper.intake.page.metadata.claims import Claim, clean_text

FIELD_BY_TAG: dict[str, str] = {
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
"""The field of each `<meta>` tag; the tags of a field are in order of preference."""

_MAX_TAGS = 4000
_AUTHOR_LABELS = frozenset({"written by", "verfasst von", "écrit par", "escrito por", "scritto da", "geschreven door"})


def tag_origin(name: str) -> str:
    """Return the origin of a claim that a `<meta>` tag makes, as it is shown to the user."""
    return name if ":" in name or "." in name else f"meta {name}"


def read_claims(tree: _Element) -> Iterator[Claim]:
    """Yield the claims of the tags, and the language of the root element."""
    content: dict[str, str] = {}
    for tag in islice(tree.iter("meta"), _MAX_TAGS):
        value = clean_text(tag.get("content") or "")
        names = (tag.get("property"), tag.get("name"), tag.get("http-equiv"))
        for name in dict.fromkeys(name.strip().lower() for name in names if name):
            content.setdefault(name, value)
            if value and name in FIELD_BY_TAG:
                yield Claim(FIELD_BY_TAG[name], value, tag_origin(name))
    for number in ("1", "2"):
        # The Yoast plugin for WordPress states the author only in tags for Twitter, as a label and its value.
        if content.get(f"twitter:label{number}", "").lower() in _AUTHOR_LABELS and (
            author := content.get(f"twitter:data{number}")
        ):
            yield Claim("author", author, f"twitter:data{number}")
    for link in tree.iter("link"):
        relation = (link.get("rel") or "").lower().split()
        if "canonical" in relation and (address := (link.get("href") or "").strip()):
            yield Claim("url", address, "link canonical")
    if language := clean_text(root_language(tree)):
        yield Claim("language", language, "html lang")


def root_language(tree: _Element) -> str:
    """Return the language that the root element states."""
    root = tree.getroottree().getroot()
    return root.get("lang") or root.get("xml:lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
