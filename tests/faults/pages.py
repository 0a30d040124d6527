"""Pages that are read once: a subprocess for each of a thousand runs would be most of their time."""

from typing import Any, Self

import pytest

from clipper.intake import page_queue
from clipper.intake.page import ExtractedPage, PageReading

_PAGES: dict[bytes, ExtractedPage] = {}


class _Remembered:
    """What a subprocess made of a page when it was first read."""

    def __init__(self, raw: bytes, **options: Any) -> None:
        if raw not in _PAGES:
            with PageReading(raw, **options) as reading:
                _PAGES[raw] = reading.result()
        self._page = _PAGES[raw]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing runs that could be ended."""

    def result(self) -> ExtractedPage:
        return self._page


def remember_pages(patch: pytest.MonkeyPatch) -> None:
    """Read each page only once."""
    patch.setattr(page_queue, "PageReading", _Remembered)
