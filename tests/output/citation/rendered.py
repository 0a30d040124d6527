"""References as CSL items, what clipper makes of them, and what the reference implementation made of them."""

import gzip
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from clipper.model.person_name import PersonName
from clipper.output.citation.reference import Kind, Reference
from clipper.output.citation.runs import Phrase

Item: TypeAlias = Mapping[str, Any]

RENDERINGS = ("apa", "chicago", "chicago-date", "mla", "harvard", "iso690", "iso690-de", "vancouver")
"""The seven styles, and ISO 690 in German besides."""

GENERATED = Path(__file__).parent / "oracle.jsonl.gz"

_KINDS: Mapping[str, Kind] = {
    "article-newspaper": "newspaper",
    "article-magazine": "magazine",
    "webpage": "webpage",
    "broadcast": "broadcast",
}


class Rendered(NamedTuple):
    """An item, and what the reference implementation made of it by rendering; italics stand between asterisks."""

    item: Item
    entries: Mapping[str, str]


def generated() -> Iterator[Rendered]:
    """Yield the generated items."""
    with gzip.open(GENERATED, "rt", encoding="utf-8") as lines:
        for line in lines:
            item, entries = json.loads(line)
            yield Rendered(item, dict(zip(RENDERINGS, entries, strict=True)))


def reference(item: Item) -> Reference:
    """Return an item as a reference of clipper."""

    def day(key: str) -> tuple[int, ...]:
        return tuple(item[key]["date-parts"][0]) if key in item else ()

    language = item.get("language", "")
    return Reference(
        kind=_KINDS[item["type"]],
        title=item["title"],
        names=tuple(map(_name, item.get("author", ()))),
        outlet=item.get("container-title", ""),
        issued=day("issued"),
        accessed=day("accessed"),
        page=item.get("page", ""),
        section=item.get("section", ""),
        edition=item.get("edition", ""),
        place=item.get("publisher-place", ""),
        publisher=item.get("publisher", ""),
        url=item.get("URL", ""),
        language=language,
        takes_capitals=not language or language.startswith("en"),
        handle=item["id"],
    )


def _name(author: Mapping[str, str]) -> PersonName:
    if "literal" in author:
        return PersonName(author["literal"])
    particle = author.get("non-dropping-particle") or author.get("dropping-particle", "")
    is_detached = "dropping-particle" in author
    return PersonName(author["family"], author["given"], particle, author.get("suffix", ""), is_detached)


def own(rendering: str, item: Item) -> str:
    """Return what clipper makes of an item."""
    style, _, language = rendering.partition("-") if rendering.startswith("iso690") else (rendering, "", "")
    module = import_module(f"clipper.output.citation.{style.replace('-', '_')}")
    entry: Callable[..., Phrase] = module.entry
    return marked(entry(reference(item), language) if language else entry(reference(item)))


def marked(entry: Phrase) -> str:
    """Return a reference with its italics between asterisks."""
    text = "".join(f"*{run.text}*" if run.is_italic else run.text for run in entry)
    return _with_plain_blanks(text.replace("**", ""))


def read_html(entry: str) -> str:
    """Return an entry that the reference implementation wrote, with its italics between asterisks."""
    entry = re.sub(r'<div class="csl-left-margin">[^<]*</div>', "", entry)
    return _with_plain_blanks(html.unescape(re.sub(r"<[^>]+>", "", re.sub("</?i>", "*", entry))))


def _with_plain_blanks(text: str) -> str:
    return " ".join(text.split())
