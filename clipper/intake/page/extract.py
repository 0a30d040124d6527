"""A page is read: what it says of itself, and its article; all that takes time and memory, for a process of its own."""

from dataclasses import asdict, dataclass, field

from lxml.etree import _Element

from clipper import text
from clipper.errors import RefusedError
from clipper.intake.page import article, decoding, markdown, paywalls, saved
from clipper.intake.page.boilerplate import Article
from clipper.intake.page.metadata import gather_claims
from clipper.intake.page.metadata.choice import ChosenFields
from clipper.intake.page.provenance import Provenance

_FEW = 3
_MUCH_MORE = 3
_LARGE = 1_000_000
_LONGEST = 4000
"""Characters that an attribute may have on a page of that size: patterns are looked for in classes."""
_OF_ARTICLES = frozenset({"JSON-LD headline", "JSON-LD datePublished", "article:published_time"})


@dataclass(slots=True)
class Found:
    """What was found on a page: the fields of a clip by name, what they were chosen from, and what is to be told."""

    fields: dict[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    said: tuple[Provenance, ...] = ()
    notices: tuple[str, ...] = ()
    paid: bool = False

    def as_dict(self) -> dict[str, object]:
        """Return it in values that JSON has."""
        return asdict(self)


def read(raw: bytes, url: str, encoding: str | None) -> Found:
    """Return what the bytes of a page hold; RefusedError where there is no article, saying what there is."""
    page = saved.unpack_mhtml(raw)
    decoded = decoding.decode(page.raw, encoding or page.encoding)
    written = saved.strip_data_urls(decoded.text)
    asked = url or page.url or saved.find_saved_url(written)
    tree = parsed(written)
    if tree is None:
        raise RefusedError("there is nothing on the page", hint=paywalls.HINT)
    claims = gather_claims(tree, asked)
    chosen = ChosenFields(claims, asked)
    seen = paywalls.look(tree)
    links = base(tree, asked or chosen.url)
    found = article.body(tree, chosen.title)
    blocks = markdown.blocks(found, url=links) if found is not None else []
    stated = _stated([claim.value for claim in claims if claim.field == "article_body"])
    if not blocks or (len(blocks) < _FEW and _count(stated) > _count(blocks) * _MUCH_MORE):
        blocks = stated
    title, description, authors = chosen.title, chosen.description, chosen.authors
    blocks = Article(blocks, title=title, description=description, date=chosen.date, authors=authors).trimmed()
    paid = paywalls.is_paid(markdown.joined(blocks), seen, claims)
    body = markdown.joined(paywalls.without_marks(blocks) if paid else blocks)
    is_article = any(claim.origin in _OF_ARTICLES for claim in claims)
    if wall := paywalls.instead_of(body, seen, title, is_article=is_article):
        raise RefusedError(wall, hint=paywalls.HINT)
    fields = {
        "title": title or _headline(body),
        "date": chosen.date,
        "source": chosen.source,
        "url": chosen.url,
        "description": description,
        "section": chosen.section,
        "agency": chosen.agency,
        "language": chosen.language,
        "body": body,
    }
    notices = [decoded.notice] if decoded.notice else []
    if paid:
        notices.append("it is only the beginning: the rest is behind a paywall")
    origin = next((one.origin for one in chosen.provenance if one.field == "date"), "")
    if origin == "address":
        notices.append(f"it states no date; {chosen.date} stands in its address")
    return Found(fields, authors, chosen.keywords, tuple(chosen.provenance), tuple(notices), paid)


def parsed(written: str) -> _Element | None:
    """Return the tree of a page, without comments; None where there is nothing on it.

    RefusedError, where it is more than libxml2 takes, which would cut it off there without a word.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    raw = written.replace("\0", "").encode("utf-8", "replace")
    try:
        tree: _Element = html.document_fromstring(raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise RefusedError("it has too long a text, or is nested too deep", hint=paywalls.HINT)
    for element in tree.iter() if len(raw) > _LARGE else ():
        for name in [name for name, value in element.attrib.items() if len(value) > _LONGEST]:
            del element.attrib[name]
    return tree


def base(tree: _Element, url: str) -> str:
    """Return the address from which the links of a page are to be followed."""
    from urllib.parse import urljoin

    stated = next((one.get("href") for one in tree.iter("base") if one.get("href")), "")
    try:
        return urljoin(url, stated or "")
    except ValueError:
        return url


def _count(blocks: list[str]) -> int:
    return sum(map(text.count_words, blocks))


def _headline(body: str) -> str:
    from clipper.intake import headline  # most pages have one of their own

    return headline.title(body)


def _stated(bodies: list[str]) -> list[str]:
    """Return the text of an article that the page only says to machines."""
    for body in bodies:
        tree = parsed(body) if "</p>" in body else None
        if tree is not None:
            return markdown.blocks(tree)
        paragraphs = filter(None, map(text.one_line, markdown.plain(body).split("\n")))
        if body.strip():
            return markdown.of_text(paragraphs)
    return []
