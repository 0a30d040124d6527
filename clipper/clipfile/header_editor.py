"""Change one key in the text of a header: only the characters of its value are replaced, all others stay.

PyYAML parses the text into nodes, whose marks say where a value begins and ends (see `offsets`). Nothing is ever
written by a YAML emitter as a whole: comments, quotes, order and indents stay as the user wrote them.
"""

from collections.abc import Iterable, Sequence

import yaml

from clipper.clipfile import header, offsets, quoting
from clipper.clipfile.simple_header import DATE_FIELDS
from clipper.errors import RefusedError
from clipper.model.keys import FIELDS, field_name
from clipper.model.values import parse_tag


class HeaderEditor:
    """The text of a header while it is edited.

    `text` is valid and ends with a line end, or is empty. New lines end with `newline`. `has_fences` distinguishes an
    empty header from a file without a header.
    """

    def __init__(self, text: str, newline: str = "\n", *, has_fences: bool = True) -> None:
        self.text = text
        self.newline = newline
        self.has_fences = has_fences
        self.is_header_obsolete = False
        """Whether `remove_items` emptied a header that `add_items` had begun, so that the fences can go too."""

    def add_items(self, key: str, items: Sequence[str]) -> None:
        """Append items to a list, or to a comma-separated text; begin a list if there is no such key."""
        node = self._value(key)
        if node is None:
            # The indent tells `remove_items` what was there before: one blank an empty header, none no key.
            self._append_list(key, items, " " if self.has_fences and not self.text else "")
        elif isinstance(node, yaml.SequenceNode) and node.flow_style:
            end = node.value[-1].end_mark.index if node.value else node.end_mark.index - 1
            self._replace(end, end, (", " if node.value else "") + _flow_items(items))
        elif isinstance(node, yaml.SequenceNode):
            end = offsets.lines_end(self.text, node.value[-1])
            self._replace(end, end, self._block_items(offsets.item_indent(self.text, node.value[0]), items))
        elif isinstance(node, yaml.ScalarNode):
            self._add_to_scalar(node, items)
        else:
            raise RefusedError(f"“{key}” holds keys of its own, not a list")

    def remove_items(self, key: str, unwanted: Iterable[str]) -> None:
        """Remove items from a list, or pieces from a comma-separated text; they are compared by `parse_tag`.

        If the list is empty then, and `add_items` began it, the key is removed too.
        """
        node = self._value(key)
        removed = set(unwanted)
        if isinstance(node, yaml.SequenceNode):
            self._remove(key, node, [item for item in node.value if _is_one_of(item, removed)])
        elif isinstance(node, yaml.ScalarNode):
            self._remove_pieces(node, removed)

    def rename_items(self, key: str, names: Sequence[Sequence[str]]) -> None:
        """Replace each item of a list, or each piece of a comma-separated text, by its new names; `()` removes it.

        An item that keeps its name, as `parse_tag` reads it, is not touched. Quotes, comments and order stay.
        """
        node = self._value(key)
        if isinstance(node, yaml.SequenceNode):
            self._remove(key, node, [item for item, new in zip(node.value, names, strict=True) if not new])
            node = self._value(key)
            if isinstance(node, yaml.SequenceNode):
                remaining = zip(node.value, filter(None, names), strict=True)
                for item, new in reversed(list(remaining)):
                    self._rename(item, new, flow=bool(node.flow_style))
        elif isinstance(node, yaml.ScalarNode):
            self._rename_pieces(node, names)

    def set_value(self, key: str, values: Sequence[str]) -> None:
        """Set a key to one text, or to several as a list; an existing list keeps its style."""
        node = self._value(key)
        is_date = field_name(key) in DATE_FIELDS
        many = len(values) > 1
        if node is None:
            field = field_name(key)
            if many or (field is not None and FIELDS[field].many):
                self._append_list(key, values, "")
            else:
                end = len(self.text)
                self._replace(end, end, f"{_key(key)}: {header.scalar(values[0], is_date=is_date)}{self.newline}")
        elif isinstance(node, yaml.MappingNode):
            raise RefusedError(f"“{key}” holds keys of its own; `clipper edit` opens the clip in the editor")
        elif isinstance(node, yaml.SequenceNode) and node.flow_style:
            self._replace(node.start_mark.index + 1, node.end_mark.index - 1, _flow_items(values))
        elif isinstance(node, yaml.SequenceNode):
            first, last = node.value[0], node.value[-1]
            lines = self._block_items(offsets.item_indent(self.text, first), values)
            self._replace(offsets.line_start(self.text, first), offsets.lines_end(self.text, last), lines)
        elif isinstance(node, yaml.ScalarNode):
            new = f"[{_flow_items(values)}]" if many else header.scalar(values[0], is_date=is_date)
            self._replace_scalar(node, new)

    def remove_key(self, key: str) -> None:
        """Remove a key and its value, with their lines."""
        pair = self._pair(key)
        if pair is None:
            return
        if self._is_flow_mapping():
            raise RefusedError("the header is written in braces; `clipper edit` opens the clip in the editor")
        self._replace(offsets.line_start(self.text, pair[0]), offsets.lines_end(self.text, pair[1]), "")

    def _pair(self, key: str) -> tuple[yaml.Node, yaml.Node] | None:
        root = header.compose(self.text)
        pairs = root.value if root else ()
        return next(((name, value) for name, value in pairs if name.value == key), None)

    def _value(self, key: str) -> yaml.Node | None:
        pair = self._pair(key)
        return pair[1] if pair else None

    def _is_flow_mapping(self) -> bool:
        root = header.compose(self.text)
        return bool(root and root.flow_style)

    def _replace(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new + self.text[end:]

    def _append_list(self, key: str, items: Sequence[str], indent: str) -> None:
        if self._is_flow_mapping():
            raise RefusedError("the header is written in braces; `clipper edit` opens the clip in the editor")
        self.text += f"{_key(key)}:{self.newline}{self._block_items(indent, items)}"

    def _block_items(self, indent: str, items: Sequence[str]) -> str:
        return "".join(f"{indent}- {header.scalar(item)}{self.newline}" for item in items)

    def _add_to_scalar(self, node: yaml.ScalarNode, items: Sequence[str]) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        if start == end:  # `tags:` without a value
            offset = offsets.next_line(self.text, start)
            self._replace(offset, offset, self._block_items("  ", items))
        elif not node.style and node.value in {"~", "null"}:
            self._replace(start, end, f"[{_flow_items(items)}]")
        else:
            self._add_pieces(node, items)

    def _add_pieces(self, node: yaml.ScalarNode, items: Sequence[str]) -> None:
        start, end = node.start_mark.index, offsets.scalar_end(self.text, node)
        pieces = (", " if parse_tag(node.value) else "") + ", ".join(quoting.escape(item, node.style) for item in items)
        flow = self._is_flow_mapping()
        if node.style or quoting.is_plain(node.value + pieces, flow=flow):
            self._replace(end, end, pieces)
        elif "\n" in self.text[start:end] or "\r" in self.text[start:end]:
            raise RefusedError("a text of several lines cannot hold this tag; `clipper edit` opens the clip")
        else:
            # A second blank tells `_remove_pieces` that there were no quotes before.
            self._replace(start, end, f" {header.scalar(node.value + pieces, flow=flow)}")

    def _rename(self, item: yaml.Node, names: Sequence[str], *, flow: bool) -> None:
        """Replace an item by the first of its new names, and insert the others after it in the same style."""
        if not isinstance(item, yaml.ScalarNode) or names in {("",), (parse_tag(item.value),)}:
            return
        start, end = item.start_mark.index, item.end_mark.index
        new = quoting.rename_item(self.text[start:end], item.style, parse_tag(item.value), names[0], flow=flow)
        others = names[1:]
        if flow:
            new += "".join(f", {header.scalar(name, flow=True)}" for name in others)
        elif others:
            offset = offsets.lines_end(self.text, item)
            self._replace(offset, offset, self._block_items(offsets.item_indent(self.text, item), others))
        self._replace(start, end, new)

    def _rename_pieces(self, node: yaml.ScalarNode, names: Sequence[Sequence[str]]) -> None:
        start, end = node.start_mark.index, offsets.scalar_end(self.text, node) + (node.style in {"'", '"'})
        self._replace(start, end, quoting.rename_pieces(self.text[start:end], node.style, names))

    def _remove(self, key: str, node: yaml.SequenceNode, removed: Sequence[yaml.Node]) -> None:
        if node.flow_style:
            self._remove_from_flow(node, removed)
        elif removed:
            self._remove_from_block(key, node, removed)

    def _remove_from_flow(self, node: yaml.SequenceNode, removed: Sequence[yaml.Node]) -> None:
        remaining = [item for item in node.value if item not in removed]
        for index in reversed(range(len(node.value))):
            item = node.value[index]
            if item in remaining:
                continue
            start, end = item.start_mark.index, item.end_mark.index
            if index:
                start = node.value[index - 1].end_mark.index
            elif len(node.value) > 1 and remaining:
                end = node.value[1].start_mark.index
            self._replace(start, end, "")

    def _remove_from_block(self, key: str, node: yaml.SequenceNode, removed: Sequence[yaml.Node]) -> None:
        indent = offsets.item_indent(self.text, node.value[0])
        for item in reversed(removed):
            self._replace(offsets.line_start(self.text, item), offsets.lines_end(self.text, item), "")
        if len(removed) == len(node.value) and len(indent) < len("  "):
            self._remove_empty_key(key, indent)

    def _remove_empty_key(self, key: str, indent: str) -> None:
        """Remove a key whose list is empty now, if `add_items` wrote the key, which the indent of its items shows."""
        pair = self._pair(key)
        if pair is None:
            return
        key_end = pair[0].end_mark.index
        start, end = offsets.line_start(self.text, pair[0]), offsets.next_line(self.text, key_end)
        if self.text[key_end:end].strip() == ":":  # there is no comment after it
            self._replace(start, end, "")
            self.is_header_obsolete = not indent and not self.text

    def _remove_pieces(self, node: yaml.ScalarNode, removed: set[str]) -> None:
        start, end = node.start_mark.index, offsets.scalar_end(self.text, node)
        if node.style in {"'", '"'}:
            start += 1
        pieces = self.text[start:end].split(",")
        remaining = [piece for piece in pieces if parse_tag(quoting.unescape(piece, node.style)) not in removed]
        new = ",".join(remaining)
        if remaining and remaining[0] is not pieces[0]:
            new = new.lstrip(" ")
        if not remaining and not node.style:
            start -= len(self.text[:start]) - len(self.text[:start].rstrip(" "))
        plain = quoting.unescape(new, node.style)
        before = self.text[: node.start_mark.index]
        if node.style == "'" and before.endswith(":  ") and quoting.is_plain(plain, flow=self._is_flow_mapping()):
            start, end, new = len(before) - 1, end + 1, plain
        self._replace(start, end, new)

    def _replace_scalar(self, node: yaml.ScalarNode, new: str) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        if start == end:
            new = " " + new
        elif node.style in {"|", ">"}:
            new += self.newline
        self._replace(start, end, new)


def _is_one_of(item: yaml.Node, texts: set[str]) -> bool:
    return isinstance(item, yaml.ScalarNode) and parse_tag(item.value) in texts


def _flow_items(items: Sequence[str]) -> str:
    return ", ".join(header.scalar(item, flow=True) for item in items)


def _key(key: str) -> str:
    return header.scalar(key, flow=True)
