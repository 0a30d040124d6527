"""What is read of pages, held against what a person would keep of them: field by field, and word by word."""

from collections import Counter
from collections.abc import Mapping

import pytest

from clipper import text
from clipper.errors import RefusedError
from clipper.intake import page
from clipper.model.clip import Clip
from tests.conftest import Figure
from tests.intake.page.golden import FOLDER, Golden, pages

FIELDS = ("title", "date", "source", "author", "url", "tags", "description", "section", "agency", "language")
GOLDEN = {golden.name: golden for golden in pages()}
CLIPS = [name for name, golden in GOLDEN.items() if golden.clip]


@pytest.fixture(scope="module")
def read() -> Mapping[str, page.ExtractedPage | str]:
    """Return what became of each page: what was read, or what was said."""
    page.preload()
    return {name: _read(golden) for name, golden in GOLDEN.items()}


def _read(golden: Golden) -> page.ExtractedPage | str:
    try:
        return page.read(golden.raw, url=golden.url)
    except RefusedError as error:
        return f"{error}. {error.hint}"


def _clip(read: Mapping[str, page.ExtractedPage | str], name: str) -> Clip:
    found = read[name]
    assert isinstance(found, page.ExtractedPage), found
    return found.clip


@pytest.mark.parametrize("name", CLIPS)
def test_a_page_becomes_the_clip_that_a_person_would_make_of_it(
    name: str, read: Mapping[str, page.ExtractedPage | str]
) -> None:
    wanted, found = GOLDEN[name].clip, _clip(read, name)
    assert {field: getattr(found, field) for field in FIELDS} == {field: getattr(wanted, field) for field in FIELDS}
    assert wanted is not None
    assert found.body == wanted.body


@pytest.mark.parametrize("name", sorted(GOLDEN.keys() - {*CLIPS}))
def test_a_page_without_an_article_is_refused_with_what_to_do(
    name: str, read: Mapping[str, page.ExtractedPage | str]
) -> None:
    found = read[name]
    assert isinstance(found, str), found
    assert found.startswith(GOLDEN[name].refused)
    assert "save the page" in found


def test_every_value_says_where_it_stands(read: Mapping[str, page.ExtractedPage | str]) -> None:
    for name in CLIPS:
        found = read[name]
        assert isinstance(found, page.ExtractedPage)
        said = {one.field: one for one in found.provenance}
        for field in ("title", "date", "source", "author", "url", "description", "section", "agency", "language"):
            value = getattr(found.clip, field)
            shown = "; ".join(value) if isinstance(value, tuple) else value
            assert (said[field].value if field in said else "") == shown, (name, field)
            assert not value or said[field].origin
        assert all(other != one.value for one in found.provenance for other, _ in one.passed_over)


def test_every_page_has_its_clip_and_there_are_enough_of_them(
    read: Mapping[str, page.ExtractedPage | str], figure: Figure
) -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(GOLDEN)
    assert all(bool(golden.clip) is not bool(golden.refused) for golden in GOLDEN.values())
    right: Counter[str] = Counter()
    wanted: Counter[tuple[str, str]] = Counter()
    kept: Counter[tuple[str, str]] = Counter()
    for name in CLIPS:
        clip, own = GOLDEN[name].clip, _clip(read, name)
        right.update(field for field in FIELDS if getattr(own, field) == getattr(clip, field))
        wanted += Counter((name, word) for word in text.words(clip.body if clip else ""))
        kept += Counter((name, word) for word in text.words(own.body))
    figure("P1", pages=len(GOLDEN), clips=len(CLIPS), refused=len(GOLDEN) - len(CLIPS), **right)
    both = (wanted & kept).total()
    figure("P2", wanted_words=wanted.total(), found=both, unwanted=kept.total() - both)
    assert len(CLIPS) >= 40
    assert both / wanted.total() > 0.99
    assert both / kept.total() > 0.99
