"""JSON-LD: what a page says of its article in the words of schema.org, nested anyhow, and though it be broken."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias

from lxml.etree import _Element

from clipper import text
from clipper.intake.page.metadata.claims import Claim, clean_text
from clipper.model import urls

JsonLdNode: TypeAlias = dict[str, Any]

_MOST_BYTES = 2_000_000
_MOST_NODES = 5000
_DEEPEST = 12
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|Review)$")
_OTHER = (
    "VideoObject",
    "AudioObject",
    "ImageGallery",
    "MediaGallery",
    "Recipe",
    "WebPage",
    "ItemPage",
    "CollectionPage",
)
# What hangs from these names is about other pages.
_ELSEWHERE = frozenset(
    {
        "about",
        "associatedMedia",
        "author",
        "breadcrumb",
        "citation",
        "comment",
        "hasPart",
        "image",
        "isBasedOn",
        "isPartOf",
    }
    | {"itemListElement", "liveBlogUpdate", "logo", "mentions", "potentialAction", "publisher", "relatedLink", "video"}
    | {"sourceOrganization"}
)
_COMMENT = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>|/\*.*?\*/", re.DOTALL)
_LAST_COMMA = re.compile(r",(\s*[}\]])")
_PAIR = re.compile(r'"(headline|datePublished|description|articleSection)"\s*:\s*"((?:[^"\\]|\\.){1,2000})"', re.DOTALL)
_AUTHOR = re.compile(r'"author"\s*:\s*[\[{][^\]]{0,500}?"name"\s*:\s*"([^"\\]{1,200})"', re.DOTALL)
_BROKEN = {
    "headline": ("title", "JSON-LD headline"),
    "datePublished": ("date", "JSON-LD datePublished"),
    "description": ("description", "JSON-LD description"),
    "articleSection": ("section", "JSON-LD articleSection"),
}


def read_claims(tree: _Element, known: Collection[str]) -> Iterator[Claim]:
    """Yield what the page claims in JSON-LD; `known` are addresses and headlines that it has elsewhere.

    Of several articles the one that bears one of these is meant, else the first.
    """
    nodes: list[JsonLdNode] = []
    scraps: list[str] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and (script.text or "").strip():
            written = (script.text or "")[:_MOST_BYTES]
            held = _parsed(written)
            if held is None:
                scraps.append(written)
            nodes += _nodes(held)
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = _meant([node for node in nodes if _is_article(node)], known)
    if article:
        yield from _of_article(article, by_id)
    for scrap in scraps if not article else ():
        yield from _of_scrap(scrap)
    page = next((node for kind in _OTHER for node in nodes if kind in _types(node)), None)
    if page:
        for claim in _of_article(page, by_id):
            if claim.field not in {"is_free", "source"}:
                yield claim._replace(origin=claim.origin.replace("JSON-LD", f"JSON-LD {_types(page)[0]}"))
    site = next((node for node in nodes if "WebSite" in _types(node)), None)
    if site and (name := _name(site)):
        yield Claim("source", name, "JSON-LD WebSite")


def _parsed(written: str) -> Any:
    """Return what a script holds; None where it cannot be mended."""
    written = written.strip().rstrip(";").strip()
    for tried in (written, _LAST_COMMA.sub(r"\1", _COMMENT.sub("", written)).strip().rstrip(";")):
        try:
            return json.loads(tried, strict=False)
        except (ValueError, RecursionError):
            continue
    found: list[Any] = []
    place = written.find("{")
    decoder = json.JSONDecoder(strict=False)
    while place >= 0 and len(found) < _DEEPEST:
        try:
            held, end = decoder.raw_decode(written, place)
        except (ValueError, RecursionError):
            break
        found.append(held)
        place = written.find("{", end)
    return found or None


def _nodes(held: Any) -> list[JsonLdNode]:
    """Return the things that JSON-LD speaks of, without those that only hang from them."""
    found: list[JsonLdNode] = []
    todo = [(held, 0)]
    while todo and len(found) < _MOST_NODES:
        one, depth = todo.pop(0)
        if depth > _DEEPEST:
            continue
        if isinstance(one, list):
            todo += [(item, depth + 1) for item in one]
        elif isinstance(one, dict):
            found.append(one)
            todo += [(value, depth + 1) for key, value in one.items() if key not in _ELSEWHERE]
    return found


def _types(node: JsonLdNode) -> list[str]:
    held = node.get("@type", node.get("type"))
    kinds = held if isinstance(held, list) else [held]
    return [kind.rpartition("/")[2].rpartition(":")[2] for kind in kinds if isinstance(kind, str)]


def _is_article(node: JsonLdNode) -> bool:
    return any(map(_ARTICLE.fullmatch, _types(node))) and bool(
        _text(node, "headline", "name") or "datePublished" in node
    )


def _meant(articles: list[JsonLdNode], known: Collection[str]) -> JsonLdNode | None:
    wanted = {text.fold(one) for one in known}
    keys = {key for one in known if urls.is_address(one) and (key := urls.key(one))}

    def likeness(node: JsonLdNode) -> int:
        own = _address(node)
        named = text.fold(_text(node, "headline", "name"))
        whole = any(named and named in one for one in wanted)
        return 2 * bool(own and urls.key(own) in keys) + whole + ("Review" not in _types(node))

    return max(articles, key=likeness, default=None)


_TEXTS = (
    ("title", ("headline", "name")),
    ("date", ("datePublished", "dateCreated", "uploadDate")),
    ("description", ("description", "abstract")),
    ("language", ("inLanguage",)),
    ("is_free", ("isAccessibleForFree",)),
    ("word_count", ("wordCount",)),
    ("article_body", ("articleBody",)),
)
_PEOPLE = (
    ("author", ("author", "creator")),
    ("source", ("publisher",)),
    ("agency", ("sourceOrganization", "provider")),
)


def _of_article(node: JsonLdNode, by_id: Mapping[str, JsonLdNode]) -> Iterator[Claim]:
    for field, key in ((field, key) for field, keys in _TEXTS for key in keys):
        held = node.get(key)
        raw = str(held) if isinstance(held, str | int | float) else _text(node, key)
        if value := raw.strip() if field == "article_body" else clean_text(raw):
            yield Claim(field, value, f"JSON-LD {key}")
    if own := _address(node):
        yield Claim("url", own, "JSON-LD url")
    for field, key in (("section", "articleSection"), ("keywords", "keywords")):
        yield from (Claim(field, value, f"JSON-LD {key}") for value in _texts(node.get(key)))
    for field, key in ((field, key) for field, keys in _PEOPLE for key in keys):
        for name, is_person in _people(node.get(key), by_id):
            yield Claim("organization" if field == "author" and not is_person else field, name, f"JSON-LD {key}")


def _of_scrap(written: str) -> Iterator[Claim]:
    """Yield what can be told of JSON-LD that is broken."""
    seen: set[str] = set()
    for key, value in _PAIR.findall(written):
        field, origin = _BROKEN[key]
        if key not in seen and (read := clean_text(value.replace('\\"', '"').replace("\\/", "/"))):
            seen.add(key)
            yield Claim(field, read, f"{origin} (broken)")
    for name in _AUTHOR.findall(written)[:1]:
        yield Claim("author", clean_text(name), "JSON-LD author (broken)")


def _address(node: JsonLdNode) -> str:
    for key in ("url", "mainEntityOfPage", "@id"):
        held = node.get(key)
        if isinstance(held, dict):
            held = held.get("@id") or held.get("url")
        if isinstance(held, str) and urls.is_address(held.strip()):
            return held.strip()
    return ""


def _people(held: Any, by_id: Mapping[str, JsonLdNode], depth: int = 0) -> Iterator[tuple[str, bool]]:
    """Yield names, and whether each is a person's as far as one can tell."""
    if depth > _DEEPEST:
        return
    if isinstance(held, list):
        for one in held[:50]:
            yield from _people(one, by_id, depth + 1)
    elif isinstance(held, str):
        if held in by_id:
            yield from _people(by_id[held], by_id, depth + 1)
        elif name := clean_text(held):
            yield name, True
    elif isinstance(held, dict):
        reference = held.get("@id")
        if not held.get("name") and isinstance(reference, str) and by_id.get(reference, held) is not held:
            yield from _people(by_id[reference], by_id, depth + 1)
        is_person = not any("Organization" in kind or kind == "Corporation" for kind in _types(held))
        names = _texts(held.get("name")) or [_text(held, "givenName") + " " + _text(held, "familyName")]
        yield from ((name, is_person) for name in map(str.strip, names) if name)


def _name(node: JsonLdNode) -> str:
    return next(iter(_texts(node.get("name"))), "")


def _text(node: JsonLdNode, *keys: str) -> str:
    return next((value for key in keys for value in _texts(node.get(key))), "")


def _texts(held: Any) -> list[str]:
    """Return the texts in a value: one, a list of them, or such as say their language beside it."""
    if isinstance(held, str):
        return [value] if (value := clean_text(held)) else []
    if isinstance(held, list):
        return [value for one in held[:200] if not isinstance(one, list) for value in _texts(one)]
    if isinstance(held, dict):
        return _texts(held.get("@value") or held.get("name") or held.get("alternateName"))
    return []
