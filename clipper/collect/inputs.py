"""What is to be collected: files and standard input, told apart by what is in them."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from clipper import disk
from clipper.errors import NotFoundError, RefusedError, UsageError
from clipper.page.saved import is_page
from clipper.text import safe

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes that came in, the name under which errors speak of them, and what they are.

    `url` is where a page came from, and `encoding` what its server said of it; both are empty where nobody knows.
    """

    called: str
    raw: bytes
    kind: Literal["text", "page"] = "text"
    url: str = ""
    encoding: str = ""


def gather(names: Sequence[str], here: Path, *, most: int, html: bool = False) -> Iterator[Input]:
    """Yield what the names stand for, each at most so many megabytes; with `html` all of it is pages."""
    for name in names:
        if name.lower().startswith(("http://", "https://")):
            hint = "Paste its text, and give the address with --url."
            raise UsageError(f"{safe(name)} is an address, and clipper does not fetch pages", hint=hint)
        if not name:
            raise UsageError("the name of a file is empty")
        called = "standard input" if name == "-" else safe(name)
        limit = most * MEGABYTE
        raw = sys.stdin.buffer.read(limit + 1) if name == "-" else _file(here / disk.expanded(name), called, limit)
        if len(raw) > limit:
            raise RefusedError(f"{called} is larger than {most} MB", hint="--max-size allows more.")
        yield Input(called, raw, "page" if html or is_page(raw) else "text")


def _file(path: Path, called: str, most: int) -> bytes:
    with disk.said_of(f"{called} cannot be read"):
        if path.is_dir():
            raise UsageError(f"{called} is a folder")
        if not path.exists():
            raise NotFoundError(f"there is no file {called}")
        if not path.is_file():
            raise UsageError(f"{called} is no regular file", hint="`clipper add -` reads standard input.")
    with disk.said_of(f"{called} cannot be read"), path.open("rb") as file:
        return file.read(most + 1)
