"""One text written over another inside a scalar: its quotes, or their lack, stay wherever all programs read it so."""

from collections.abc import Sequence
from typing import Any

import yaml

from clipper.clipfile import header
from clipper.model.clip import parse_tag


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


def renamed_in_text(raw: str, style: str | None, names: Sequence[Sequence[str]]) -> str:
    """Return a text with commas, as it is written, with other names in the place of each piece; `()` drops one."""
    quote = style if style in {"'", '"'} else ""
    text = raw[len(quote) : len(raw) - len(quote)]
    pieces = text.split(",")
    said = []
    for piece, new in zip(pieces, names, strict=True):
        old = parse_tag(piece)
        written = [escaped(name, style) for name in new]
        if new and new != (old,):
            said.append(", ".join((piece.replace(old, written[0], 1), *written[1:])))
        elif new or not old:
            said.append(piece)
    new_text = ",".join(said)
    if said and said[0] is not pieces[0]:
        new_text = new_text.lstrip(" ")
    # What is a number to other programs has no comma: it is the whole of the text, before or after.
    if not style and new_text and not header.is_text(new_text):
        return header.scalar(new_text)
    if style == "'" and not header.is_text(text) and header.scalar(new_text) == new_text:
        return new_text
    return f"{quote}{new_text}{quote}"


def escaped(value: str, style: str | None) -> str:
    """Return a text as it stands between quotes of this style, or without."""
    if style == "'":
        return value.replace("'", "''")
    return value.replace("\\", r"\\").replace('"', r"\"") if style == '"' else value


def _stands(value: str, *, flow: bool) -> bool:
    """Tell whether a text without quotes is read as itself, by whatever program, in a list of this kind."""
    if not header.is_text(value):
        return False
    try:
        node: Any = header.compose(f"k: [{value}, x]\n" if flow else f"k:\n- {value}\n- x\n")
    except yaml.YAMLError:
        return False
    items: Any = node.value[0][1].value if node and len(node.value) == 1 else ()
    first = items[0] if len(items) == len("kx") else None
    return isinstance(first, yaml.ScalarNode) and not first.style and first.value == value
