"""Fixtures of many tests: a small archive, its library, and a fake system that does only what a test prepared."""

import contextlib
import datetime as dt
import gc
import operator
import os
import shutil
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

import hypothesis
import pytest

from clipper.config import Config
from clipper.errors import ClipperError, RefusedError
from clipper.index import Index
from clipper.library import Library
from clipper.store.archive import Archive
from clipper.system.fetch import FailedFetch, FeedRequest, FetchedFeed, FetchedPage, Limits
from clipper.system.system import System
from tests import effort

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own there
NEEDED_SPACE = 2 << 30


# A test may take as long as a loaded machine needs. Where `CI` is set, the examples are the same in each run.
for _profile, _examples in (("quick", 40), ("slow", effort.SLOW_EXAMPLES)):
    hypothesis.settings.register_profile(
        _profile, deadline=None, derandomize="CI" in os.environ, max_examples=_examples
    )


def is_slow_run(config: pytest.Config) -> bool:
    """Tell whether this is the run of the long proofs."""
    return bool(config.option.markexpr == "slow")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let the run of the long proofs have all laws and samples too: there they are tried with all their examples."""
    is_law = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    if is_slow_run(item.config) and (is_law or item.get_closest_marker("sampled")):
        item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking through all tests again and again, which takes a sixth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_configure(config: pytest.Config) -> None:
    """Load the profile of Hypothesis, and prepare the process.

    Set the handler of Ctrl-C, which a background job ignores, and so would the children that tests start.

    Put the archives of the tests into memory if there is space: most of a run would be waiting for the disk. That
    clipper waits for the disk is tested by its system calls.
    """
    hypothesis.settings.load_profile("slow" if is_slow_run(config) else "quick")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if (
        SHARED_MEMORY.is_dir()
        and os.access(SHARED_MEMORY, os.W_OK)
        and shutil.disk_usage(SHARED_MEMORY).free >= NEEDED_SPACE
    ):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(SHARED_MEMORY))


NOW = dt.datetime(2026, 11, 22, 10, 15, tzinfo=dt.UTC)

CLIPS: dict[str, str | bytes] = {
    "2000/2000-05-19-reuters-ceasefire-talks.md": (
        "---\ntitle: Ceasefire talks start\ndate: 2000-05-19\nsource: Reuters\nauthor:\n- Jane Doe\n- John Smith\n"
        "url: https://example.com/world/ceasefire\ntags:\n- world/ukraine\n- ceasefire\n"
        "clipped: 2026-11-20T08:00:00+00:00\n---\n\nThe talks start at noon.\n\nPeace is far.\n"
    ),
    "2025/2025-05-19-bbc-news-rates.md": (
        b"---\r\n# by hand\r\ntitle: 'Rates: a pause'\r\ndate: 2025-05-19T09:30:00+01:00\r\nsource: BBC News\r\n"
        b"tags: [economy, world/uk]\r\n---\r\n\r\nThe bank waits."
    ),
    "2025/2025-05-sz-züge.md": (
        "\ufeff---\nheadline: Die Züge stehen still\ndate: 2025-05\nsource: Süddeutsche Zeitung\n"
        "language: de\nkicker: Bahn\n---\nNichts geht mehr.\n"
    ),
    "2024/2024-11-02-asahi-地震.md": (
        "---\ntitle: 東京で地震\ndate: 2024-11-02\nsource: 朝日新聞\ntags: opinion\n---\n\n本文です。\n"
    ),
    "2024/broken.md": "---\ntitle: one\nsource: *two\n---\n\nThe header has an alias.\n",
    "undated/letter.md": "A letter without a header.\n\n---\n\nIt ends below a rule.\n",
}
"""The clips of the small archive, by path: all fields, CRLF and a comment, a BOM and an alias, another script, a
header that cannot be read, and no header."""


class FakeSystem(System):
    """A system inside one folder, where it is always `NOW`; what a test did not prepare makes it fail.

    A test prepares `variables` (the environment), `cwd`, `editor` (a function that returns the edited bytes), `pages`
    (a list that takes what goes to the pager), `opened` (a list that takes what other programs open), `web` (the
    response of each address), `feeds` (the same for feeds), `between` (a function that is called in place of a wait),
    and `copied` (the content of the clipboard by MIME type). `limits` are those of the last fetch, `asked` the requests
    for feeds so far, and `time` is what it is instead of `NOW`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.variables: dict[str, str] = {}
        self.editor: Callable[[bytes], bytes] | None = None
        self.pages: list[str] | None = None
        self.opened: list[tuple[str, bool]] | None = None
        self.between: Callable[[float], None] | None = None
        self.copied: dict[str, bytes] = {}
        self.holds_both = False
        self.web: dict[str, FetchedPage | ClipperError] = {}
        self.feeds: dict[str, FetchedFeed | ClipperError] = {}
        self.asked: list[FeedRequest] = []
        self.time = NOW
        self.limits = Limits()
        self._cwd = folder / "here"
        self._cwd.mkdir(exist_ok=True)
        self.home.mkdir(exist_ok=True)

    @property
    def environment(self) -> Mapping[str, str]:
        return self.variables

    @property
    def cwd(self) -> Path:
        return self._cwd

    @cwd.setter
    def cwd(self, folder: Path) -> None:
        self._cwd = folder

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def config_file(self) -> Path:
        return self.folder / "config" / "config.toml"

    @property
    def cache_folder(self) -> Path:
        return self.folder / "cache"

    @property
    def data_folder(self) -> Path:
        return self.folder / "data"

    @property
    def state_folder(self) -> Path:
        return self.folder / "state"

    def now(self) -> dt.datetime:
        return self.time

    def wait(self, seconds: float) -> None:
        assert self.between is not None, "no test asked to wait"
        self.between(seconds)

    def edit(self, raw: bytes, editor: str) -> tuple[bytes, Path]:
        assert self.editor is not None, f"no test asked for the editor “{editor}”"
        copy = self.folder / "edited" / "clip.md"
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(self.editor(raw))
        return copy.read_bytes(), copy

    def keep_draft(self, raw: bytes) -> Path:
        draft = self.folder / "draft" / "paste.txt"
        draft.parent.mkdir(exist_ok=True)
        draft.write_bytes(raw)
        return draft

    def show_in_pager(self, text: str, pager: str) -> bool:
        assert self.pages is not None, f"no test asked for the pager “{pager}”"
        self.pages.append(text)
        return True

    def open(self, target: str, *, use_browser: bool = False) -> None:
        assert self.opened is not None, f"no test asked to open “{target}”"
        self.opened.append((target, use_browser))

    def fetch(
        self, addresses: Iterable[str], limits: Limits, advance: Callable[[int], None]
    ) -> Iterator[FetchedPage | FailedFetch]:
        self.limits = limits
        for done, url in enumerate(addresses):
            advance(done)
            assert url in self.web, f"no test asked for the page “{url}”"
            response = self.web[url]
            yield FailedFetch(url, response) if isinstance(response, ClipperError) else response

    def fetch_feeds(
        self, feeds: Iterable[FeedRequest], limits: Limits, advance: Callable[[int], None]
    ) -> Iterator[FetchedFeed | FailedFetch]:
        self.limits = limits
        for done, feed in enumerate(feeds):
            advance(done)
            self.asked.append(feed)
            assert feed.url in self.feeds, f"no test asked for the feed “{feed.url}”"
            response = self.feeds[feed.url]
            yield FailedFetch(feed.url, response) if isinstance(response, ClipperError) else response

    def read_clipboard(self, types: Sequence[str] = ("text/html", "text/plain")) -> tuple[str, bytes]:
        content = next(((kind, self.copied[kind]) for kind in types if kind in self.copied), None)
        if content is None:
            raise RefusedError("the clipboard holds no text")
        return content

    def write_clipboard(self, text: str, html: str = "") -> None:
        texts = {"text/plain": text, "text/html": html}
        self.copied = {kind: content.encode() for kind, content in texts.items() if content}

    def clipboard_holds_both(self) -> bool:
        return self.holds_both

    def write_file(self, file: Path, raw: bytes) -> None:
        assert file.is_relative_to(self.folder), file
        super().write_file(file, raw)


class WriteClip(Protocol):
    def __call__(self, path: str, text: str | bytes) -> Path: ...


class Figure(Protocol):
    def __call__(self, proof: str, of: str = "", /, **numbers: float) -> None: ...


@contextlib.contextmanager
def no_progress(_what: str, _total: int) -> Iterator[Callable[[int], None]]:
    """Show no progress."""
    yield lambda _: None


@contextlib.contextmanager
def open_library(root: Path, system: System, config: Config | None = None) -> Iterator[Library]:
    """Yield a new library over an archive, as the next command would open it."""
    library = Library(Archive(root), config or Config(), system, no_progress)
    try:
        yield library
    finally:
        library.close()


@contextlib.contextmanager
def open_index(folder: Path, texts: Mapping[str, str]) -> Iterator[Index]:
    """Yield the index of a folder, in which it writes texts as Markdown files; each text begins within a header."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(f"---\n{text}\n")
    opened = Index(folder, folder / "cache" / "index.db", no_progress)
    yield opened
    opened.close()


@pytest.fixture
def system(tmp_path: Path) -> FakeSystem:
    """Return the system of one test: `home`, `cwd`, `config` and `cache` are in its `tmp_path`."""
    return FakeSystem(tmp_path)


@pytest.fixture
def write_clip(tmp_path: Path) -> WriteClip:
    """Return a function that writes a file, text or bytes, into the archive at `tmp_path / "clips"`."""

    def write(path: str, text: str | bytes) -> Path:
        file = tmp_path / "clips" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


@pytest.fixture
def library(tmp_path: Path, system: FakeSystem, write_clip: WriteClip) -> Iterator[Library]:
    """Yield the library of the small archive at `tmp_path / "clips"`, which has the clips of `CLIPS`."""
    root = tmp_path / "clips"
    Archive.create(root)
    for path, text in CLIPS.items():
        write_clip(path, text)
    with open_library(root, system) as opened:
        yield opened


def figure_line(proof: str, of: str, numbers: Mapping[str, float]) -> str:
    """Return the line with the figures of a proof."""
    return " ".join((proof, *(f"{name}={number}" for name, number in numbers.items()))) + (of and f" ({of})")


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Return a function that reports the figures of a proof, `T9 corruptions=100 wrong=0`, at the end of the run.

    Numbers of the same proof and name are added up, but of `most_…` the largest counts. `docs/reliability.py`, which
    reads the lines, does the same.
    """
    return lambda proof, of="", /, **numbers: record_property("figure", (proof, of, numbers))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures of the proofs, also of those that ran in worker processes."""
    figures: dict[tuple[str, str], dict[str, float]] = {}
    reports = (report for reports in terminalreporter.stats.values() for report in reports)
    ended = [report for report in reports if isinstance(report, pytest.TestReport) and report.when == "teardown"]
    ended.sort(key=lambda report: report.nodeid)
    for name, value in (item for report in ended for item in report.user_properties):
        if name == "figure":
            proof, of, numbers = cast("tuple[str, str, dict[str, float]]", value)
            sums = figures.setdefault((proof, of), {})
            for noun, number in numbers.items():
                added = max if noun.startswith("most_") else operator.add
                sums[noun] = added(sums.get(noun, 0), number)
    for (proof, of), sums in sorted(figures.items(), key=lambda item: (len(item[0][0]), item[0])):
        terminalreporter.write_line(figure_line(proof, of, sums))
