"""Folders of Markdown with front matter, as the Obsidian Web Clipper, Jekyll, Hugo and others write them."""

import re
from collections.abc import Collection, Iterator

from clipper import clipfile
from clipper.errors import UnreadableError
from clipper.intake.exports import AdoptedFile, Export, ExportRow, Notice, SkippedRow, UnreadableRow
from clipper.model import naming, urls
from clipper.model.clip import from_header
from clipper.text import safe

SUFFIXES = (".md", ".markdown")
_POST = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_CONTAINERS = {"_posts", "_drafts", "clippings", "content", "post", "posts"}
_NOTION_ID = re.compile(r"(?<=\S) [0-9a-f]{32}\Z")
"""What Notion adds to the name of each page and folder."""
_EXPORT = re.compile(r"Export-[0-9a-f]{8}-[0-9a-f-]{27}|.*\.zip", re.IGNORECASE)
"""The folder that holds a whole export of Notion, and a zip in a zip: they say nothing about what is in them."""
_BUNDLE = ".textbundle"
"""The end of a folder of Ulysses and Bear that is one text with its pictures."""
_PROPERTIES = re.compile(r"\s*#[^\n]*\n\s*\n((?:[^\n:]{1,60}: ?[^\n]{0,2000}\n)+)")
"""What Notion writes below the heading of a page of a table: a line for each column."""
_MAX_PROPERTIES = 10_000
_OTHER_FENCES = ("+++", ";;;", "{")


def recognises(export: Export) -> bool:
    """Tell whether there is Markdown in it; an export of one file must have front matter."""
    files = [member for member in export.members if member.lower().endswith(SUFFIXES)]
    if len(export.members) == 1:
        head = export.head(export.members[0]).removeprefix("\ufeff").lstrip()
        return head.startswith("---") or (bool(files) and head.startswith(_OTHER_FENCES))
    return bool(files)


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every file unchanged; its name gives the title and the date if its header does not."""
    files = export.members_ending(*SUFFIXES)
    known = set(files)
    for member in files:
        place = export.place(member)
        usual = _usual_name(member, known)
        if usual != member:
            original = safe(usual.rpartition("/")[2])
            yield Notice(place, f"its name is that of a copy of {original}: compare the two")
        try:
            yield _read_file(place, usual, export.read_bytes(member))
        except UnreadableError as error:
            yield UnreadableRow(f"{place}:{error.line}", str(error))
    for member in sorted({*export.members} - {*files}):
        yield SkippedRow(export.place(member), "it is no Markdown")


def _usual_name(member: str, known: Collection[str]) -> str:
    """Return the name of the file of which a member is a copy, by its name; the member itself for all others."""
    unnumbered = naming.unnumbered_path(member)
    return unnumbered if unnumbered != member and unnumbered in known else naming.usual_path(member)


def _read_file(place: str, member: str, raw: bytes) -> AdoptedFile | SkippedRow:
    if not raw.strip():
        return SkippedRow(place, "it is empty")
    clip = from_header(clipfile.read_header(raw))
    *folders, name = member.split("/")
    is_of_notion = bool(_NOTION_ID.search(name.rpartition(".")[0]))
    folders = [_NOTION_ID.sub("", folder) for folder in folders if not _EXPORT.fullmatch(folder)]
    stem = _NOTION_ID.sub("", name.rpartition(".")[0])
    if folders and (stem.strip("_") == "index" or folders[-1].lower().endswith(_BUNDLE)):
        stem = re.sub(rf"(?i){re.escape(_BUNDLE)}\Z", "", folders.pop())
    post = _POST.fullmatch(stem)
    title = post[2].replace("-", " ") if post else stem
    tag = "/".join(folder for folder in folders if folder.casefold() not in _CONTAINERS)
    properties = _properties(raw) if is_of_notion and not clip.title else {}
    return AdoptedFile(
        place,
        raw,
        title="" if clip.title else title,
        date=post[1] if post and not clip.date else "",
        url=properties.get("url", "") if urls.is_address(properties.get("url", "")) else "",
        tags=tuple(filter(None, (tag, *properties.get("tags", "").split(", ")))),
    )


def _properties(raw: bytes) -> dict[str, str]:
    """Return the columns that a page of Notion states for itself, by their names in lower case."""
    match = _PROPERTIES.match(raw[:_MAX_PROPERTIES].decode("utf-8", "replace"))
    pairs = (line.partition(":") for line in match[1].splitlines()) if match else ()
    return {name.strip().casefold(): value.strip() for name, _, value in pairs}
