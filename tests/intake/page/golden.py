"""Pages written in the manner of real news sites, beside each the clip that a person would make of it.

`name.html` (or `.mhtml`) is the page, `name.md` the clip, or `name.refused` what is said where there is no article. The
clips were written by hand: nothing writes them anew.
"""

from pathlib import Path
from typing import NamedTuple

from clipper import clipfile
from clipper.model.clip import Clip

FOLDER = Path(__file__).parent / "golden"

ASKED = {
    "canonical-is-the-front-page": "https://www.merrowmercury.example/news/snow",
    "canonical-of-another-site": "https://www.merrowmercury.example/features/one-thing?cmpid=rss",
    "press-release": "https://rivers.gov.example/news/dredging-plan",
    "relative-canonical": "https://karsby.example/news/beach.html?utm_campaign=x&fbclid=1",
}
"""The addresses from which some of the pages came; the others say theirs, or have none."""


class Golden(NamedTuple):
    """A page, and the clip that it should become, or what is said instead."""

    name: str
    raw: bytes
    url: str
    clip: Clip | None
    refused: str


def pages() -> list[Golden]:
    """Return the pages by their names."""
    found = []
    for file in sorted(FOLDER.glob("*html")):
        clip, refused = file.with_suffix(".md"), file.with_suffix(".refused")
        found.append(
            Golden(
                file.stem,
                file.read_bytes(),
                ASKED.get(file.stem, ""),
                clipfile.read(clip.read_bytes()) if clip.exists() else None,
                refused.read_text("utf-8").strip() if refused.exists() else "",
            )
        )
    return found
