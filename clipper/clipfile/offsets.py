"""Offsets in the text of a header: where the lines and the values of its YAML nodes begin and end.

PyYAML marks only where a node begins and ends; the end of a block is past the blank lines and comments after it.
"""

import yaml


def line_start(text: str, node: yaml.Node) -> int:
    """Return the offset of the line on which a node begins."""
    before = text[: node.start_mark.index]
    return max(before.rfind("\n"), before.rfind("\r")) + 1


def next_line(text: str, offset: int) -> int:
    """Return the offset of the line after the line at an offset."""
    ends = (end for character in "\r\n" if (end := text.find(character, offset)) >= 0)
    end = min(ends, default=len(text) - 1)
    return end + (2 if text.startswith("\r\n", end) else 1)


def lines_end(text: str, node: yaml.Node) -> int:
    """Return the offset after the last line of a node, without the blank lines and comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return lines_end(text, last[1] if isinstance(last, tuple) else last)
    end = node.end_mark.index
    if end > node.start_mark.index and node.end_mark.column == 0:
        return end
    return next_line(text, end)


def scalar_end(text: str, node: yaml.ScalarNode) -> int:
    """Return the offset after the text of a scalar: before a closing quote, or before the line ends of a block."""
    end = node.end_mark.index
    if node.style in {"'", '"'}:
        return end - 1
    return len(text[:end].rstrip("\r\n")) if node.style else end


def item_indent(text: str, item: yaml.Node) -> str:
    """Return the blanks before the dash of a list item."""
    line = text[line_start(text, item) : item.start_mark.index]
    return line[: line.find("-")]
