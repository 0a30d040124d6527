"""karakeep: its JSON of bookmarks. Its own import takes addresses, titles, tags and notes, clipper's the texts too."""

from collections.abc import Iterable
from typing import BinaryIO

from clipper.library.export import ExportedClip, ExportOptions
from clipper.model import urls
from clipper.output.plain import encode, moments

SUFFIX = ".json"
KEEPS = "addresses with titles, tags, texts, times of clipping and notes; for karakeep"
LOSES: tuple[str, ...] = (
    *("date", "source", "author", "description", "section", "page", "edition", "place", "agency", "language"),
    *("rights", "highlights", "extra"),
)
_UNREAD = "unread"


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:  # noqa: ARG001 - no title
    """Write the clips."""
    opening = '{"bookmarks": [\n'
    for clip in clips:
        out.write(f"{opening}{encode.json_object(_bookmark(clip))}".encode())
        opening = ",\n"
    out.write(f'{opening if "[" in opening else ""}\n], "lists": []}}\n'.encode())


def _bookmark(exported: ExportedClip) -> dict[str, object]:
    clip = exported.clip
    text = {"text": exported.text} if exported.text.strip() else {}
    is_link = urls.is_address(clip.url)
    return {
        "createdAt": moments.unix(clip.clipped),
        "title": clip.title or None,
        "tags": list(clip.tags),
        "lists": [],
        "content": {"type": "link", "url": clip.url, **text} if is_link else {"type": "text", "text": exported.text},
        "note": exported.note or None,
        "archived": _UNREAD not in clip.tags,
    }
