"""wallabag: its JSON of entries, with the texts as HTML and the highlights as annotations."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from clipper import text
from clipper.library.export import ExportedClip, ExportOptions
from clipper.model import dates, urls
from clipper.output.markup.html import to_html
from clipper.output.plain import encode, moments

SUFFIX = ".json"
KEEPS = "addresses, titles, texts, authors, dates, tags, languages and highlights; for wallabag"
LOSES: tuple[str, ...] = (
    *("source", "description", "section", "page", "edition", "place", "agency", "rights", "note", "extra"),
)
_QUOTE = r"(?m)^>[^\n]*(?:\n>[^\n]*)*"


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:  # noqa: ARG001 - no title
    """Write the clips."""
    entries = (_entry(number, clip) for number, clip in enumerate(clips, 1))
    out.writelines(block.encode() for block in encode.json_array(entries))


def _entry(number: int, exported: ExportedClip) -> dict[str, object]:
    clip = exported.clip
    address = clip.url if urls.is_address(clip.url) else ""
    return {
        "id": number,
        "title": clip.title,
        "url": address,
        "is_archived": int("unread" not in clip.tags),
        "is_starred": int("starred" in clip.tags),
        "created_at": moments.rfc3339(clip.clipped).replace("Z", "+0000"),
        "published_at": dates.iso(clip.date) or clip.date,
        "published_by": list(clip.author),
        "content": to_html(exported.text, levels=0),
        "mimetype": "text/html",
        "language": clip.language,
        "reading_time": exported.stored.words // 200,
        "domain_name": urls.host(text.safe(address)),
        "tags": list(clip.tags),
        "annotations": [*_annotations(exported.highlights)],
    }


def _annotations(highlights: str) -> Iterator[dict[str, object]]:
    """Yield each passage of a section of highlights with the remark below it."""
    found = [*re.finditer(_QUOTE, highlights)]
    ends = [*(following.start() for following in found[1:]), len(highlights)]
    for match, end in zip(found, ends, strict=False):
        quote = "\n".join(line.removeprefix(">").strip() for line in match[0].splitlines())
        yield {"quote": quote, "text": highlights[match.end() : end].strip(), "ranges": []}
