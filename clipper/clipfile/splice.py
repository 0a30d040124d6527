"""One field changed inside a header: only the characters that say it are replaced, all others stay as they stand."""

from collections.abc import Iterable, Sequence

import yaml

from clipper.clipfile import header, marks, quoting
from clipper.errors import RefusedError
from clipper.model.clip import FIELDS, field_name, parse_tag

_TIMES = frozenset({"date", "clipped"})


class Splice:
    """The text of a header while fields in it are changed.

    `text` ends with a line end or is empty, and has passed the gate; `newline` is the line end to write; `fenced`
    tells an empty header from none.
    """

    def __init__(self, text: str, newline: str = "\n", *, fenced: bool = True) -> None:
        self.text = text
        self.fenced = fenced
        self.newline = newline
        self.dropped_last = False
        """Whether the whole header was one list that `remove_items` emptied, as `add_items` begins a header."""

    def add_items(self, key: str, items: Sequence[str]) -> None:
        """Put items at the end of a list; a list that is not there is begun, a plain text goes on with a comma."""
        node = self._value(key)
        if node is None:
            # The one blank before the dash remembers, for `remove_items`, that an empty header stood here.
            self._append(key, items, " " if self.fenced and not self.text else "")
        elif isinstance(node, yaml.SequenceNode) and node.flow_style:
            end = node.value[-1].end_mark.index if node.value else node.end_mark.index - 1
            self._write(end, end, (", " if node.value else "") + _joined(items))
        elif isinstance(node, yaml.SequenceNode):
            end = marks.end_of(self.text, node.value[-1])
            self._write(end, end, self._lines(marks.indent(self.text, node.value[0]), items))
        elif isinstance(node, yaml.ScalarNode):
            self._add_to_text(node, items)
        else:
            raise RefusedError(f"“{key}” holds keys of its own, not a list")

    def remove_items(self, key: str, unwanted: Iterable[str]) -> None:
        """Take items out of a list, as `parse_tag` compares them; a key that is left without any goes as it came."""
        node = self._value(key)
        goes = set(unwanted)
        if isinstance(node, yaml.SequenceNode):
            self._remove(key, node, [item for item in node.value if _is_one_of(item, goes)])
        elif isinstance(node, yaml.ScalarNode):
            self._remove_from_text(node, goes)

    def rename_items(self, key: str, names: Sequence[Sequence[str]]) -> None:
        """Write other texts in the place of each item of a list, or of each piece of a text with commas; `()` drops it.

        One that is to stay as it is has its own text, as `parse_tag` reads it. Quotes, `#` and place stay.
        """
        node = self._value(key)
        if isinstance(node, yaml.SequenceNode):
            self._remove(key, node, [item for item, new in zip(node.value, names, strict=True) if not new])
            node = self._value(key)
            left = filter(None, names)
            if isinstance(node, yaml.SequenceNode):
                for item, new in reversed(list(zip(node.value, left, strict=True))):
                    self._rename(item, new, flow=bool(node.flow_style))
        elif isinstance(node, yaml.ScalarNode):
            self._rename_in_text(node, names)

    def put(self, key: str, values: Sequence[str]) -> None:
        """Make a key hold one text, or several as a list; a list that stands there keeps its shape."""
        node = self._value(key)
        time = field_name(key) in _TIMES
        many = len(values) > 1
        if node is None:
            name = field_name(key)
            if many or (name is not None and FIELDS[name].many):
                self._append(key, values, "")
            else:
                self._write(len(self.text), len(self.text), f"{_key(key)}: {_said(values[0], time)}{self.newline}")
        elif isinstance(node, yaml.MappingNode):
            raise RefusedError(f"“{key}” holds keys of its own; `clipper edit` opens the clip in the editor")
        elif isinstance(node, yaml.SequenceNode) and node.flow_style:
            self._write(node.start_mark.index + 1, node.end_mark.index - 1, _joined(values))
        elif isinstance(node, yaml.SequenceNode):
            lines = self._lines(marks.indent(self.text, node.value[0]), values)
            self._write(marks.line_of(self.text, node.value[0]), marks.end_of(self.text, node.value[-1]), lines)
        elif isinstance(node, yaml.ScalarNode):
            self._replace_text(node, f"[{_joined(values)}]" if many else _said(values[0], time))

    def drop(self, key: str) -> None:
        """Take a key and its value away, with the lines on which they stand."""
        found = self._pair(key)
        if found is None:
            return
        if self._root_is_flow():
            raise RefusedError("the header is written in braces; `clipper edit` opens the clip in the editor")
        self._write(marks.line_of(self.text, found[0]), marks.end_of(self.text, found[1]), "")

    def _pair(self, key: str) -> tuple[yaml.Node, yaml.Node] | None:
        root = header.compose(self.text)
        pairs = root.value if root else ()
        return next(((name, value) for name, value in pairs if name.value == key), None)

    def _value(self, key: str) -> yaml.Node | None:
        found = self._pair(key)
        return found[1] if found else None

    def _root_is_flow(self) -> bool:
        root = header.compose(self.text)
        return bool(root and root.flow_style)

    def _write(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new + self.text[end:]

    def _append(self, key: str, items: Sequence[str], indent: str) -> None:
        if self._root_is_flow():
            raise RefusedError("the header is written in braces; `clipper edit` opens the clip in the editor")
        self.text += f"{_key(key)}:{self.newline}{self._lines(indent, items)}"

    def _lines(self, indent: str, items: Sequence[str]) -> str:
        return "".join(f"{indent}- {header.scalar(item)}{self.newline}" for item in items)

    def _add_to_text(self, node: yaml.ScalarNode, items: Sequence[str]) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        if start == end:  # `tags:` and nothing more
            at = marks.line_end(self.text, start)
            self._write(at, at, self._lines("  ", items))
        elif not node.style and node.value in {"~", "null"}:
            self._write(start, end, f"[{_joined(items)}]")
        else:
            end = marks.text_end(self.text, node)
            self._write(end, end, (", " if parse_tag(node.value) else "") + ", ".join(items))

    def _rename(self, item: yaml.Node, names: Sequence[str], *, flow: bool) -> None:
        """Write the first of some names over an item, and the others after it in its manner."""
        if not isinstance(item, yaml.ScalarNode) or names in {("",), (parse_tag(item.value),)}:
            return
        start, end = item.start_mark.index, item.end_mark.index
        said = quoting.renamed(self.text[start:end], item.style, parse_tag(item.value), names[0], flow=flow)
        more = names[1:]
        if flow:
            said += "".join(f", {header.scalar(name, flow=True)}" for name in more)
        elif more:
            after = marks.end_of(self.text, item)
            self._write(after, after, self._lines(marks.indent(self.text, item), more))
        self._write(start, end, said)

    def _rename_in_text(self, node: yaml.ScalarNode, names: Sequence[Sequence[str]]) -> None:
        start, end = node.start_mark.index, marks.text_end(self.text, node) + (node.style in {"'", '"'})
        self._write(start, end, quoting.renamed_in_text(self.text[start:end], node.style, names))

    def _remove(self, key: str, node: yaml.SequenceNode, gone: Sequence[yaml.Node]) -> None:
        if node.flow_style:
            self._remove_from_flow(node, gone)
        elif gone:
            self._remove_from_block(key, node, gone)

    def _remove_from_flow(self, node: yaml.SequenceNode, gone: Sequence[yaml.Node]) -> None:
        kept = [item for item in node.value if item not in gone]
        for place in reversed(range(len(node.value))):
            item = node.value[place]
            if item in kept:
                continue
            start, end = item.start_mark.index, item.end_mark.index
            if place:
                start = node.value[place - 1].end_mark.index
            elif len(node.value) > 1 and kept:
                end = node.value[1].start_mark.index
            self._write(start, end, "")

    def _remove_from_block(self, key: str, node: yaml.SequenceNode, gone: Sequence[yaml.Node]) -> None:
        indent = marks.indent(self.text, node.value[0])
        for item in reversed(gone):
            self._write(marks.line_of(self.text, item), marks.end_of(self.text, item), "")
        if len(gone) == len(node.value) and len(indent) < len("  "):
            self._drop_bare(key, indent)

    def _drop_bare(self, key: str, indent: str) -> None:
        found = self._pair(key)
        if found is None:
            return
        start, end = marks.line_of(self.text, found[0]), marks.line_end(self.text, found[0].end_mark.index)
        if self.text[found[0].end_mark.index : end].strip() == ":":  # no comment stands beside it
            self._write(start, end, "")
            self.dropped_last = not indent and not self.text

    def _remove_from_text(self, node: yaml.ScalarNode, goes: set[str]) -> None:
        start, end = node.start_mark.index, marks.text_end(self.text, node)
        if node.style in {"'", '"'}:
            start += 1
        pieces = self.text[start:end].split(",")
        kept = [piece for piece in pieces if parse_tag(piece) not in goes]
        left = ",".join(kept)
        if kept and kept[0] is not pieces[0]:
            left = left.lstrip(" ")
        if not kept and not node.style:
            start -= len(self.text[:start]) - len(self.text[:start].rstrip(" "))
        self._write(start, end, left)

    def _replace_text(self, node: yaml.ScalarNode, new: str) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        if start == end:
            new = " " + new
        elif node.style in {"|", ">"}:
            new += self.newline
        self._write(start, end, new)


def _is_one_of(item: yaml.Node, goes: set[str]) -> bool:
    return isinstance(item, yaml.ScalarNode) and parse_tag(item.value) in goes


def _joined(items: Sequence[str]) -> str:
    return ", ".join(header.scalar(item, flow=True) for item in items)


def _said(value: str, time: bool) -> str:
    return header.scalar(value, time=time)


def _key(key: str) -> str:
    return header.scalar(key, flow=True)
