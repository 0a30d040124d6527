"""JSON: one array, each clip on a line of its own, with the keys of `clipper list --json` and its body."""

from collections.abc import Iterable
from typing import BinaryIO

from clipper.library.export import ExportedClip, ExportOptions
from clipper.output.plain import clips as plain
from clipper.output.plain import encode

SUFFIX = ".json"
KEEPS = "everything, for other programs"
LOSES: tuple[str, ...] = ()


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
    """Write the clips."""
    out.writelines(
        block.encode()
        for block in encode.json_array(
            plain.as_dict_with_body(clip.stored, body=about.texts != "none") for clip in clips
        )
    )
