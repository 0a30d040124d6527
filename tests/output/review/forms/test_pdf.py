"""The press review as a PDF, as PDFium and pikepdf read it."""

import io
import re
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
import typst
from hypothesis import example, given, settings

from clipper.errors import RefusedError, UsageError
from clipper.output.review.forms import FormOptions, pdf
from clipper.output.review.issue import Issue
from tests.output.exporters.samples import MARKUP
from tests.output.review.samples import CLIPS, digest_clip, sample_issue, written
from tests.output.review.test_forms import LINES, TEXTS, hostile_clip

LATIN = [digest_clip(number, title=f"Headline {number}", language="en") for number in range(1, 7)]


def texts(raw: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(raw)]


def bookmarks(raw: bytes) -> list[str]:
    return [item.get_title() for item in pypdfium2.PdfDocument(raw).get_toc()]


@pytest.fixture(scope="module")
def issue() -> Issue:
    """Return a press review in Latin letters, which every machine has."""
    return sample_issue([CLIPS[0], *LATIN])


@pytest.fixture(scope="module")
def raw(issue: Issue) -> bytes:
    return written("pdf", issue)


def test_every_headline_is_there_in_order_and_a_bookmark(issue: Issue, raw: bytes) -> None:
    marks = bookmarks(raw)
    assert [mark.partition(" ")[2] for mark in marks if mark[0].isdigit()] == [clip.headline for clip in issue.clips]
    assert [mark for mark in marks if not mark[0].isdigit()] == ["Coverage", "World", "In brief", "Sources"]
    whole = "\n".join(texts(raw)[2:])
    places = [whole.index(clip.headline) for clip in issue.clips]
    assert places == sorted(places)


def test_the_text_of_a_clip_is_typeset(raw: bytes) -> None:
    whole = " ".join("\n".join(texts(raw)).split())
    for words in ("Leads on our statement.", "The strike ended at dawn.", "Rotterdam 12", "1. first", "“We won”"):
        assert words in whole, words
    assert "*dawn*" not in whole


@pytest.mark.parametrize("word", ["x" * 20_000, "https://e.example/" + "a" * 20_000, "a.b_" * 5_000])
def test_a_word_that_is_longer_than_a_line_is_broken(word: str) -> None:
    read = digest_clip(1, title="Long", language="en", extent="full", beginning="", text=f"{word} end\n")
    pages = pypdfium2.PdfDocument(written("pdf", sample_issue([read])))
    assert len(pages) > 5
    for page in pages:
        found = page.get_textpage()
        boxes = [found.get_charbox(place) for place in range(found.count_chars())]
        assert max(box[2] for box in boxes) <= page.get_width()


def test_short_sections_share_a_page_and_full_texts_begin_one() -> None:
    clips = [digest_clip(number, title=f"Headline {number}", language="en") for number in range(1, 5)]
    first = digest_clip(0, extent="full", beginning="", text="All of it.\n", language="en")
    short, full = (texts(written("pdf", sample_issue(read))) for read in (clips, [first, *clips[1:]]))
    assert len(short) < len(full)
    assert "World" in short[-1]
    assert "Sources" in short[-1]
    assert sum("In brief" in page for page in full[2:]) == 1


def test_it_is_tagged_and_says_what_it_is(issue: Issue, raw: bytes) -> None:
    document = pypdfium2.PdfDocument(raw)
    assert document.is_tagged()
    assert document.get_metadata_value("Title") == f"{issue.title}: {issue.subtitle}"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in raw
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in raw.replace(b"\n", b"")


def test_the_same_issue_makes_the_same_bytes(
    issue: Issue, raw: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.chdir(tmp_path)
    assert written("pdf", issue) == raw


def test_a_hostile_text_is_letters() -> None:
    body = "\n\n".join(text for text in MARKUP if (text.isascii() and text.isprintable()) or text == "")
    body += '\n\n#read("/etc/passwd") #set page(width: 1cm) $x^2$ @label <label> // no\n\n#import "@preview/x:1.0.0"'
    clip = digest_clip(title='#panic("x") $ @a', extent="full", beginning="", text=body)
    whole = "\n".join(texts(written("pdf", sample_issue([clip], title="#pagebreak()"))))
    for words in ('#read("/etc/passwd")', "#set page(width: 1cm)", "$x^2$ @label", '#panic("x") $ @a', "#pagebreak()"):
        assert words in whole, words
    assert "root:" not in whole


@settings(max_examples=8)
@given(line=LINES, body=TEXTS)
@example(line=" ".join(MARKUP), body="\n\n".join(MARKUP))
def test_whatever_a_clip_has_can_be_typeset(line: str, body: str) -> None:
    issue = sample_issue([hostile_clip(line, body)], title=line, subtitle=line, summary=body)
    out = io.BytesIO()
    pdf.write(issue, out, FormOptions(boxes=True))
    document = pypdfium2.PdfDocument(out.getvalue())
    assert len(document) >= 3
    uris = re.findall(rb"/URI ?\((.*?)\)", out.getvalue())
    assert all(uri.startswith((b"http://", b"https://")) for uri in uris)
    assert not re.search(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|SubmitForm)\b", out.getvalue())


def test_letters_that_no_font_has_are_told_and_never_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "compile", partial(typst.compile, ignore_system_fonts=True))
    clip = digest_clip(title="Yi \ua015\ua016")
    with pytest.raises(RefusedError, match="no font has Yi") as raised:
        written("pdf", sample_issue([clip]))
    assert "--boxes" in raised.value.hint
    out = io.BytesIO()
    pdf.write(sample_issue([clip]), out, FormOptions(boxes=True))
    assert out.getvalue().startswith(b"%PDF")


def test_a_folder_without_fonts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").touch()
    for folder in (tmp_path, tmp_path / "none", tmp_path / "x.txt"):
        with pytest.raises(UsageError, match="is no folder with fonts"):
            pdf.write(sample_issue(LATIN), io.BytesIO(), FormOptions(fonts=str(folder)))


def test_more_full_texts_than_typst_can_bear_are_refused() -> None:
    clips = [digest_clip(number, extent="full", text="x") for number in range(pdf.MOST_FULL_TEXTS + 1)]
    with pytest.raises(RefusedError, match="at most 600 full texts, and this one would have 601"):
        written("pdf", sample_issue(clips))


def test_without_typst_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "typst" else object())
    with pytest.raises(RefusedError, match="typst, which is not installed") as raised:
        written("pdf", sample_issue(LATIN))
    assert "[pdf]" in raised.value.hint


def test_a_failure_of_typst_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    template = tmp_path / "review.typ"
    template.write_text("#nonsense")
    monkeypatch.setattr(pdf, "_TEMPLATE", template)
    with pytest.raises(Exception, match="typst failed: unknown variable: nonsense"):
        written("pdf", sample_issue(LATIN))
    template.write_text("#range(5000000).map(calc.sin).sum()")
    monkeypatch.setattr(pdf, "_SECONDS", 0.02)
    with pytest.raises(Exception, match="was stopped"):
        written("pdf", sample_issue(LATIN))
