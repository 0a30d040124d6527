"""Edits of a clip file: each changes one field, or the body, and leaves every other byte as it is.

An edit is verified: its result is parsed, and must have the wanted value and otherwise the same header and body.
"""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, TypeAlias

from clipper import text
from clipper.clipfile import simple_header
from clipper.clipfile.document import Document, parse, read_body, read_header
from clipper.errors import ClipperError, RefusedError, UnreadableError
from clipper.model.keys import key_for, tag_keys
from clipper.model.values import Value, parse_tag, parse_tags, scalars

if TYPE_CHECKING:
    from clipper.clipfile.foreign.editor import SourceEditor
    from clipper.clipfile.header_editor import HeaderEditor

Editor: TypeAlias = "HeaderEditor | SourceEditor"
Edit: TypeAlias = Callable[[bytes], bytes]
"""A change of a file: it returns the new bytes for the old ones.

It may be called more than once, if another program changes the file in between.
"""


def with_tags(raw: bytes, *, add: Sequence[str] = (), remove: Collection[str] = ()) -> bytes:
    """Return the file with tags appended and others removed; the same bytes if that changes nothing.

    New tags go to the clip's own tags; a tag is removed from every key that gives it to the clip, such as `categories`.
    """
    header = parse(raw).header
    own, *others = [key_for(header, "tags"), *(key for key in tag_keys(header) if key != key_for(header, "tags"))]
    present = {tag for key in others for tag in parse_tags(header[key])}
    for key in others:
        raw = _with_items(raw, key, [], remove)
    return _with_items(raw, own, [tag for tag in add if tag in remove or tag not in present], remove)


def _with_items(raw: bytes, key: str, add: Sequence[str], remove: Collection[str]) -> bytes:
    """Return the file with tags appended to one key and others removed from it."""
    document = parse(raw)
    old = parse_tags(document.header.get(key))
    removed = [tag for tag in old if tag in remove]
    added = [tag for tag in dict.fromkeys(add) if tag not in old or tag in removed]
    if not removed and not added:
        return raw

    def change(editor: Editor) -> None:
        if removed:
            editor.remove_items(key, removed)
        if added:
            editor.add_items(key, added)

    expected = (*(tag for tag in old if tag not in removed), *added)
    if simple := _with_simple_items(document, key, added, removed):
        _verify(raw, document, simple, key, lambda value: parse_tags(value) == expected)
        return simple
    return _apply(raw, document, key, change, lambda value: parse_tags(value) == expected)


def _with_simple_items(document: Document, key: str, add: Sequence[str], remove: Collection[str]) -> bytes | None:
    """Return the file with tags appended and removed if its header is so simple that this needs no YAML parser."""
    parts = document.parts
    if parts.notation != "yaml" or parts.newline != "\n":
        return None
    header = simple_header.with_items(parts.header.decode(), key, add=add, remove=remove)
    return None if header is None else parts.with_header(header)


def with_tags_renamed(raw: bytes, rename: Callable[[str], Sequence[str]]) -> bytes:
    """Return the file with each tag replaced, in its place, by those that `rename` returns; `()` removes it.

    If several tags under one key become equal, ignoring case, the first stays, or the one that was not renamed.
    """
    for key in tag_keys(parse(raw).header):
        raw = _with_items_renamed(raw, key, rename)
    return raw


def _with_items_renamed(raw: bytes, key: str, rename: Callable[[str], Sequence[str]]) -> bytes:
    document = parse(raw)
    value = document.header.get(key)
    items = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    old = [parse_tag(item) if isinstance(item, str) else "" for item in items]
    new = _without_repetitions(old, rename)
    if new == [(tag,) for tag in old]:
        if any(rename(tag) != (tag,) for tag in parse_tags(value)):
            raise _unchangeable(raw, key)  # the tag is in a list within the list, or in a mapping
        return raw
    expected = tuple(dict.fromkeys(tag for tags in new for tag in tags if tag))
    result = _apply(
        raw,
        document,
        key,
        lambda editor: editor.rename_items(key, new),
        lambda value: parse_tags(value) == expected,
    )
    if result == raw:
        raise _unchangeable(raw, key)
    return result


def with_field(raw: bytes, key: str, values: Sequence[str]) -> bytes:
    """Return the file with a field, or an unknown key, set to some values; without it if there are none."""
    document = parse(raw)
    actual_key = key_for(document.header, key)

    def change(editor: Editor) -> None:
        if values:
            editor.set_value(actual_key, values)
        else:
            editor.remove_key(actual_key)

    return _apply(raw, document, actual_key, change, lambda value: list(scalars(value)) == list(values))


def with_item(raw: bytes, key: str, item: str) -> bytes:
    """Return the file with a text as the last item of a list under a key; one text there becomes the first item."""
    document = parse(raw)
    actual_key = key_for(document.header, key)
    value = document.header.get(actual_key)
    expected = [*scalars(value), item]

    def change(editor: Editor) -> None:
        if isinstance(value, str) and value:
            editor.set_value(actual_key, expected)
        else:
            editor.add_items(actual_key, [item])

    return _apply(raw, document, actual_key, change, lambda new: list(scalars(new)) == expected)


def with_text_prepended(raw: bytes, addition: str) -> bytes:
    """Return the file with a text before its body, and a blank line between the two; the header stays."""
    body = read_body(raw)
    head = raw[: len(raw) - len(body)]
    newline = b"\r\n" if b"\r\n" in head else b"\n"
    new_body = addition.strip("\n").replace("\r\n", "\n").encode().replace(b"\n", newline) + newline
    if body.strip():
        new_body += newline + body.lstrip(b"\r\n")
    blank_line = b"" if not head or head.endswith((b"\n\n", b"\r\n\r\n")) else newline
    result = head + blank_line + new_body
    if read_header(result) != read_header(raw) or read_body(result) != new_body:
        raise RefusedError("its header does not end so that a text could be put after it")
    return result


def _apply(
    raw: bytes, document: Document, key: str, change: Callable[[Editor], None], is_expected: Callable[[Value], bool]
) -> bytes:
    """Return the file with a change of one key; raise UnreadableError unless its value is the expected one then."""
    _refuse_repeated_key(document, key)
    editor = _header_editor(document)
    try:
        change(editor)
    except ValueError as error:  # a change in between made the header invalid
        raise _unchangeable(raw, key) from error
    result = document.parts.with_header(editor.text, drop_empty=editor.is_header_obsolete)
    _verify(raw, document, result, key, is_expected)
    return result


def _refuse_repeated_key(document: Document, key: str) -> None:
    """Raise UnreadableError if the header has a key twice with unlike values, or the key that is to be changed."""
    for repeated in document.repeated:
        if not repeated.is_alike or (repeated.key == key and not repeated.is_inside):
            message = f"the key “{repeated.key}” is there twice, first on line {repeated.first_line}"
            hint = "Remove one of the two lines; `clipper edit` opens the clip."
            raise UnreadableError(
                f"{message}: it is not changed until one of them is gone", line=repeated.line, hint=hint
            )


def _header_editor(document: Document) -> Editor:
    parts = document.parts
    text = parts.header.decode()
    if parts.notation == "toml":
        from clipper.clipfile.foreign.toml_editor import TomlEditor

        return TomlEditor(text, parts.newline, document.places)
    if parts.notation == "json":
        from clipper.clipfile.foreign.json_editor import JsonEditor

        return JsonEditor(text, parts.newline, document.places)
    from clipper.clipfile.header_editor import HeaderEditor

    return HeaderEditor(text, parts.newline, has_fences=bool(parts.notation))


def _without_repetitions(old: Sequence[str], rename: Callable[[str], Sequence[str]]) -> list[tuple[str, ...]]:
    """Return what each tag becomes, without names that another tag has already.

    A tag that is not renamed keeps its name, and of those that are renamed the first gets it. A tag that is in the
    file twice stays there twice.
    """
    new_names = {tag: tuple(rename(tag)) if tag else (tag,) for tag in old}
    taken = {_fold_tag(tag) for tag, names in new_names.items() if names == (tag,)}
    for tag, names in new_names.items():
        if names != (tag,):
            new_names[tag] = tuple(name for name in names if _fold_tag(name) not in taken)
            taken.update(map(_fold_tag, names))
    return [new_names[tag] for tag in old]


def _fold_tag(tag: str) -> str:
    return text.fold(tag).strip("/ ")


def _verify(raw: bytes, old: Document, result: bytes, key: str, is_expected: Callable[[Value], bool]) -> None:
    """Raise UnreadableError unless a result has the expected value, and otherwise the header and body that it had."""
    if result == raw:
        return
    try:
        new = parse(result)
    except ClipperError:
        raise _unchangeable(raw, key) from None
    old_rest, new_rest = ({**old.header}, {**new.header})
    old_rest.pop(key, None)
    value = new_rest.pop(key, None)
    old_places, new_places = (
        {other: place for other, place in document.places.items() if other != key} for document in (old, new)
    )
    is_same = new_rest == old_rest and new_places == old_places and new.parts.body == old.parts.body
    if not is_same or not is_expected(value):
        raise _unchangeable(raw, key)


def _unchangeable(raw: bytes, key: str) -> UnreadableError:
    message = f"“{key}” is written in a way that cannot be changed without harm; `clipper edit` opens the clip"
    return UnreadableError(message, line=_line_number(raw, key))


def _line_number(raw: bytes, key: str) -> int:
    lines = raw.decode("utf-8", "replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.strip(" '\"?{").startswith(key)), 1)
