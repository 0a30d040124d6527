"""Recognition: whose export it is. A folder or a zip may hold several, and files that are none."""

import re
from collections.abc import Iterator

from clipper.errors import UnreadableError
from clipper.intake import unsupported
from clipper.intake.exports import Export, SkippedRow
from clipper.intake.exports.export import PartOfExport
from clipper.intake.importers import IMPORTERS, markdown, recognise

NOBODY = ""
"""The importer of the files that no importer knows."""

_HINT = f"--from says whose it is: {', '.join(IMPORTERS)}."
_ALONE = ("csv", "markdown")
_MOST_LOOKED_AT = 50
_OF_WORD = "word/document.xml"
"""A member of a Word document, which is a zip and no collection of files."""
_TABLES = (".csv", ".json", "bookmarks", ".bak")
_PAGES = (".html", ".htm")
_TEXTS = (".enex", ".ris", ".txt", ".docx")
_EMPTY = re.compile(r"""\s*+(?:\[\s*+\]|\{\s*+(?:"\w++"\s*+:\s*+\[\s*+\]\s*+,?\s*+)*+\})\s*+""")


def divide(export: Export) -> list[tuple[Export, str]]:
    """Return the parts of an export, each with the name of its importer; [] if no importer knows any of it.

    The last part may have the importer NOBODY.
    """
    if len(export.members) == 1 or _OF_WORD in export.members:
        importer = recognise(export)
        return [(export, importer)] if importer or is_empty(export, export.members[0]) else []
    members_of: dict[str, list[str]] = {}
    owned: set[str] = set()
    for suffixes in (_TABLES, _PAGES, _TEXTS):  # the tables first: they tell what the pages beside them are
        for member in export.members_ending(*suffixes):
            if member not in owned and (importer := _importer_of(export, member)):
                members_of.setdefault(importer, []).append(member)
                owned |= {member, *_companions(export, importer, member)}
    texts = [member for member in export.members_ending(*markdown.SUFFIXES) if member not in owned]
    if not members_of:
        return [(export, "markdown")] if texts else []
    parts: list[tuple[Export, str]] = []
    for importer, members in members_of.items():
        companions = {one for member in members for one in _companions(export, importer, member)}
        parts.append((export.only([*members, *sorted(companions - {*members})]), importer))
    if texts:
        parts.append((export.only(texts), "markdown"))
    if rest := [member for member in export.members if member not in owned and member not in texts]:
        parts.append((export.only(rest), NOBODY))
    return parts


def is_empty(export: Export, member: str) -> bool:
    """Tell whether a member is a list of nothing, as any service exports it."""
    return _EMPTY.fullmatch(export.head(member)) is not None


def unknown(export: Export) -> UnreadableError:
    """Return the error for an export of which no importer knows anything; it says what to export instead."""
    members = export.members
    if not members or (len(members) == 1 and not export.head(members[0])):
        return UnreadableError(f"{export.name} is empty or no text, and not an export that clipper knows", hint=_HINT)
    if all(member.lower().endswith(".zip") for member in members):
        return UnreadableError(f"{export.name} holds zips", hint="Unpack it, and import each of them.")
    found = next(filter(None, (unsupported.find(export.head(member)) for member in members[:_MOST_LOOKED_AT])), None)
    if found:
        advice = found.advice.replace("FILE", export.name)
        refusal = f"{export.name} is from {found.service}, which clipper cannot read"
        return UnreadableError(refusal, hint=f"Instead: {advice}.")
    return UnreadableError(f"{export.name} is not an export that clipper knows, or it is damaged", hint=_HINT)


def left_out(export: Export, importer: str) -> Iterator[SkippedRow]:
    """Yield the files of a part of an export of which nothing was imported."""
    if importer == NOBODY:
        for member in export.members:
            yield SkippedRow(export.place(member), _reason(export, member))
    elif isinstance(export, PartOfExport) and importer != "markdown":
        for member in export.members:
            if member not in export.opened:
                yield SkippedRow(export.place(member), "nothing in the export refers to this file")


def _importer_of(export: Export, member: str) -> str:
    """Return the importer of one of several files; a table of nobody may list the notes beside it, as Notion's do."""
    part = export.only([member])
    return next((name for name in IMPORTERS if name not in _ALONE and IMPORTERS[name].recognises(part)), "")


def _companions(export: Export, importer: str, member: str) -> Iterator[str]:
    """Yield the members that belong to a table: the pages and highlights beside it."""
    parent = member.rpartition("/")[0]
    start = f"{parent}/" if parent else ""
    folders = {"omnivore": ("content/", "highlights/"), "pocket": ("annotations/",)}.get(importer, ())
    for folder in folders:
        yield from (name for name in export.members if name.startswith(f"{start}{folder}"))


def _reason(export: Export, member: str) -> str:
    if is_empty(export, member):
        return "there is nothing in it"
    found = unsupported.find(export.head(member))
    return f"it is from {found.service}: {found.advice}" if found else "it is no export that clipper knows"
