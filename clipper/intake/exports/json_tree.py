"""A tree in one JSON object, as browsers write their bookmarks: folders in folders, with what is in them."""

import json
from collections.abc import Iterator
from typing import Any

from clipper.errors import UnreadableError
from clipper.intake.exports.export import Export
from clipper.intake.exports.rows import Notice, UnreadableRow
from clipper.text import safe

MAX_TREE_LENGTH = 50_000_000
"""Characters of a tree: with the icons of all sites a backup has a few million."""


def read_tree(export: Export, member: str) -> Iterator[dict[str, Any] | UnreadableRow | Notice]:
    """Yield the object that a member is, or why it is none."""
    place = export.place(member)
    value: Any = None
    try:
        with export.open_text(member) as (stream, notice):
            if notice:
                yield Notice(place, notice)
            written = stream.read(MAX_TREE_LENGTH + 1)
        flaw = f"it is longer than {MAX_TREE_LENGTH // 1_000_000} million characters"
        if len(written) <= MAX_TREE_LENGTH:
            value, flaw = json.loads(written), "it is not an object"
    except RecursionError:
        flaw = "it is nested too deeply"
    except (UnreadableError, ValueError) as error:
        flaw = safe(str(error)) if isinstance(error, UnreadableError) else f"it is damaged: {safe(str(error))}"
    yield value if isinstance(value, dict) else UnreadableRow(place, flaw)


def walk(roots: Iterator[Any], name_key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each node below some folders, depth first, with the path of the folders that it is in.

    A folder has a list `children`, and its name under `name_key`. The names of the roots are in no path.
    """
    waiting: list[tuple[str, Any]] = [("", child) for root in roots for child in _children(root)][::-1]
    while waiting:
        path, node = waiting.pop()
        if not isinstance(node, dict):
            continue
        if "children" not in node:
            yield path, node
            continue
        name = node.get(name_key)
        inner = "/".join(filter(None, (path, name.replace("/", "-") if isinstance(name, str) else "")))
        waiting += [(inner, child) for child in reversed(_children(node))]


def _children(node: Any) -> list[Any]:
    children = node.get("children") if isinstance(node, dict) else None
    return children if isinstance(children, list) else []
