"""The pages among the inputs, read in other processes while this one goes on."""

from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Self

from clipper.errors import ClipperError
from clipper.intake import page
from clipper.intake.decoding import find_codec
from clipper.intake.inputs import Input

_AT_ONCE = 2


class Pages:
    """The pages among inputs, in their order; the next ones are under way while one is waited for."""

    def __init__(self, inputs: Sequence[Input], *, url: str | None = None, encoding: str | None = None) -> None:
        if encoding:
            find_codec(encoding)  # raises UsageError
        self._left = deque(one for one in inputs if one.kind == "page")
        self._url = url or ""
        self._encoding = encoding
        self._readings: deque[page.PageReading | ClipperError] = deque()
        self._under_way = ExitStack()

    def __enter__(self) -> Self:
        if len(self._left) > 1:
            page.preload()
        while self._left and len(self._readings) < _AT_ONCE:
            self._begin(self._left.popleft())
        return self

    def __exit__(self, *error: object) -> None:
        self._under_way.close()

    def next(self) -> page.ExtractedPage:
        """Return what the next page holds; where there is no article, raise what `page.read` raises."""
        reading = self._readings.popleft()
        try:
            if isinstance(reading, ClipperError):
                raise reading
            return reading.result()
        finally:
            if self._left:
                self._begin(self._left.popleft())

    def _begin(self, one: Input) -> None:
        try:
            reading = page.PageReading(one.raw, url=one.url or self._url, encoding=self._encoding or one.encoding)
        except ClipperError as error:
            self._readings.append(error)
        else:
            self._readings.append(self._under_way.enter_context(reading))
