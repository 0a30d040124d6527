"""The inputs of `clipper add`: files, stdin, the clipboard and addresses, each a text or a page by its content."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from clipper.errors import ClipperError, NotFoundError, RefusedError, UnreadableError, UsageError
from clipper.intake import export_refusal, no_text, page
from clipper.intake.mail import mailbox
from clipper.intake.page.saved import is_page
from clipper.system import files
from clipper.system.fetch import MEGABYTE, FailedFetch, FetchedPage, Limits
from clipper.system.system import System
from clipper.text import safe, shorten

if TYPE_CHECKING:
    from clipper.system.progress import Progress

_SHOWN = 200
_LIKE_AN_ADDRESS = re.compile(r"www\.|\w+://", re.IGNORECASE)
_COMMENT = re.compile(r"(?:^|\s)#.*")
_MAX_LINK = 4096
_MARKDOWN_LINK = r"(?i)\]\(<?(https?://[^\s<>]+?)>?(?:\s+[\"'(].*)?\)(?=\s|$)"
_ADDRESS_AND_TITLE = r"(?i)(?<![^\s<])https?://[^\s|<>]+"

Kind: TypeAlias = Literal["text", "page", "copied", "document", "mail"]
"""A text, a whole page, a part of a page that was copied in a browser, a document such as a PDF, or one mail."""


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to make clips of, their kind, and the name under which messages speak of them.

    A fetched page also has the address that the user requested, the `url` that answered in the end, and the encoding
    that its server states, if any. `is_pasted` tells that it came from stdin or the clipboard, and is in no file.
    `selection` is the HTML that the user selected on a page: only that becomes the clip.
    """

    name: str
    raw: bytes
    kind: Kind = "text"
    url: str = ""
    requested_url: str = ""
    encoding: str = ""
    is_pasted: bool = False
    selection: str = ""


@dataclass(frozen=True, slots=True)
class FailedInput:
    """An input that gave no clip: the error, and the address if it was requested from the web."""

    error: ClipperError
    requested_url: str = ""


def gather_inputs(
    system: System, progress: "Progress", names: Sequence[str], limits: Limits, *, html: bool = False
) -> tuple[list[Input], list[FailedInput]]:
    """Read the files and fetch the addresses that are named, and return them in this order, and those that failed.

    With `html` every file is a page. A file that cannot be read raises an error before anything is fetched.
    """
    local = [name for name in names if not _is_web_address(name)]
    inputs = {name: _read_all(name, system.cwd, limits.max_size, html=html) for name in local}
    failed: list[FailedInput] = []
    for response in fetch_pages(system, progress, list(filter(_is_web_address, names)), limits):
        if isinstance(response, FailedFetch):
            failed.append(FailedInput(response.error, response.requested_url))
        else:
            inputs[response.requested_url] = [_fetched_input(response)]
    failed.sort(key=lambda item: names.index(item.requested_url))
    return [item for name in names for item in inputs.get(name, ())], failed


def fetch_pages(
    system: System, progress: "Progress", addresses: Sequence[str], limits: Limits
) -> Iterator[FetchedPage | FailedFetch]:
    """Fetch pages and yield each as soon as it has come, with a progress bar."""
    if addresses:
        with progress("fetching", len(set(addresses))) as advance:
            yield from system.fetch(addresses, limits, advance)


def read_clipboard(system: System) -> Input:
    """Read the clipboard: HTML if it holds any and the libraries for HTML are installed, else text."""
    types = ("text/html", "text/plain") if page.is_installed() else ("text/plain",)
    mime_type, raw = system.read_clipboard(types)
    kind: Kind = "copied" if mime_type == "text/html" else "mail" if mailbox.is_mail(raw) else "text"
    return Input("the clipboard", raw, kind, is_pasted=True)


def read_addresses(file: str, system: System, limit: int) -> list[str]:
    """Read a file of addresses, one a line, `-` for stdin; skip blank lines and comments, which begin with `#`."""
    addresses = []
    text = _read_local(file, system.cwd, limit, is_list=True).raw.decode("utf-8", "replace")
    for number, line in enumerate(text.splitlines(), 1):
        content = _COMMENT.sub("", line).strip()
        found = _addresses_in(content)
        if content and not found:
            raise UsageError(f"{safe(file)}:{number}: “{shorten(safe(content), _SHOWN)}” is not an address of a page")
        addresses += found
    return addresses


def _addresses_in(line: str) -> list[str]:
    """Return the addresses in a line, which may have titles too: `ADDRESS | TITLE`, or a link in Markdown."""
    if link := re.search(_MARKDOWN_LINK, line[:_MAX_LINK]):
        return [link[1]]
    return re.findall(_ADDRESS_AND_TITLE, line)


def with_input_name(error: ClipperError, name: str) -> ClipperError:
    """Return an error whose message begins with the input's name, and with the line if a header is unreadable."""
    return error.in_file(name) if isinstance(error, UnreadableError) else error.with_prefix(name)


def _is_web_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _fetched_input(page: FetchedPage) -> Input:
    name = shorten(safe(page.requested_url), _SHOWN)
    if page.content_type == "application/pdf":
        return Input(name, page.raw, "document", page.url, page.requested_url)
    is_text = page.content_type in {"text/plain", "text/markdown", "message/rfc822"}
    kind: Kind = "page" if not is_text else "mail" if mailbox.is_mail(page.raw) else "text"
    return Input(name, page.raw, kind, page.url, page.requested_url, page.charset)


def read_file_or_stdin(name: str, folder: Path, limit: int) -> tuple[str, bytes]:
    """Return how messages call a file or, for `-`, stdin, and its bytes, one more than the limit if there are more."""
    if name == "-":
        return "standard input", sys.stdin.buffer.read(limit + 1)
    shown = safe(name)
    return shown, _read_file(folder / files.expand_home(name), shown, limit)


def _read_all(name: str, folder: Path, limit: int, *, html: bool) -> list[Input]:
    """Read a file or stdin as one input, but a mailbox or a Maildir as one for each mail in it."""
    path = folder / files.expand_home(name)
    shown = safe(name)
    with files.disk_errors(f"{shown} cannot be read"):
        is_folder = name not in {"", "-"} and path.is_dir()
        mails = mailbox.find_maildir(path) if is_folder else None
        if is_folder and mails is None:
            raise _folder_error(path, shown)
    if mails is not None:
        named = {f"{shown.rstrip('/')}/{safe(mail.parent.name)}/{safe(mail.name)}": mail for mail in mails}
        read = ((name, _read_file(mail, name, mailbox.MAX_SIZE)) for name, mail in named.items())
        return [Input(name, raw, "mail") for name, raw in mailbox.within_limits(shown, read)]
    first = _read_local(name, folder, limit, html=html)
    if first.kind != "mail" or not mailbox.is_mailbox(first.raw):
        return [first]
    split = ((f"{first.name}, mail {number}", raw) for number, raw in enumerate(mailbox.split(first.raw), 1))
    inputs = [replace(first, name=name, raw=raw) for name, raw in mailbox.within_limits(shown, split)]
    return [replace(inputs[0], name=first.name)] if len(inputs) == 1 else inputs


def _folder_error(path: Path, shown: str) -> UsageError:
    """Return the error for a folder that holds no mails, with the command that takes folders."""
    hint = "`clipper inbox FOLDER` keeps the files in it, `clipper import FOLDER` takes over an export."
    if mailbox.find_maildir(path.parent) is not None:
        hint = "It is a part of a Maildir: name that."
    return UsageError(f"{shown} is a folder", hint=hint)


def _read_local(name: str, folder: Path, limit: int, *, html: bool = False, is_list: bool = False) -> Input:
    """Read a file, its path relative to a folder, or stdin; a list of addresses may look like the export of tabs."""
    if not name:
        raise UsageError("the name of a file is empty")
    shown, raw = read_file_or_stdin(name, folder, limit)
    if not html and mailbox.is_mail(raw, name):
        return Input(shown, _read_rest(name, raw, folder, limit), "mail", is_pasted=name == "-")
    if len(raw) > limit:
        raise RefusedError(f"{shown} is larger than {limit // MEGABYTE} MB", hint="--max-size allows more.")
    if found := no_text.find(raw):
        return _read_packed(raw, shown, found)
    if name != "-" and not html and not is_list and export_refusal.may_be_export(raw):
        export_refusal.refuse(folder / files.expand_home(name), shown)
    if html or is_page(raw):
        return Input(shown, raw, "page", is_pasted=name == "-")
    if found := no_text.find_name(name):
        return _read_packed(raw, shown, found)
    return Input(shown, raw, is_pasted=name == "-")


def _read_rest(name: str, raw: bytes, folder: Path, limit: int) -> bytes:
    """Return all of a file of mails of which the beginning was read: it may be larger than a text."""
    most = max(limit, mailbox.MAX_SIZE)
    if len(raw) > limit and name == "-":
        raw += sys.stdin.buffer.read(most + 1 - len(raw))
    elif len(raw) > limit:
        raw = _read_file(folder / files.expand_home(name), safe(name), most)
    if len(raw) > most:
        raise RefusedError(f"{safe(name)} is larger than {most // MEGABYTE} MB", hint="Save fewer mails to a file.")
    return raw


def _read_packed(raw: bytes, shown: str, found: no_text.NoText) -> Input:
    """Return the input of a file that is no plain text but a document; raise UnreadableError for any other."""
    from clipper.intake import documents
    from clipper.intake.documents import webarchive

    if webarchive.recognises(raw):
        try:
            saved = webarchive.unpack(raw)
        except UnreadableError as error:
            raise error.with_prefix(shown) from error
        return Input(shown, saved.raw, "page", saved.url, encoding=saved.encoding)
    if documents.recognise(raw):
        return Input(shown, raw, "document")
    raise UnreadableError(f"{shown} is {found.content}", hint=found.advice)


def _read_file(path: Path, shown: str, limit: int) -> bytes:
    """Return the bytes of a file, and one byte more than the limit allows if there are more."""
    with files.disk_errors(f"{shown} cannot be read"):
        if path.is_dir():
            raise UsageError(f"{shown} is a folder")
        if not path.exists():
            hint = "An address begins with http:// or https://." if _LIKE_AN_ADDRESS.match(shown) else ""
            raise NotFoundError(f"there is no file {shown}", hint=hint)
        if not path.is_file():
            raise UsageError(f"{shown} is not a regular file", hint="`clipper add -` reads standard input.")
    with files.disk_errors(f"{shown} cannot be read"), path.open("rb") as file:
        return file.read(limit + 1)
