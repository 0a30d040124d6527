"""JSON-LD: read the schema.org description of the article from the scripts of a page, nested or broken as it may be."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias

from lxml.etree import _Element

from clipper import text
from clipper.intake.page.metadata.claims import Claim, clean_text
from clipper.model import urls

JsonLdNode: TypeAlias = dict[str, Any]

_MAX_CHARACTERS = 2_000_000
_MAX_NODES = 5000
_MAX_DEPTH = 12
_ARTICLE_TYPE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|Review)$")
_OTHER_TYPES = (
    *("VideoObject", "AudioObject", "ImageGallery", "MediaGallery"),
    *("Recipe", "WebPage", "ItemPage", "CollectionPage"),
)
# The values of these keys describe other pages, people or pictures, not the article.
_KEYS_OF_OTHER_PAGES = frozenset(
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
_UNMARKED = re.compile(r'\[?\s*\{\s*"@(?:context|type|graph)"')
_COMMENT_MARK = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)  # one that never ends is found too, so that it is searched once
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BROKEN_PAIR = re.compile(
    r'"(headline|datePublished|description|articleSection)"\s*:\s*"((?:[^"\\]|\\.){1,2000})"', re.DOTALL
)
_BROKEN_AUTHOR = re.compile(r'"author"\s*:\s*[\[{][^\]]{0,500}?"name"\s*:\s*"([^"\\]{1,200})"', re.DOTALL)
_BROKEN_FIELDS = {
    "headline": ("title", "JSON-LD headline"),
    "datePublished": ("date", "JSON-LD datePublished"),
    "description": ("description", "JSON-LD description"),
    "articleSection": ("section", "JSON-LD articleSection"),
}


def read_claims(tree: _Element, known: Collection[str]) -> Iterator[Claim]:
    """Yield the claims in a page's JSON-LD; `known` holds addresses and headlines that the page states elsewhere.

    If there are several articles, the one that has a known address or headline is taken, else the first.
    """
    nodes: list[JsonLdNode] = []
    broken_scripts: list[str] = []
    for script in tree.iter("script"):
        if _is_json_ld(script):
            source = (script.text or "")[:_MAX_CHARACTERS]
            value = _parse(source)
            if value is None:
                broken_scripts.append(source)
            nodes += _collect_nodes(value)
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = _choose_article([node for node in nodes if _is_article(node)], known)
    if article:
        yield from _article_claims(article, by_id)
    for source in broken_scripts if not article else ():
        yield from _broken_script_claims(source)
    page = next((node for name in _OTHER_TYPES for node in nodes if name in _types(node)), None)
    if page:
        for claim in _article_claims(page, by_id):
            if claim.field not in {"is_free", "source"}:
                yield claim._replace(origin=claim.origin.replace("JSON-LD", f"JSON-LD {_types(page)[0]}"))
    site = next((node for node in nodes if "WebSite" in _types(node)), None)
    if site and (name := _first_text(site, "name")):
        yield Claim("source", name, "JSON-LD WebSite")


def _is_json_ld(script: _Element) -> bool:
    """Tell whether a script is JSON-LD; some pages forget to say so."""
    kind, source = (script.get("type") or "").lower(), (script.text or "").lstrip()
    return bool(source) and ("ld+json" in kind or (not kind and bool(_UNMARKED.match(source))))


def _without_comments(source: str) -> str:
    closed_removed = _COMMENT.sub(lambda comment: "" if comment[0].endswith("*/") else comment[0], source)
    return _COMMENT_MARK.sub("", closed_removed)


def _parse(source: str) -> Any:
    """Return the value of a script, or a list of the values in it; None if it is broken beyond repair."""
    source = source.strip().rstrip(";").strip()
    for attempt in (source, _TRAILING_COMMA.sub(r"\1", _without_comments(source)).strip().rstrip(";")):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    values: list[Any] = []
    offset = source.find("{")
    decoder = json.JSONDecoder(strict=False)
    while offset >= 0 and len(values) < _MAX_DEPTH:
        try:
            value, end = decoder.raw_decode(source, offset)
        except (ValueError, RecursionError):
            break
        values.append(value)
        offset = source.find("{", end)
    return values or None


def _collect_nodes(value: Any) -> list[JsonLdNode]:
    """Return the objects in a value, breadth first, without those below a key of `_KEYS_OF_OTHER_PAGES`."""
    nodes: list[JsonLdNode] = []
    queue = [(value, 0)]
    while queue and len(nodes) < _MAX_NODES:
        item, depth = queue.pop(0)
        if depth > _MAX_DEPTH:
            continue
        if isinstance(item, list):
            queue += [(child, depth + 1) for child in item]
        elif isinstance(item, dict):
            nodes.append(item)
            queue += [(child, depth + 1) for key, child in item.items() if key not in _KEYS_OF_OTHER_PAGES]
    return nodes


def _types(node: JsonLdNode) -> list[str]:
    value = node.get("@type", node.get("type"))
    names = value if isinstance(value, list) else [value]
    return [name.rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str)]


def _is_article(node: JsonLdNode) -> bool:
    return any(map(_ARTICLE_TYPE.fullmatch, _types(node))) and bool(
        _first_text(node, "headline", "name") or "datePublished" in node
    )


def _choose_article(articles: list[JsonLdNode], known: Collection[str]) -> JsonLdNode | None:
    known_texts = {text.fold(value) for value in known}
    known_urls = {key for value in known if urls.is_address(value) and (key := urls.key(value))}

    def score(node: JsonLdNode) -> int:
        url = _url(node)
        headline = text.fold(_first_text(node, "headline", "name"))
        has_known_headline = any(headline and headline in known_text for known_text in known_texts)
        return 2 * bool(url and urls.key(url) in known_urls) + has_known_headline + ("Review" not in _types(node))

    return max(articles, key=score, default=None)


_TEXT_KEYS = (
    ("title", ("headline", "name")),
    ("date", ("datePublished", "dateCreated", "uploadDate")),
    ("description", ("description", "abstract")),
    ("language", ("inLanguage",)),
    ("is_free", ("isAccessibleForFree",)),
    ("word_count", ("wordCount",)),
    ("article_body", ("articleBody",)),
)
_LIST_KEYS = (("section", "articleSection"), ("keywords", "keywords"))
_NAME_KEYS = (
    ("author", ("author", "creator")),
    ("source", ("publisher",)),
    ("agency", ("sourceOrganization", "provider")),
)


def _article_claims(node: JsonLdNode, by_id: Mapping[str, JsonLdNode]) -> Iterator[Claim]:
    for field, key in ((field, key) for field, keys in _TEXT_KEYS for key in keys):
        value = node.get(key)
        raw = str(value) if isinstance(value, str | int | float) else _first_text(node, key)
        if cleaned := raw.strip() if field == "article_body" else clean_text(raw):
            yield Claim(field, cleaned, f"JSON-LD {key}")
    if url := _url(node):
        yield Claim("url", url, "JSON-LD url")
    for field, key in _LIST_KEYS:
        yield from (Claim(field, value, f"JSON-LD {key}") for value in _texts(node.get(key)))
    for field, key in ((field, key) for field, keys in _NAME_KEYS for key in keys):
        for name, is_person in _names(node.get(key), by_id):
            yield Claim("organization" if field == "author" and not is_person else field, name, f"JSON-LD {key}")


def _broken_script_claims(source: str) -> Iterator[Claim]:
    """Yield the claims that a regex finds in JSON-LD that cannot be parsed."""
    seen: set[str] = set()
    for key, value in _BROKEN_PAIR.findall(source):
        field, origin = _BROKEN_FIELDS[key]
        if key not in seen and (cleaned := clean_text(value.replace('\\"', '"').replace("\\/", "/"))):
            seen.add(key)
            yield Claim(field, cleaned, f"{origin} (broken)")
    for name in _BROKEN_AUTHOR.findall(source)[:1]:
        yield Claim("author", clean_text(name), "JSON-LD author (broken)")


def _url(node: JsonLdNode) -> str:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and urls.is_address(value.strip()):
            return value.strip()
    return ""


def _names(value: Any, by_id: Mapping[str, JsonLdNode], depth: int = 0) -> Iterator[tuple[str, bool]]:
    """Yield the names in a value such as `author`, each with whether it seems to be a person's.

    References by `@id` are followed through `by_id`.
    """
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:50]:
            yield from _names(item, by_id, depth + 1)
    elif isinstance(value, str):
        if value in by_id:
            yield from _names(by_id[value], by_id, depth + 1)
        elif name := clean_text(value):
            yield name, True
    elif isinstance(value, dict):
        reference = value.get("@id")
        if not value.get("name") and isinstance(reference, str) and by_id.get(reference, value) is not value:
            yield from _names(by_id[reference], by_id, depth + 1)
        is_person = not any("Organization" in kind or kind == "Corporation" for kind in _types(value))
        names = _texts(value.get("name")) or [_first_text(value, "givenName") + " " + _first_text(value, "familyName")]
        yield from ((name, is_person) for name in map(str.strip, names) if name)


def _first_text(node: JsonLdNode, *keys: str) -> str:
    return next((value for key in keys for value in _texts(node.get(key))), "")


def _texts(value: Any) -> list[str]:
    """Return the texts in a value: a string, a list of values, or an object with `@value` or a name."""
    if isinstance(value, str):
        return [cleaned] if (cleaned := clean_text(value)) else []
    if isinstance(value, list):
        return [cleaned for item in value[:200] if not isinstance(item, list) for cleaned in _texts(item)]
    if isinstance(value, dict):
        return _texts(value.get("@value") or value.get("name") or value.get("alternateName"))
    return []
