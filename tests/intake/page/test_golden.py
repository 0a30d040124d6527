"""The clips made from golden pages, compared with those that a person would make: by field and by word."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias

import pytest

from clipper import text
from clipper.errors import RefusedError
from clipper.intake import page
from clipper.model.clip import Clip
from tests.conftest import Figure
from tests.intake.page.golden import FOLDER, Golden, load_pages

FIELDS = ("title", "date", "source", "author", "url", "tags", "description", "section", "agency", "language")
GOLDEN = {golden.name: golden for golden in load_pages()}
CLIPS = [name for name, golden in GOLDEN.items() if golden.clip]


Results: TypeAlias = Mapping[str, page.ExtractedPage | str]


@pytest.fixture(scope="module")
def results() -> Results:
    """Return for each page what was extracted, or the error message."""
    page.preload()
    return {name: _read(golden) for name, golden in GOLDEN.items()}


def _read(golden: Golden) -> page.ExtractedPage | str:
    try:
        return page.read(golden.raw, url=golden.url)
    except RefusedError as error:
        return f"{error}. {error.hint}"


def _clip(results: Results, name: str) -> Clip:
    found = results[name]
    assert isinstance(found, page.ExtractedPage), found
    return found.clip


@pytest.mark.parametrize("name", CLIPS)
def test_a_page_becomes_the_clip_that_a_person_would_make_of_it(name: str, results: Results) -> None:
    wanted, found = GOLDEN[name].clip, _clip(results, name)
    assert {field: getattr(found, field) for field in FIELDS} == {field: getattr(wanted, field) for field in FIELDS}
    assert wanted is not None
    assert found.body == wanted.body


@pytest.mark.parametrize("name", sorted(GOLDEN.keys() - {*CLIPS}))
def test_a_page_without_an_article_is_refused_with_a_hint(name: str, results: Results) -> None:
    found = results[name]
    assert isinstance(found, str), found
    assert found.startswith(GOLDEN[name].refused)
    assert "save the page" in found


def test_every_field_has_its_provenance(results: Results) -> None:
    for name in CLIPS:
        found = results[name]
        assert isinstance(found, page.ExtractedPage)
        provenance = {entry.field: entry for entry in found.provenance}
        for field in ("title", "date", "source", "author", "url", "description", "section", "agency", "language"):
            value = getattr(found.clip, field)
            shown = "; ".join(value) if isinstance(value, tuple) else value
            assert (provenance[field].value if field in provenance else "") == shown, (name, field)
            assert not value or provenance[field].origin
        assert all(value != entry.value for entry in found.provenance for value, _ in entry.passed_over)


def test_every_page_has_its_clip_and_nearly_all_words_are_found(results: Results, figure: Figure) -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(GOLDEN)
    assert all(bool(golden.clip) is not bool(golden.refused) for golden in GOLDEN.values())
    correct: Counter[str] = Counter()
    wanted: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for name in CLIPS:
        expected, clip = GOLDEN[name].clip, _clip(results, name)
        correct.update(field for field in FIELDS if getattr(clip, field) == getattr(expected, field))
        wanted += Counter((name, word) for word in text.words(expected.body if expected else ""))
        found += Counter((name, word) for word in text.words(clip.body))
    figure("P1", pages=len(GOLDEN), clips=len(CLIPS), refused=len(GOLDEN) - len(CLIPS), **correct)
    both = (wanted & found).total()
    figure("P2", wanted_words=wanted.total(), found=both, unwanted=found.total() - both)
    assert len(CLIPS) >= 40
    assert both / wanted.total() > 0.99
    assert both / found.total() > 0.99
