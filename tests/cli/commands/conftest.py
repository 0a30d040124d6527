"""What every test of a command begins with: `run`, and the small archive where it is found without being named."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from clipper.library import Library
from tests import running
from tests.benchmarks.corpus import Corpus
from tests.conftest import FakeSystem, WriteClip

Run = Callable[..., running.Result]
WORDS = Corpus().clip(1).body.split()
OTHER = Corpus().clip(2).body


@pytest.fixture
def run(system: FakeSystem) -> Run:
    """Return what runs clipper in the world of the test: words, `stdin`, `terminal`, `width`."""
    return partial(running.run, system)


@pytest.fixture
def archive(library: Library, system: FakeSystem, tmp_path: Path) -> Path:
    """Return the small archive, which stands beside the working directory as `./clips`."""
    system.cwd = tmp_path
    return library.archive.root


def clip(title: str, date: str, source: str, body: str, url: str = "") -> str:
    return (
        f"---\ntitle: {title}\ndate: {date}\nsource: {source}\n{f'url: {url}' if url else 'place: x'}\n---\n\n{body}\n"
    )


@pytest.fixture
def wire(write_clip: WriteClip) -> None:
    """Keep one story of a wire four times, and another twice from one address."""
    body = " ".join(WORDS)
    write_clip("w/wire.md", clip("Wire story", "2021-03-01", "Wire", body))
    write_clip("w/paper.md", clip("Another headline", "2021-03-02", "Paper", " ".join(["Note."] * 6 + WORDS[:-60])))
    write_clip("w/copy.md", clip("Wire story", "2021-03-03", "Wire", body))
    write_clip("w/wire.sync-conflict-2.md", clip("Wire story", "2021-03-04", "Wire", body + " More."))
    write_clip("w/early.md", clip("Talks", "2022-01-01", "Herald", "Talks begin.", "https://www.herald.example/talks"))
    write_clip("w/late.md", clip("Talks", "2022-01-02", "Herald", OTHER, "http://m.herald.example/talks/amp?utm_x=1"))
