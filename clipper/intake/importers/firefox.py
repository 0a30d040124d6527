"""Firefox: the backup of its bookmarks, a JSON object with folders in folders."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.json_records import to_text
from clipper.intake.exports.json_tree import read_tree, walk

_SIGN = re.compile(r'\s*\{.{0,60000}"text/x-moz-place', re.DOTALL)
_FOLDER_OF_TAGS = "tagsFolder"
_DESCRIPTION = "bookmarkProperties/description"


def recognises(export: Export) -> bool:
    """Tell whether a file in it has the types of Firefox's bookmarks."""
    return any(_SIGN.match(export.head(member)) for member in export.members_ending(".json"))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every bookmark with its folders and its tags; the menu and the toolbar are no folders."""
    for member in export.members_ending(".json"):
        for tree in read_tree(export, member):
            if isinstance(tree, dict):
                yield from _entries(export.place(member), tree)
            else:
                yield tree


def _entries(place: str, tree: Mapping[str, Any]) -> Iterator[Entry]:
    children = tree.get("children")
    roots = [root for root in children if isinstance(root, dict)] if isinstance(children, list) else []
    tags: dict[str, list[str]] = {}  # an old backup has a folder for each tag
    for tag, node in walk((root for root in roots if root.get("root") == _FOLDER_OF_TAGS), "title"):
        tags.setdefault(to_text(node.get("uri")), []).append(tag)
    nodes = walk((root for root in roots if root.get("root") != _FOLDER_OF_TAGS), "title")
    links = ((folder, node) for folder, node in nodes if "uri" in node)
    for number, (folder, node) in enumerate(links, 1):
        url = to_text(node["uri"])
        keyword = to_text(node.get("keyword"))
        yield Entry(
            f"{place}, bookmark {number}",
            title=to_text(node.get("title")),
            url=url,
            saved=to_text(node.get("dateAdded")),
            tags=(*to_text(node.get("tags")).split(","), *tags.get(url, ())),
            folders=(folder,) if folder else (),
            description=_description(node.get("annos")),
            extra={"keyword": keyword} if keyword else {},
        )


def _description(annotations: Any) -> str:
    """Return the description that Firefox kept until 2018."""
    notes = annotations if isinstance(annotations, list) else []
    values = (note.get("value") for note in notes if isinstance(note, dict) and note.get("name") == _DESCRIPTION)
    return next(map(to_text, values), "")
