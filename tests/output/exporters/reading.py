"""Read what an exporter wrote as text, also what is packed in it."""

import zipfile
from pathlib import Path

import pypdfium2


def readable(path: Path) -> str:
    """Return all texts in a file, a zip or a folder."""
    if path.is_dir():
        return "\n".join(readable(file) for file in sorted(path.rglob("*")) if file.is_file())
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    if path.read_bytes().startswith(b"%PDF"):
        return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))
    return path.read_text("utf-8", "replace")
