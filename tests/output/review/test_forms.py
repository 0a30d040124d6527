"""What holds for every form of a press review."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clipper.library.digest import DigestClip, Reprint
from clipper.output.review.forms import BINARY, SUFFIXES, by_suffix
from clipper.output.review.style import CSS
from tests.output import hostile
from tests.output.exporters.samples import MARKUP
from tests.output.exporters.test_hostile import SAFE_TAGS, links
from tests.output.review.samples import digest_clip, sample_issue, text_of, written

TEXT_FORMS = [name for name in SUFFIXES if name not in BINARY]
TEXTS = st.lists(st.sampled_from(MARKUP) | hostile.nasty, max_size=4).map("\n\n".join)
LINES = st.sampled_from(MARKUP) | hostile.nasty


def hostile_clip(line: str, body: str) -> DigestClip:
    """Return a clip that is hostile in each of its values."""
    return digest_clip(
        title=line,
        source=line,
        author=(line,),
        url=line,
        date=line,
        page=line,
        place=line,
        language=line,
        rights=line,
        text=body,
        beginning=line,
        comment=body,
        remark=line,
        note=body,
        highlights=body,
        archived=line,
        reprints=(Reprint(line, line, line, line),),
        outlets=(line,),
    )


@pytest.mark.parametrize("form", SUFFIXES)
def test_a_suffix_means_its_form(form: str) -> None:
    assert by_suffix(f"Review{SUFFIXES[form]}".upper()) == form


@pytest.mark.parametrize("form", TEXT_FORMS)
@settings(max_examples=40)
@given(line=LINES, body=TEXTS)
@example(line=" ".join(MARKUP), body="\n\n".join(MARKUP))
def test_a_hostile_clip_is_letters(form: str, line: str, body: str) -> None:
    issue = sample_issue([hostile_clip(line, body)], title=line, subtitle=line, summary=body)
    raw = written(form, issue)
    assert raw == written(form, issue)
    text = text_of(form, issue)
    assert re.search(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", text) is None
    assert hostile.leaks(text.replace("\n", " ").replace("\t", " ")) == []
    if form == "html":
        check_html(text)


OUR_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "section", "figure", "svg", "rect", "text", "div"),
    *("nav", "main", "article", "footer", "span", "bdi", "b"),
}


def check_html(page: str) -> None:
    found = links(page)
    assert found.tags <= SAFE_TAGS | OUR_TAGS
    assert not {name for name in found.attributes if name.startswith("on")}
    assert all(address.startswith(("http://", "https://", "#")) for address in found.addresses)
    assert not found.attributes & {"src", "srcset", "poster", "data"}
    assert re.search(r"url\(|@import", CSS) is None


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_the_words_of_clipper_are_in_the_language_of_the_review(form: str) -> None:
    german = text_of(form, sample_issue(language="de")).replace("\\", "")
    assert "Auch in 2 Medien: Example Post, Radio Nine" in german
    assert "21. November 2026" in german
    assert "Contents" not in german
    assert "Aussi dans 2 médias" in text_of(form, sample_issue(language="fr"))


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_what_is_there_is_shown_and_what_is_not_says_nothing(form: str) -> None:
    text = text_of(form, sample_issue())
    for words in ("Harbour strike", "Leads on", "For internal use.", "© Daily Example", "Radio Nine", "In brief"):
        assert words in text, words
    empty = text_of(form, sample_issue([digest_clip(title="", date="no day", source="", author=(), url="")]))
    assert "None" not in empty.replace("content=\"default-src 'none'", "")
    assert "no day" in empty
