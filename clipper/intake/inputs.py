"""What is to be collected: files, standard input, the clipboard and addresses, told apart by what is in them."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from clipper.errors import ClipperError, NotFoundError, RefusedError, UnreadableError, UsageError
from clipper.intake import page
from clipper.intake.page.saved import is_page
from clipper.system import files
from clipper.system.fetch import MEGABYTE, Failed, Fetched, Limits
from clipper.system.system import System
from clipper.text import safe, shorten

if TYPE_CHECKING:
    from clipper.system.progress import Progress

_SHOWN = 200
_LIKE_AN_ADDRESS = re.compile(r"www\.|\w+://", re.IGNORECASE)
_REMARK = re.compile(r"(?:^|\s)#.*")
_OTHERS = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"PK\x03\x04": "a zip file, which `clipper import` may know",
}
"""By what files begin that hold no text to keep."""

Kind: TypeAlias = Literal["text", "page", "copied"]
"""A text, a whole page, or a part of one that was copied in a browser."""


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes that came in, the name under which errors speak of them, and what they are.

    `url` is where a page came from, `asked` the address by which it was asked for, and `encoding` what its server said
    of it; each is empty where nobody knows.
    """

    called: str
    raw: bytes
    kind: Kind = "text"
    url: str = ""
    asked: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """What gave no clip, and why; `asked` is its address, if it has one."""

    error: ClipperError
    asked: str = ""


def is_address(name: str) -> bool:
    """Tell whether what is to be added is asked for on the web."""
    return name.lower().startswith(("http://", "https://"))


def gather(
    system: System, progress: "Progress", names: Sequence[str], limits: Limits, *, html: bool = False
) -> tuple[list[Input], list[Missed]]:
    """Return what the names stand for, in their order, and what is on no page; with `html` all of it is pages.

    A file that cannot be read is an error, before anything is asked of the web.
    """
    known = {name: _here(name, system.cwd, limits.max_size, html=html) for name in names if not is_address(name)}
    missed: list[Missed] = []
    for found in fetched(system, progress, list(filter(is_address, names)), limits):
        if isinstance(found, Failed):
            missed.append(Missed(found.error, found.asked))
        else:
            known[found.asked] = _of_web(found)
    missed.sort(key=lambda one: names.index(one.asked))
    return [known[name] for name in names if name in known], missed


def fetched(
    system: System, progress: "Progress", addresses: Sequence[str], limits: Limits
) -> Iterator[Fetched | Failed]:
    """Yield pages as they come, while a bar tells how many did."""
    if addresses:
        with progress("fetching", len(set(addresses))) as advance:
            yield from system.fetch(addresses, limits, advance)


def pasted(system: System) -> Input:
    """Return what the clipboard holds; as text where there is nothing to read HTML with."""
    kinds = ("text/html", "text/plain") if page.is_installed() else ("text/plain",)
    kind, raw = system.read_clipboard(kinds)
    return Input("the clipboard", raw, "copied" if kind == "text/html" else "text")


def listed(file: str, system: System, most: int) -> list[str]:
    """Return the addresses that stand in a file, one a line; `-` is standard input."""
    addresses = []
    written = _here(file, system.cwd, most).raw.decode("utf-8", "replace")
    for number, line in enumerate(written.splitlines(), 1):
        said = _REMARK.sub("", line).strip()
        if said and not is_address(said):
            raise UsageError(f"{safe(file)}:{number}: “{shorten(safe(said), _SHOWN)}” is no address of a page")
        addresses += [said] if said else []
    return addresses


def _of_web(found: Fetched) -> Input:
    kind: Kind = "text" if found.content_type in {"text/plain", "text/markdown"} else "page"
    return Input(shorten(safe(found.asked), _SHOWN), found.raw, kind, found.url, found.asked, found.charset)


def _here(name: str, here: Path, limit: int, *, html: bool = False) -> Input:
    if not name:
        raise UsageError("the name of a file is empty")
    called = "standard input" if name == "-" else safe(name)
    raw = sys.stdin.buffer.read(limit + 1) if name == "-" else _file(here / files.expand_home(name), called, limit)
    if len(raw) > limit:
        raise RefusedError(f"{called} is larger than {limit // MEGABYTE} MB", hint="--max-size allows more.")
    if what := next((what for mark, what in _OTHERS.items() if raw.startswith(mark)), ""):
        raise UnreadableError(f"{called} is {what}", hint="Copy its text into `clipper add`.")
    return Input(called, raw, "page" if html or is_page(raw) else "text")


def _file(path: Path, called: str, most: int) -> bytes:
    with files.disk_errors(f"{called} cannot be read"):
        if path.is_dir():
            raise UsageError(f"{called} is a folder")
        if not path.exists():
            hint = "An address begins with http:// or https://." if _LIKE_AN_ADDRESS.match(called) else ""
            raise NotFoundError(f"there is no file {called}", hint=hint)
        if not path.is_file():
            raise UsageError(f"{called} is no regular file", hint="`clipper add -` reads standard input.")
    with files.disk_errors(f"{called} cannot be read"), path.open("rb") as file:
        return file.read(most + 1)
