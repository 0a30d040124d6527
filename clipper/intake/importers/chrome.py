"""Chrome, and browsers made of it: the file `Bookmarks` of a profile, a JSON object with folders in folders."""

import re
from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.json_records import to_text
from clipper.intake.exports.json_tree import read_tree, walk

_SIGN = re.compile(r'\s*\{(?=.{0,60000}"roots"\s*:\s*\{).{0,60000}"bookmark_bar"\s*:', re.DOTALL)


def recognises(export: Export) -> bool:
    """Tell whether a file in it has the roots of Chrome's bookmarks."""
    return any(_SIGN.match(export.head(member)) for member in export.members_ending(".json", "bookmarks", ".bak"))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every bookmark with its folders; the bar and the other roots are no folders."""
    for member in export.members_ending(".json", "bookmarks", ".bak"):
        for tree in read_tree(export, member):
            if not isinstance(tree, dict):
                yield tree
                continue
            roots = tree.get("roots")
            nodes = walk(iter(roots.values() if isinstance(roots, dict) else ()), "name")
            links = ((folder, node) for folder, node in nodes if "url" in node)
            for number, (folder, node) in enumerate(links, 1):
                yield Entry(
                    f"{export.place(member)}, bookmark {number}",
                    title=to_text(node.get("name")),
                    url=to_text(node["url"]),
                    saved=to_text(node.get("date_added")),
                    folders=(folder,) if folder else (),
                )
