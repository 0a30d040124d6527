"""One text written over another inside a scalar: its quotes, or their lack, stay wherever they can."""

from typing import Any

import yaml

from clipper.clipfile import header


def renamed(raw: str, style: str | None, old: str, new: str, *, flow: bool) -> str:
    """Return a scalar, as it is written in a list, with a new text in the place of the old one.

    A plain scalar stays plain as long as it is read as the same text; where it would not be it gets quotes, which go
    again with the next name that needs none. A scalar that spells the old text with escapes is returned as it is.
    """
    before, after = escaped(old, style), escaped(new, style)
    said = raw.replace(before, after, 1) if raw.count(before) == 1 else raw
    whole = raw == header.scalar(old, flow=flow)
    if not style and not _stands(said, flow=flow):
        return header.scalar(new, flow=flow) if whole else raw
    if style == "'" and whole and not _stands(old, flow=flow) and _stands(new, flow=flow):
        return new
    return said


def escaped(value: str, style: str | None) -> str:
    """Return a text as it stands between quotes of this style, or without."""
    if style == "'":
        return value.replace("'", "''")
    return value.replace("\\", r"\\").replace('"', r"\"") if style == '"' else value


def _stands(value: str, *, flow: bool) -> bool:
    """Tell whether a text without quotes is read as itself, in a list of this kind."""
    if value in header.NOTHING:
        return False
    try:
        node: Any = header.compose(f"k: [{value}, x]\n" if flow else f"k:\n- {value}\n- x\n")
    except yaml.YAMLError:
        return False
    items: Any = node.value[0][1].value if node and len(node.value) == 1 else ()
    first = items[0] if len(items) == len("kx") else None
    return isinstance(first, yaml.ScalarNode) and not first.style and first.value == value
