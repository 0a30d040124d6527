"""JSON Lines: an object for each clip, on a line of its own, as in JSON."""

from collections.abc import Iterable
from typing import BinaryIO

from clipper.library.export import ExportedClip, ExportOptions
from clipper.output.plain import clips as plain
from clipper.output.plain import encode

SUFFIX = ".jsonl"
KEEPS = "everything, a clip on each line"
LOSES: tuple[str, ...] = ()


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
    """Write the clips."""
    for clip in clips:
        line = encode.json_object(plain.as_dict_with_body(clip.stored, body=about.texts != "none"))
        out.write(f"{line}\n".encode())
