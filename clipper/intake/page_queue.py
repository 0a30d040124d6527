"""The pages among the inputs, which subprocesses read while this process goes on."""

from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Self

from clipper.errors import ClipperError
from clipper.intake.decoding import find_codec
from clipper.intake.inputs import Input
from clipper.intake.page import ExtractedPage, PageReading, preload

_MAX_SUBPROCESSES = 2


class PageQueue:
    """The pages among inputs, in their order; while the caller waits for one, the next ones are read already.

    `url` is for pages that have no address of their own; `encoding`, `wide` and `captions`, from the user, are for all.
    """

    def __init__(
        self,
        inputs: Sequence[Input],
        *,
        url: str | None = None,
        encoding: str | None = None,
        wide: bool = False,
        captions: bool = False,
    ) -> None:
        if encoding:
            find_codec(encoding)  # raises UsageError before any page is read
        self._waiting = deque(item for item in inputs if item.kind == "page")
        self._url = url or ""
        self._encoding = encoding
        self._wide = wide
        self._captions = captions
        self._readings: deque[PageReading | ClipperError] = deque()
        self._subprocesses = ExitStack()

    def __enter__(self) -> Self:
        if len(self._waiting) > 1:
            preload()
        while self._waiting and len(self._readings) < _MAX_SUBPROCESSES:
            self._begin(self._waiting.popleft())
        return self

    def __exit__(self, *error: object) -> None:
        self._subprocesses.close()

    def next(self) -> ExtractedPage:
        """Wait for the next page and return it; raise RefusedError if it has no article."""
        reading = self._readings.popleft()
        try:
            if isinstance(reading, ClipperError):
                raise reading
            return reading.result()
        finally:
            if self._waiting:
                self._begin(self._waiting.popleft())

    def _begin(self, page: Input) -> None:
        try:
            reading = PageReading(
                page.raw,
                url=page.url or self._url,
                encoding=self._encoding or page.encoding,
                wide=self._wide,
                captions=self._captions,
                selection=page.selection,
            )
        except ClipperError as error:
            self._readings.append(error)
        else:
            self._readings.append(self._subprocesses.enter_context(reading))
