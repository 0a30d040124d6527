"""Change one key in the text of a header in TOML or JSON: only the characters of its value are replaced."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence

from clipper.clipfile.foreign.nodes import ForeignMember, ForeignNode, Path, find
from clipper.errors import RefusedError
from clipper.model.keys import FIELDS, field_name
from clipper.model.values import parse_tag

_REST_OF_LINE = re.compile(r"[ \t]*+(,?)[ \t]*+(?:#[^\r\n]*+)?\r?\n")
_COMMA = re.compile(r"[ \t\r\n]*+,[ \t\r\n]*+")
_COMMA_IN_LINE = re.compile(r"[ \t]*+,[ \t]*+")
_BEGUN = re.compile(r"\[ [^\s].* \]")


class SourceEditor(ABC):
    """The text of a header while it is edited. It is valid before each change; `places` has the paths of its keys."""

    is_header_obsolete = False

    def __init__(self, text: str, newline: str, places: Mapping[str, Path]) -> None:
        self.source = text
        self.newline = newline
        self.places = places

    @property
    def text(self) -> str:
        """The text of the header as it is in the file."""
        return self.source

    def add_items(self, key: str, items: Sequence[str]) -> None:
        """Append items to a list, or to a comma-separated text; begin a list if there is no such key."""
        member = self._find(key)
        if member is None:
            self._begin_list(key, items)
            return
        node = member.node
        if node.kind == "list":
            self._append(node, [self.quote(item) for item in items])
        elif node.kind == "text":
            quotes, inner = self._open(node)
            pieces = ", ".join(self.escape(item, quotes) for item in items)
            end = node.end - len(quotes)
            self._replace(end, end, (", " if parse_tag(inner) else "") + pieces)
        elif self.source[node.start : node.end] == "null":
            self._replace(node.start, node.end, self._list(items))
        else:
            raise RefusedError(f"“{key}” is neither a list nor a text; `clipper edit` opens the clip in the editor")

    def remove_items(self, key: str, unwanted: Iterable[str]) -> None:
        """Remove items from a list, or pieces from a comma-separated text; they are compared by `parse_tag`.

        If the list is empty then, and `add_items` began it, the key is removed too.
        """
        removed = set(unwanted)
        member = self._find(key)
        if member and member.node.kind == "list":
            names = [() if parse_tag(self.value(item)) in removed else ("",) for item in member.node.items]
            self._rename_list(key, member.node, names)
        elif member and member.node.kind == "text":
            self._rename_pieces(member.node, lambda tag: () if tag in removed else (tag,))

    def rename_items(self, key: str, names: Sequence[Sequence[str]]) -> None:
        """Replace each item of a list, or each piece of a comma-separated text, by its new names; `()` removes it."""
        member = self._find(key)
        if member and member.node.kind == "list":
            self._rename_list(key, member.node, names)
        elif member and member.node.kind == "text":
            remaining = iter(names)
            self._rename_pieces(member.node, lambda _: next(remaining))

    def set_value(self, key: str, values: Sequence[str]) -> None:
        """Set a key to one text, or to several as a list; an existing list keeps its style."""
        member = self._find(key)
        if member is None:
            field = field_name(key)
            if len(values) > 1 or (field is not None and FIELDS[field].many):
                self._begin_list(key, values)
            else:
                self._insert(key, self.scalar(key, values[0], None))
            return
        node = member.node
        if node.kind == "mapping":
            raise _is_mapping(key)
        if node.kind == "list" and node.items:
            first, last = node.items[0], node.items[-1]
            separator = ", " if self._indent(first) is None else f",{self.newline}{self._indent(first)}"
            self._replace(first.start, last.end, separator.join(map(self.quote, values)))
        elif node.kind == "list":
            self._append(node, [self.quote(value) for value in values])
        else:
            new = self._list(values) if len(values) > 1 else self.scalar(key, values[0], node)
            self._replace(node.start, node.end, new)

    def remove_key(self, key: str) -> None:
        """Remove a key and its value, with their lines."""
        if member := self._find(key):
            self.remove_member(member)

    @abstractmethod
    def members(self) -> list[ForeignMember]:
        """Return the members of the header."""

    @abstractmethod
    def remove_member(self, member: ForeignMember) -> None:
        """Remove a member with what separates it from its neighbours."""

    @abstractmethod
    def insert_member(self, path: Path, value: str) -> bool:
        """Insert a key after the others of its table; return whether there is such a table."""

    @abstractmethod
    def quote(self, value: str) -> str:
        """Return the source of a text."""

    @abstractmethod
    def unquote(self, source: str) -> str:
        """Return the text that a source means, which may be in any kind of quotes."""

    @abstractmethod
    def value(self, node: ForeignNode) -> str:
        """Return the text of a value as it is read from the header; empty for a list or a mapping."""

    def scalar(self, key: str, value: str, old: ForeignNode | None) -> str:  # noqa: ARG002  # for a notation with dates
        """Return the source of the value of a key."""
        return self.quote(value)

    def escape(self, value: str, quotes: str) -> str:
        """Return a text as it is written between quotes of this kind."""
        if quotes.startswith("'"):
            if "'" in value:
                raise RefusedError(f"“{value}” cannot be in a text in single quotes; `clipper edit` opens the clip")
            return value
        return self.quote(value)[1:-1]

    def _find(self, key: str) -> ForeignMember | None:
        path = self.places.get(key, (key,))
        members = self.members()
        member = find(members, path)
        if member is None and any(other.path[: len(path)] == path for other in members):
            raise _is_mapping(key)
        return member

    def _insert(self, key: str, value: str) -> None:
        is_placed = field_name(key) == "tags" and self.insert_member(("taxonomies", key), value)
        if not is_placed:
            self.insert_member((key,), value)

    def _begin_list(self, key: str, items: Sequence[str]) -> None:
        # The blanks beside the brackets tell `remove_items` that there was no such key before.
        self._insert(key, f"[ {', '.join(map(self.quote, items))} ]")

    def _list(self, items: Sequence[str]) -> str:
        return f"[{', '.join(map(self.quote, items))}]"

    def _append(self, node: ForeignNode, sources: Sequence[str]) -> None:
        """Append items to a list: on lines of their own, if the last one has its line, else beside it."""
        if not node.items:
            self._replace(node.end - 1, node.end - 1, ", ".join(sources))
            return
        last = node.items[-1]
        indent, rest = self._indent(last), _REST_OF_LINE.match(self.source, last.end)
        if indent is None or rest is None:
            self._replace(last.end, last.end, "".join(f", {source}" for source in sources))
            return
        comma = rest[1]
        lines = f",{self.newline}".join(f"{indent}{source}" for source in sources) + comma + self.newline
        self._replace(rest.end(), rest.end(), lines)
        if not comma:
            self._replace(last.end, last.end, ",")

    def _rename_list(self, key: str, node: ForeignNode, names: Sequence[Sequence[str]]) -> None:
        is_begun = _BEGUN.fullmatch(self.source, node.start, node.end) is not None
        items = list(node.items)
        for index in reversed(range(len(items))):
            item, new = items[index], tuple(names[index])
            if not new:
                self._cut(items, index)
                del items[index]
            elif item.kind in {"text", "other"} and new not in {("",), (parse_tag(self.value(item)),)}:
                old = self.source[item.start : item.end]
                first = f"'{new[0]}'" if old.startswith("'") and "'" not in new[0] else self.quote(new[0])
                self._replace(item.start, item.end, ", ".join((first, *map(self.quote, new[1:]))))
        if node.items and not items and is_begun and (member := self._find(key)):
            self.remove_member(member)

    def _cut(self, items: Sequence[ForeignNode], index: int) -> None:
        """Cut an item out of a list; the text after it may have changed since the offsets were taken."""
        item = items[index]
        start, end = item.start, item.end
        is_last = index == len(items) - 1
        indent, rest = self._indent(item), _REST_OF_LINE.match(self.source, end)
        before = items[index - 1].end if index else None
        if indent is not None and rest and (rest[1] or is_last):
            self._replace(start - len(indent), rest.end(), "")
            if not rest[1] and before is not None and self.source.startswith(",", before):
                self._replace(before, before + 1, "")
            return
        comma = (_COMMA_IN_LINE if is_last or before is not None else _COMMA).match(self.source, end)
        if before is None or "#" in self.source[before:start]:
            self._replace(start, comma.end() if comma else end, "")
        else:
            self._replace(before, end, "")

    def _rename_pieces(self, node: ForeignNode, rename: Callable[[str], Sequence[str]]) -> None:
        quotes, inner = self._open(node)
        pieces = inner.split(",")
        new: list[str] = []
        for piece in pieces:
            old = parse_tag(self.unquote(f"{quotes}{piece}{quotes}"))
            names = tuple(rename(old))
            if names and names != (old,):
                escaped = [self.escape(name, quotes) for name in names]
                new.append(", ".join((piece.replace(self.escape(old, quotes), escaped[0], 1), *escaped[1:])))
            elif names or not old:
                new.append(piece)
        text = ",".join(new)
        if new and new[0] is not pieces[0]:
            text = text.lstrip(" ")
        self._replace(node.start + len(quotes), node.end - len(quotes), text)

    def _open(self, node: ForeignNode) -> tuple[str, str]:
        """Return the quotes of a text, and its source between them."""
        source = self.source[node.start : node.end]
        length = len('"""') if source.startswith(('"""', "'''")) else 1
        return source[:length], source[length:-length]

    def _indent(self, item: ForeignNode) -> str | None:
        """Return the blanks before an item that begins a line; None if something else is before it."""
        before = self.source[self.source.rfind("\n", 0, item.start) + 1 : item.start]
        return before if not before.strip(" \t") and self.source.rfind("\n", 0, item.start) >= 0 else None

    def _replace(self, start: int, end: int, new: str) -> None:
        self.source = self.source[:start] + new + self.source[end:]


def _is_mapping(key: str) -> RefusedError:
    return RefusedError(f"“{key}” holds keys of its own; `clipper edit` opens the clip in the editor")
