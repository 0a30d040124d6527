"""Folders of Markdown with front matter, as the Obsidian Web Clipper, Jekyll, Hugo and others write them."""

import re
from collections.abc import Iterator

from clipper import clipfile
from clipper.errors import UnreadableError
from clipper.intake.exports import AdoptedFile, Export, ExportRow, SkippedRow, UnreadableRow
from clipper.model.clip import from_header

SUFFIXES = (".md", ".markdown")
_POST = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_CONTAINERS = {"_posts", "_drafts", "clippings", "content", "post", "posts"}
_NOTION_ID = re.compile(r"(?<=\S) [0-9a-f]{32}\Z")
"""What Notion adds to the name of each page and folder."""
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
    for member in files:
        place = export.place(member)
        try:
            yield _read_file(place, member, export.read_bytes(member))
        except UnreadableError as error:
            yield UnreadableRow(f"{place}:{error.line}", str(error))
    for member in sorted({*export.members} - {*files}):
        yield SkippedRow(export.place(member), "it is no Markdown")


def _read_file(place: str, member: str, raw: bytes) -> AdoptedFile | SkippedRow:
    if not raw.strip():
        return SkippedRow(place, "it is empty")
    clip = from_header(clipfile.read_header(raw))
    *folders, name = member.split("/")
    folders = [_NOTION_ID.sub("", folder) for folder in folders]
    stem = _NOTION_ID.sub("", name.rpartition(".")[0])
    if stem.strip("_") == "index" and folders:
        stem = folders.pop()
    post = _POST.fullmatch(stem)
    title = post[2].replace("-", " ") if post else stem
    tag = "/".join(folder for folder in folders if folder.casefold() not in _CONTAINERS)
    return AdoptedFile(
        place,
        raw,
        title="" if clip.title else title,
        date=post[1] if post and not clip.date else "",
        tags=(tag,) if tag else (),
    )
