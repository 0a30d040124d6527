"""Quotes as Web Annotations of the W3C, in JSON-LD: a collection with one page, which holds all of them.

A target is the file of the clip, at its path relative to the archive: the selectors count the characters of its text
without the signs of Markdown. The page on the web is a target of its own, in which only the words can be found again.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from clipper.library.quotes import QuotedPassage
from clipper.model import urls
from clipper.output.plain import encode
from clipper.text import one_line, safe

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""The characters before and after a passage that help to find it again."""


def write(quotes: Sequence[QuotedPassage]) -> Iterator[str]:
    """Yield the lines of the collection; the same quotes get the same identifiers."""
    items = [_annotation(quoted) for quoted in quotes]
    name = _identifier("\n".join(str(item["id"]) for item in items))
    page = {
        "id": f"{name}#page",
        "type": "AnnotationPage",
        "partOf": name,
        "startIndex": 0,
        "items": items,
    }
    collection: dict[str, object] = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Quotes",
        "total": len(items),
    }
    if items:
        collection["first"] = page
    yield encode.json_object(collection, indent=2) + "\n"


def _annotation(quoted: QuotedPassage) -> dict[str, object]:
    words, speaker = quoted.kept.quote
    stored = quoted.kept.stored
    annotation: dict[str, object] = {
        "id": _identifier(f"{stored.path}\n{words}\n{speaker}"),
        "type": "Annotation",
        "motivation": "highlighting",
    }
    if speaker:
        body = {"type": "TextualBody", "value": safe(speaker), "format": "text/plain", "purpose": "tagging"}
        annotation |= {"motivation": "tagging", "body": body}
    of_file = {
        "type": "SpecificResource",
        "source": {"id": quote(stored.path, errors="surrogateescape"), "type": "Text", "format": "text/markdown"},
        "selector": [_quote_selector(quoted), _position_selector(quoted)],
    }
    if not urls.is_address(stored.clip.url):
        return {**annotation, "target": of_file}
    source = {"id": _iri(stored.clip.url), "type": "Text", "format": "text/html"}
    of_page = {"type": "SpecificResource", "source": source, "selector": _quote_selector(quoted)}
    return {**annotation, "target": [of_page, of_file]}


def _quote_selector(quoted: QuotedPassage) -> dict[str, object]:
    article, (start, end) = quoted.article, quoted.passage
    return {
        "type": "TextQuoteSelector",
        "exact": article[start:end],
        "prefix": article[max(start - _AROUND, 0) : start],
        "suffix": article[end : end + _AROUND],
    }


def _position_selector(quoted: QuotedPassage) -> dict[str, object]:
    return {"type": "TextPositionSelector", "start": quoted.passage.start, "end": quoted.passage.end}


def _identifier(value: str) -> str:
    from uuid import NAMESPACE_URL, uuid5

    return f"urn:uuid:{uuid5(NAMESPACE_URL, value.encode('utf-8', 'replace').decode())}"


def _iri(address: str) -> str:
    """Return an address without the characters that an IRI may not have."""
    return quote(safe(one_line(address)), safe="%/:=&?~#+!$,;'@*()[]", errors="replace")
