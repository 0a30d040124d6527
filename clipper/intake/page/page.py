"""Read web pages in subprocesses with limits of time and memory: the interface of this folder.

A hostile page can hang a parser or exhaust its memory; in a subprocess it harms nothing else. `extract` is what runs
there; it and the libraries that it needs are imported only then.
"""

import json
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from clipper.errors import ClipperError, RefusedError, UnreadableError
from clipper.intake.page.sandbox import FailedError, OverrunError, Task
from clipper.model.clip import Clip
from clipper.model.provenance import Provenance

__all__ = ["ExtractedPage", "PageReading", "Provenance", "is_installed", "preload", "read", "to_markdown"]

PAYWALLED_TAG = "paywalled"
"""The tag of a clip whose page shows only the beginning of the article."""

_MAX_TAGS = 100_000
"""HTML tags of a page; the pages of newspapers have a few thousand."""
_TOO_MUCH = "it takes too much time or memory to be read"
_HINT = "Open it in a browser, copy its text, and `clipper add` that."


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """A clip made from a page, the provenance of its fields, notices for the user, and keywords as possible tags."""

    clip: Clip
    provenance: tuple[Provenance, ...] = ()
    notices: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class PageReading:
    """A page that a subprocess is reading; leaving the context kills the subprocess.

    `url` is the address that the page came from, `encoding` the one that its server states. With `wide` all the text
    around the article is taken, with `captions` those of its pictures; with a `selection` only that, HTML of the page.
    """

    def __init__(
        self,
        raw: bytes,
        *,
        url: str = "",
        encoding: str | None = None,
        wide: bool = False,
        captions: bool = False,
        selection: str = "",
    ) -> None:
        _require("trafilatura")
        if raw.count(b"<") > _MAX_TAGS:
            raise RefusedError(_TOO_MUCH, hint=_HINT)
        extract = partial(_extract_as_json, raw, url, encoding, wide=wide, captions=captions, selection=selection)
        self._task = Task(extract)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._task.__exit__(*error)

    def result(self) -> ExtractedPage:
        """Wait for the subprocess and return the page; raise RefusedError, with a hint, if it has no article."""
        try:
            answer = json.loads(self._task.result())
        except OverrunError as error:
            raise RefusedError(_TOO_MUCH, hint=_HINT) from error
        except FailedError as error:
            raise RefusedError("it cannot be read as a page", hint=_HINT) from error
        if refused := answer.get("refused"):
            error_types: dict[str, type[ClipperError]] = {"UnreadableError": UnreadableError}
            raise error_types.get(answer["type"], RefusedError)(refused, hint=answer["hint"])
        return _decode_answer(answer)


def read(raw: bytes, *, url: str = "", encoding: str | None = None) -> ExtractedPage:
    """Read a page, HTML or MHTML; `url` is where it came from, `encoding` the one that its server states.

    Raise RefusedError, with a hint, if it has no article, such as a page that asks for consent.
    """
    with PageReading(raw, url=url, encoding=encoding) as reading:
        return reading.result()


def preload() -> None:
    """Import the libraries that read pages, so that subprocesses forked later need not."""
    _require("trafilatura")
    import trafilatura  # noqa: F401 - forked processes inherit it

    from clipper.intake.page import extract  # noqa: F401 - the same


def to_markdown(html: str, *, url: str = "") -> str:
    """Convert an article in HTML to Markdown, in this process; relative links are resolved against `url`.

    Nothing is left out as boilerplate: the HTML is that of an article, not of a whole page.
    """
    _require("lxml")
    from clipper.intake.page import extract, markdown

    if html.count("<") > _MAX_TAGS:
        raise RefusedError(_TOO_MUCH, hint=_HINT)
    tree = extract.parse_html(html) if html.strip() else None
    return markdown.convert(tree, url=url, pictures=True) if tree is not None else ""


def is_installed(library: str = "lxml") -> bool:
    """Tell whether a library of the extra `web` is installed, without importing it; by default the HTML parser."""
    from importlib.util import find_spec

    return find_spec(library) is not None


def _require(library: str) -> None:
    if not is_installed(library):
        from clipper.system.extras import install_command

        hint = f"`{install_command('web')}` installs them."
        raise RefusedError("the libraries that read web pages are not installed", hint=hint)


def _extract_as_json(
    raw: bytes, url: str, encoding: str | None, *, wide: bool, captions: bool, selection: str
) -> bytes:
    """Extract a page, or the error that it raises, and encode it as JSON; this runs in the subprocess."""
    from clipper.intake.page import extract

    try:
        answer = extract.extract_page(raw, url, encoding, wide=wide, captions=captions, selection=selection).as_dict()
    except ClipperError as error:
        answer = {"refused": str(error), "hint": error.hint, "type": type(error).__name__}
    return json.dumps(answer).encode()


def _decode_answer(answer: dict[str, Any]) -> ExtractedPage:
    """Decode what the subprocess returned, the JSON of an `extract.Extraction`."""
    provenance = tuple(
        Provenance(
            entry["field"],
            entry["value"],
            entry["origin"],
            tuple((value, origin) for value, origin in entry["passed_over"]),
        )
        for entry in answer["provenance"]
    )
    tags = (PAYWALLED_TAG,) if answer["is_paywalled"] else ()
    clip = Clip(author=tuple(answer["authors"]), tags=tags, **answer["fields"])
    return ExtractedPage(clip, provenance, tuple(answer["notices"]), tuple(answer["keywords"]))
