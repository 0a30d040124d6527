"""Where a value stands in the text of a header: its lines, its indent, its end; PyYAML's own marks say only half."""

import yaml


def line_of(text: str, node: yaml.Node) -> int:
    """Return where the line begins on which a node begins."""
    before = text[: node.start_mark.index]
    return max(before.rfind("\n"), before.rfind("\r")) + 1


def line_end(text: str, index: int) -> int:
    """Return where the next line begins."""
    at = min((found for mark in "\r\n" if (found := text.find(mark, index)) >= 0), default=len(text) - 1)
    return at + (2 if text.startswith("\r\n", at) else 1)


def end_of(text: str, node: yaml.Node) -> int:
    """Return where the lines of a node end; the mark of a block lies past the blank lines and comments after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(text, last[1] if isinstance(last, tuple) else last)
    end = node.end_mark.index
    if end > node.start_mark.index and node.end_mark.column == 0:
        return end
    return line_end(text, end)


def text_end(text: str, node: yaml.ScalarNode) -> int:
    """Return where the text of a scalar ends, before a closing quote or the line ends of a block."""
    end = node.end_mark.index
    if node.style in {"'", '"'}:
        return end - 1
    return len(text[:end].rstrip("\r\n")) if node.style else end


def indent(text: str, item: yaml.Node) -> str:
    """Return the blanks before the dash of an item."""
    line = text[line_of(text, item) : item.start_mark.index]
    return line[: line.find("-")]
