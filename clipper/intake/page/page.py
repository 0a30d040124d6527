"""A page of the web becomes a clip that is not kept yet, with what it says of itself and where it says so.

It is read in a process of its own, with an end to its time and memory: what a page can do to its reader, it does there.
"""

import json
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from clipper.errors import ClipperError, RefusedError, UnreadableError
from clipper.intake.page.provenance import Provenance
from clipper.intake.page.sandbox import FailedError, OverrunError, Task
from clipper.model.clip import Clip

__all__ = ["ExtractedPage", "PageReading", "Provenance", "is_installed", "preload", "read", "to_markdown"]

PAID = "paywalled"
"""The tag of a clip whose page showed only the beginning of it."""

_MOST_TAGS = 100_000
"""Tags of a page; those of newspapers have some thousands."""
_TOO_MUCH = "it takes too much time or memory to be read"
_HINT = "Open it in a browser, copy its text, and `clipper add` that."


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """A clip that a page became, what its fields were chosen from, what is to be told, and keywords it suggests."""

    clip: Clip
    provenance: tuple[Provenance, ...] = ()
    notices: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class PageReading:
    """A page that is being read, while its reader does something else; leave it to end that."""

    def __init__(self, raw: bytes, *, url: str = "", encoding: str | None = None) -> None:
        _see_that_it_can_be_read("trafilatura")
        if raw.count(b"<") > _MOST_TAGS:
            raise RefusedError(_TOO_MUCH, hint=_HINT)
        self._task = Task(partial(_answer, raw, url, encoding))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._task.__exit__(*error)

    def result(self) -> ExtractedPage:
        """Return what was read; RefusedError where there is no article, with what to do instead."""
        try:
            answer = json.loads(self._task.result())
        except OverrunError as error:
            raise RefusedError(_TOO_MUCH, hint=_HINT) from error
        except FailedError as error:
            raise RefusedError("it cannot be read as a page", hint=_HINT) from error
        if refused := answer.get("refused"):
            kinds: dict[str, type[ClipperError]] = {"UnreadableError": UnreadableError}
            raise kinds.get(answer["kind"], RefusedError)(refused, hint=answer["hint"])
        return _page(answer)


def read(raw: bytes, *, url: str = "", encoding: str | None = None) -> ExtractedPage:
    """Return what a page holds, HTML or a web archive; `url` is where it came from, `encoding` what its server says.

    Where there is no article, as on a page that asks for consent, it is a RefusedError that says what to do.
    """
    with PageReading(raw, url=url, encoding=encoding) as reading:
        return reading.result()


def preload() -> None:
    """Load what reads pages, which each one read after that need not do."""
    _see_that_it_can_be_read("trafilatura")
    import trafilatura  # noqa: F401 - the processes that come from this one find it there

    from clipper.intake.page import extract as reading  # noqa: F401 - the same


def to_markdown(html: str, *, url: str = "") -> str:
    """Return a piece of HTML, an article and no whole page, as Markdown: all of it, its links made absolute."""
    _see_that_it_can_be_read("lxml")
    from clipper.intake.page import extract as reading
    from clipper.intake.page import markdown as prose

    if html.count("<") > _MOST_TAGS:
        raise RefusedError(_TOO_MUCH, hint=_HINT)
    tree = reading.parsed(html) if html.strip() else None
    return prose.write(tree, url=url, pictures=True) if tree is not None else ""


def is_installed(library: str = "lxml") -> bool:
    """Tell whether there is what reads HTML, or another library of the extra `web`; nothing of it is loaded."""
    from importlib.util import find_spec

    return find_spec(library) is not None


def _see_that_it_can_be_read(library: str) -> None:
    if not is_installed(library):
        raise RefusedError("what reads web pages is not installed", hint="`pip install 'clipper[web]'` does it.")


def _answer(raw: bytes, url: str, encoding: str | None) -> bytes:
    """Read a page, in the process that does nothing else, and return what is found as JSON."""
    from clipper.intake.page import extract as reading

    try:
        answer = reading.read(raw, url, encoding).as_dict()
    except ClipperError as error:
        answer = {"refused": str(error), "hint": error.hint, "kind": type(error).__name__}
    return json.dumps(answer).encode()


def _page(answer: dict[str, Any]) -> ExtractedPage:
    """Return what the other process found."""
    said = tuple(
        Provenance(
            one["field"], one["value"], one["origin"], tuple((value, origin) for value, origin in one["passed_over"])
        )
        for one in answer["said"]
    )
    tags = (PAID,) if answer["paid"] else ()
    clip = Clip(author=tuple(answer["authors"]), tags=tags, **answer["fields"])
    return ExtractedPage(clip, said, tuple(answer["notices"]), tuple(answer["keywords"]))
