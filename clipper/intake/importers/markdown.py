"""Folders of Markdown: clips already, as the Obsidian Web Clipper, Jekyll, Hugo and others write them."""

import re
from collections.abc import Iterator

from clipper import clipfile
from clipper.errors import UnreadableError
from clipper.intake.exports import Adopted, Export, PassedOver, Row, Unreadable
from clipper.model.clip import from_header

ENDINGS = (".md", ".markdown")
_POST = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_CONTAINERS = {"_posts", "_drafts", "clippings", "content", "post", "posts"}
_FOREIGN = {"+++": ("TOML", "toYAML"), "{": ("JSON", "toYAML")}


def recognises(export: Export) -> bool:
    """Tell whether there is Markdown in it; a file by itself must have a header."""
    files = [member for member in export.members if member.lower().endswith(ENDINGS)]
    if len(export.members) == 1:
        return export.head(export.members[0]).removeprefix("\ufeff").startswith("---")
    return bool(files)


def read(export: Export) -> Iterator[Row]:
    """Yield every file as it stands; its name tells the title and the day where its header does not."""
    files = export.named(*ENDINGS)
    for member in files:
        place = export.place(member)
        try:
            yield _adopted(place, member, export.raw(member))
        except UnreadableError as error:
            yield Unreadable(f"{place}:{error.line}", str(error))
    for member in sorted({*export.members} - {*files}):
        yield PassedOver(export.place(member), "it is no Markdown")


def _adopted(place: str, member: str, raw: bytes) -> Adopted | PassedOver:
    opening = raw.lstrip(b"\xef\xbb\xbf")[:4].decode("ascii", "replace").partition("\n")[0].strip()
    if opening in _FOREIGN:
        kind, convert = _FOREIGN[opening]
        raise UnreadableError(f"its header is {kind}, not YAML; `hugo convert {convert}` changes that")
    if not raw.strip():
        return PassedOver(place, "it is empty")
    clip = from_header(clipfile.read_header(raw))
    *folders, name = member.split("/")
    stem = name.rpartition(".")[0]
    if stem.strip("_") == "index" and folders:
        stem = folders.pop()
    post = _POST.fullmatch(stem)
    title = post[2].replace("-", " ") if post else stem
    tag = "/".join(folder for folder in folders if folder.casefold() not in _CONTAINERS)
    return Adopted(
        place,
        raw,
        title="" if clip.title else title,
        date=post[1] if post and not clip.date else "",
        tags=(tag,) if tag else (),
    )
