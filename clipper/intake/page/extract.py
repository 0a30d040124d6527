"""Extract the article and the metadata of a page from its bytes; runs in the subprocess that `page` starts."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from lxml.etree import _Element

from clipper import text
from clipper.errors import RefusedError
from clipper.intake.page import decoding, markdown, paywalls, saved
from clipper.intake.page.article import Article, find_article
from clipper.intake.page.boilerplate import trim_boilerplate
from clipper.intake.page.metadata import Claim, gather_claims
from clipper.intake.page.metadata.choice import ChosenFields
from clipper.intake.page.metadata.claims import LIKELY
from clipper.intake.page.posts import Post, find_post
from clipper.model.provenance import Provenance

_MUCH_MORE = 3
_MUCH_LEFT_OUT = 0.3
"""The share of the text around an article from which on the user is told that it was not taken."""
_LARGE_PAGE = 1_000_000
_MAX_ATTRIBUTE_LENGTH = 4000
"""Characters of an attribute on a large page: regexes search the values of `class`."""
_CONTROL_CHARACTERS = (
    r"(?i)[\0-\x08\x0b\x0e-\x1f\ufffe\uffff]"
    r"|&#(?:x0*(?:[0-8bef]|1[0-9a-f]|fff[ef])(?![\da-f])|0*(?:[0-8]|1[1456789]|2\d|3[01])(?!\d));?"
)
"""Characters that no page may hold, also as references. trafilatura, which makes XML, gives up a page with one."""
_ORIGINS_OF_ARTICLES = frozenset({"JSON-LD headline", "JSON-LD datePublished", "article:published_time"})
"""A page with a claim of one of these origins calls itself an article."""


_LIKELY_PLACES = {"script": "its scripts", "og:image": "the address of its picture", "text": "its text"}


@dataclass(slots=True)
class Extraction:
    """The fields of a clip by name, and their provenance; notices for the user; keywords that the page states."""

    fields: dict[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    notices: tuple[str, ...] = ()
    is_paywalled: bool = False

    def as_dict(self) -> dict[str, object]:
        """Return it as values that JSON can encode."""
        return asdict(self)


def extract_page(
    raw: bytes,
    url: str,
    encoding: str | None,
    *,
    wide: bool = False,
    captions: bool = False,
    selection: str = "",
) -> Extraction:
    """Extract a page; raise RefusedError, with what the page shows instead, if it has no article.

    With `wide` all the text around the article is taken, with `captions` those of its pictures. `selection` is the HTML
    that the user selected on the page: then that is the text, whatever else the page shows.
    """
    page = saved.unpack_mhtml(raw)
    decoded = decoding.decode(page.raw, encoding or page.encoding)
    html = saved.strip_data_urls(saved.strip_preamble(decoded.text))
    page_url = url or page.url or saved.find_saved_url(html)
    tree = parse_html(html)
    if tree is None:
        raise RefusedError("there is nothing on the page", hint=paywalls.HINT)
    # As long as they are kept, lxml does not make its objects for the elements again at each search.
    _elements = [*tree.iter()]
    # The claims and the visible text are read before the search for the article, which changes the tree.
    claims = gather_claims(tree, page_url)
    chosen = ChosenFields(claims, page_url)
    if selection:
        return _extract_selection(selection, chosen, base_url(tree, page_url or chosen.url), decoded.notice)
    visible = paywalls.read_visible_text(tree)
    post = find_post(tree, page_url or chosen.url)
    if post is not None:
        return _extract_post(post, claims, page_url, decoded.notice)
    article = find_article(tree, chosen.title, chosen.description, wide=wide, captions=captions)
    blocks = trim_boilerplate(
        _article_blocks(article, base_url(tree, page_url or chosen.url), claims),
        title=chosen.title,
        description=chosen.description,
        date=chosen.date,
        authors=chosen.authors,
    )
    is_paywalled = paywalls.is_paywalled(markdown.join_blocks(blocks), visible, claims)
    body = markdown.join_blocks(paywalls.drop_notices(blocks) if is_paywalled else blocks)
    is_article = any(claim.origin in _ORIGINS_OF_ARTICLES for claim in claims)
    if reason := paywalls.why_no_article(body, visible, chosen.title, is_article=is_article):
        raise RefusedError(reason, hint=paywalls.HINT)
    fields = _fields(chosen, body)
    notices = [decoded.notice] if decoded.notice else []
    if is_paywalled:
        notices.append("it is only the beginning: the rest is behind a paywall")
    if article is not None and article.left_out >= _MUCH_LEFT_OUT and not is_paywalled:
        percent = round(article.left_out * 100, -1)
        notices.append(f"about {percent:.0f} % of the text on the page was not taken; --wide takes it")
    notices += _doubts_about_date(chosen)
    return Extraction(fields, chosen.authors, chosen.keywords, tuple(chosen.provenance), tuple(notices), is_paywalled)


def _extract_selection(selection: str, chosen: ChosenFields, base: str, notice: str) -> Extraction:
    """Return what the user selected as a clip, with the fields of its page; raise RefusedError if it holds no text."""
    tree = parse_html(selection)
    body = markdown.convert(tree, url=base) if tree is not None else ""
    if not body.strip():
        raise RefusedError("what is selected holds no text")
    notices = (notice,) if notice else ()
    return Extraction(_fields(chosen, body), chosen.authors, chosen.keywords, tuple(chosen.provenance), notices)


def _doubts_about_date(chosen: ChosenFields) -> list[str]:
    """Return a notice if the page does not state clearly when it was published."""
    origin = next((entry.origin for entry in chosen.provenance if entry.field == "date"), "")
    if origin == "address":
        return [f"it states no date; {chosen.date} was taken from its address"]
    if origin.endswith(LIKELY):
        place = _LIKELY_PLACES.get(origin.removesuffix(LIKELY), "a date on it")
        return [f"it does not state clearly when it was published; {chosen.date} was taken from {place}"]
    return []


def _extract_post(post: Post, claims: Sequence[Claim], page_url: str, notice: str) -> Extraction:
    """Return a post as a clip; raise RefusedError if its page shows only other people's words."""
    blocks = markdown.to_blocks(post.text, url=page_url) if post.text is not None else []
    if not blocks:
        raise RefusedError(f"it is a post on {post.network}, and its text is not on the page", hint=paywalls.HINT)
    stated = {claim.field for claim in post.claims}
    chosen = ChosenFields([*post.claims, *(claim for claim in claims if claim.field not in stated)], page_url)
    body = markdown.join_blocks(blocks)
    notices = (notice,) if notice else ()
    return Extraction(_fields(chosen, body), chosen.authors, chosen.keywords, tuple(chosen.provenance), notices)


def _fields(chosen: ChosenFields, body: str) -> dict[str, str]:
    return {
        "title": chosen.title or _headline_of_body(body),
        "date": chosen.date,
        "source": chosen.source,
        "url": chosen.url,
        "description": chosen.description,
        "section": chosen.section,
        "agency": chosen.agency,
        "language": chosen.language,
        "body": body,
    }


def parse_html(html: str) -> _Element | None:
    """Parse HTML into a tree without comments; return None if there is nothing in it.

    Raise RefusedError if it exceeds a limit of libxml2, which would silently drop the rest.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    raw = re.sub(_CONTROL_CHARACTERS, "", html.replace("\f", " ")).encode("utf-8", "replace")
    try:
        tree: _Element = document_fromstring(raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise RefusedError("it has too long a text, or is nested too deep", hint=paywalls.HINT)
    for element in tree.iter() if len(raw) > _LARGE_PAGE else ():
        for name in [name for name, value in element.attrib.items() if len(value) > _MAX_ATTRIBUTE_LENGTH]:
            del element.attrib[name]
    return tree


def base_url(tree: _Element, url: str) -> str:
    """Return the address against which the links of a page are resolved: its `<base>`, else its own."""
    from urllib.parse import urljoin

    base = next((element.get("href") for element in tree.iter("base") if element.get("href")), "")
    try:
        return urljoin(url, base or "")
    except ValueError:
        return url


def _article_blocks(article: Article | None, base: str, claims: Sequence[Claim]) -> list[str]:
    """Return the article as blocks of Markdown; taken from JSON-LD if the page shows none or much less of it."""
    blocks = markdown.to_blocks(article.element, url=base) if article is not None else []
    stated = _stated_blocks([claim.value for claim in claims if claim.field == "article_body"])
    is_much_more = _count_words(stated) > _count_words(blocks) * _MUCH_MORE
    return stated if not blocks or is_much_more else blocks


def _stated_blocks(bodies: Sequence[str]) -> list[str]:
    """Return the first article among those that a page states in JSON-LD, which are HTML or plain text."""
    for body in bodies:
        tree = parse_html(body) if "</p>" in body else None
        if tree is not None:
            return markdown.to_blocks(tree)
        if body.strip():
            paragraphs = map(text.one_line, markdown.strip_invisible(body).split("\n"))
            return markdown.text_to_blocks(filter(None, paragraphs))
    return []


def _count_words(blocks: Sequence[str]) -> int:
    return sum(map(text.count_words, blocks))


def _headline_of_body(body: str) -> str:
    from clipper.intake import headline  # imported late: most pages state a headline

    return headline.find_title(body)
