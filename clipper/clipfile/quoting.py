"""Replace a text inside a YAML scalar; its quoting style stays as long as all programs still read it as the text."""

import re
from collections.abc import Sequence
from typing import Any

import yaml

from clipper.clipfile import header
from clipper.model.values import parse_tag


def rename_item(source: str, style: str | None, old: str, new: str, *, flow: bool) -> str:
    """Return the YAML source of a list item with a new text instead of the old one.

    A plain scalar stays plain as long as it is read as the same text; otherwise it is quoted, and loses the quotes
    again with the next name that needs none. A scalar that spells the old text with escapes is returned as it is.
    """
    old_source, new_source = escape(old, style), escape(new, style)
    result = source.replace(old_source, new_source, 1) if source.count(old_source) == 1 else source
    is_whole = source == header.scalar(old, flow=flow)
    if not style and not _can_be_plain(result, flow=flow):
        return header.scalar(new, flow=flow) if is_whole else source
    if style == "'" and is_whole and not _can_be_plain(old, flow=flow) and _can_be_plain(new, flow=flow):
        return new
    return result


def rename_pieces(source: str, style: str | None, names: Sequence[Sequence[str]]) -> str:
    """Return the YAML source of a comma-separated text with new names for each of its pieces; `()` removes one."""
    quote = style if style in {"'", '"'} else ""
    text = source[len(quote) : len(source) - len(quote)]
    pieces = text.split(",")
    new_pieces = []
    for piece, new in zip(pieces, names, strict=True):
        old = parse_tag(piece)
        escaped = [escape(name, style) for name in new]
        if new and new != (old,):
            new_pieces.append(", ".join((piece.replace(old, escaped[0], 1), *escaped[1:])))
        elif new or not old:
            new_pieces.append(piece)
    new_text = ",".join(new_pieces)
    if new_pieces and new_pieces[0] is not pieces[0]:
        new_text = new_text.lstrip(" ")
    # A text that other programs read as a number has no comma: it is the only piece, before or after the change.
    if not style and new_text and not header.is_text(new_text):
        return header.scalar(new_text)
    if style == "'" and not header.is_text(text) and header.scalar(new_text) == new_text:
        return new_text
    return f"{quote}{new_text}{quote}"


def escape(value: str, style: str | None) -> str:
    """Return a text as it is written between quotes of this style, or without quotes."""
    if style == "'":
        return value.replace("'", "''")
    return value.replace("\\", r"\\").replace('"', r"\"") if style == '"' else value


def unescape(source: str, style: str | None) -> str:
    """Return the text that is written between quotes of this style; escapes for single characters stay."""
    if style == "'":
        return source.replace("''", "'")
    return re.sub(r'\\([\\"])', r"\1", source) if style == '"' else source


def is_plain(value: str, *, flow: bool) -> bool:
    """Tell whether a text without quotes is one scalar with this text, in `[a, b]` if `flow`."""
    try:
        node: Any = header.compose(f"k: [{value}, x]\n" if flow else f"k:\n- {value}\n- x\n")
    except ValueError:
        return False
    items: Any = node.value[0][1].value if node and len(node.value) == 1 else ()
    first = items[0] if len(items) == len("kx") else None
    return isinstance(first, yaml.ScalarNode) and not first.style and first.value == value


def _can_be_plain(value: str, *, flow: bool) -> bool:
    """Tell whether every program reads a text unchanged if it is a list item without quotes, in `[a, b]` if `flow`."""
    return header.is_text(value) and is_plain(value, flow=flow)
