"""Markdown: one document, each clip under a heading of its own. `--copies` gives the files themselves instead."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from clipper.library.export import ExportedClip, ExportOptions
from clipper.model import urls
from clipper.output.markup.markdown import escape, nested
from clipper.output.plain import dates

SUFFIX = ".md"
KEEPS = "one document to read or to print; with --copies, the files as they are"
LOSES: tuple[str, ...] = ("clipped", "section", "edition", "agency", "language", "rights")


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
    """Write the clips."""
    out.write(f"# {escape(about.title)}\n".encode())
    for number, clip in enumerate(clips, 1):
        parts = (f"\n{part}\n" for part in _parts(clip, number))
        out.writelines(part.encode("utf-8", "replace") for part in parts)


def _parts(exported: ExportedClip, number: int) -> Iterator[str]:
    clip = exported.clip
    yield f"## {escape(exported.headline)}"
    where = ", ".join(filter(None, (clip.source, clip.place, clip.page and f"p. {clip.page}")))
    facts = (where, dates.in_words(clip.date), "; ".join(clip.author))
    if line := " · ".join(escape(fact) for fact in facts if fact):
        yield line
    if clip.url:
        yield f"<{clip.url}>" if urls.is_address(clip.url) and _is_plain(clip.url) else escape(clip.url)
    if clip.tags:
        yield f"Tags: {escape(', '.join(clip.tags))}"
    if clip.description:
        yield f"*{escape(clip.description)}*"
    parts = {"": exported.text, "Note": exported.note, "Highlights": exported.highlights}
    for heading, part in parts.items():
        if part.strip():
            text = nested(part, 2, part=f"{number}{heading[:1].lower()}")
            yield f"### {heading}\n\n{text}" if heading else text
    for name, values in sorted((name, clip.values(name)) for name in clip.extra):
        yield f"{escape(name)}: {escape(', '.join(values))}"


def _is_plain(address: str) -> bool:
    """Tell whether an address can stand in angle brackets."""
    return address.isascii() and address.isprintable() and not set("<> \\") & set(address)
