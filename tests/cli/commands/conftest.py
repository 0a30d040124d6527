"""Archives in which a story was kept more than once."""

import pytest

from tests.benchmarks.corpus import Corpus
from tests.conftest import WriteClip

WORDS = Corpus().clip(1).body.split()
OTHER = Corpus().clip(2).body


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
