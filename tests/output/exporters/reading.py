"""Read what an exporter wrote as text, also what is packed in it."""

import zipfile
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pypdfium2


def readable(path: Path) -> str:
    """Return all texts in a file, a zip, a PDF, a mail or a folder."""
    if path.is_dir():
        return "\n".join(readable(file) for file in sorted(path.rglob("*")) if file.is_file())
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    if path.read_bytes().startswith(b"Subject:"):
        return readable_mail(path.read_bytes())
    if path.read_bytes().startswith(b"%PDF"):
        return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))
    return path.read_text("utf-8", "replace")


def readable_mail(raw: bytes) -> str:
    """Return the subject and all parts of a mail."""
    message = message_from_bytes(raw, policy=default)
    parts = (part.get_content() for part in message.walk() if part.get_content_maintype() == "text")
    return "\n".join((message["Subject"], *parts)).replace("\r\n", "\n")
