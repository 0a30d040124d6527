"""Golden pages: pages like those of real news sites, each with the clip that a person would make of it.

`name.html` (or `.mhtml`) is the page, `name.md` the clip; `name.refused` is the error message for a page without an
article. The clips were written by hand; no script updates them.
"""

from pathlib import Path
from typing import NamedTuple

from clipper import clipfile
from clipper.model.clip import Clip

FOLDER = Path(__file__).parent / "golden"

URLS = {
    "canonical-is-the-front-page": "https://www.merrowmercury.example/news/snow",
    "canonical-of-another-site": "https://www.merrowmercury.example/features/one-thing?cmpid=rss",
    "press-release": "https://rivers.gov.example/news/dredging-plan",
    "relative-canonical": "https://karsby.example/news/beach.html?utm_campaign=x&fbclid=1",
}
"""The addresses that some of the pages came from; the others state theirs or have none."""


class Golden(NamedTuple):
    """A page, and the clip that it should become, or the error message."""

    name: str
    raw: bytes
    url: str
    clip: Clip | None
    refused: str


def load_pages() -> list[Golden]:
    """Return the pages, sorted by name."""
    pages = []
    for file in sorted(FOLDER.glob("*html")):
        clip, refused = file.with_suffix(".md"), file.with_suffix(".refused")
        pages.append(
            Golden(
                file.stem,
                file.read_bytes(),
                URLS.get(file.stem, ""),
                clipfile.read(clip.read_bytes()) if clip.exists() else None,
                refused.read_text("utf-8").strip() if refused.exists() else "",
            )
        )
    return pages
