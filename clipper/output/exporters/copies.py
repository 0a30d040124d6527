"""Copies: a folder with the files of the clips, byte for byte, each under its own path."""

from collections.abc import Iterable

from clipper.library.export import ExportedClip, ExportOptions
from clipper.system.new_file import NewFolder

SUFFIX = "/"
KEEPS = "the files themselves, byte for byte"
LOSES: tuple[str, ...] = ()


def write_folder(clips: Iterable[ExportedClip], folder: NewFolder, about: ExportOptions) -> None:  # noqa: ARG001
    """Write the clips."""
    for clip in clips:
        folder.add(clip.stored.path, clip.raw)
