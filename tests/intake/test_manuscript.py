"""Drafts as paragraphs."""

from html import escape
from pathlib import Path

import pytest

from clipper.errors import ClipperError, NotFoundError, RefusedError, UnreadableError, UsageError
from clipper.intake import manuscript
from clipper.intake.html_paragraphs import html_paragraphs
from clipper.intake.manuscript import markdown_paragraphs, read_manuscript
from clipper.model.paragraph import Paragraph
from tests.intake.documents import samples
from tests.output.hostile import ATTACKS

DRAFT = """---
title: “not read”
---

# A heading

He *said*
that [much](https://example.com).
> Quoted
> twice
lazily.

```
no text
```
"""


def test_the_paragraphs_of_markdown_and_their_lines() -> None:
    assert [*markdown_paragraphs(DRAFT)] == [
        Paragraph(5, "# A heading"),
        Paragraph(7, "He said\nthat much."),
        Paragraph(9, "Quoted\ntwice\nlazily.", True),
    ]


def test_a_rule_at_the_beginning_is_no_header() -> None:
    assert [*markdown_paragraphs("---\nText.\n")] == [Paragraph(1, "---\nText.")]


def test_the_paragraphs_of_html_and_their_lines() -> None:
    page = (
        "<html><head><title>“no”</title><style>a{}</style></head>\n<body><p>\nHe <b>said</b> &ldquo;it&rdquo;<br>and "
        "<q>that</q></p><blockquote><p>Quoted</p></blockquote><script>“no”</script></body></html>"
    )
    assert [*html_paragraphs(page)] == [
        Paragraph(3, "He said “it”\nand “that”"),
        Paragraph(3, "Quoted", True),
    ]


def test_html_with_tags_that_are_not_closed() -> None:
    assert [*html_paragraphs("</div><blockquote><p>a<p>b</blockquote></blockquote>c<script>d")] == [
        Paragraph(1, "a", True),
        Paragraph(1, "b", True),
        Paragraph(1, "c"),
    ]


def test_the_form_is_known_by_the_content(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("<!doctype html><p>One<p>Two")
    assert read_manuscript("draft.txt", tmp_path) == [Paragraph(1, "One"), Paragraph(1, "Two")]
    (tmp_path / "draft.txt").write_bytes("Zum „Schluß“".encode("cp1252"))
    assert read_manuscript("draft.txt", tmp_path) == [Paragraph(1, "Zum „Schluß“")]


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"\x89PNG", UnreadableError), (b"a\0b", UnreadableError), (b"a" * 101, RefusedError), (None, NotFoundError)],
)
def test_what_is_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, error: type[ClipperError]
) -> None:
    monkeypatch.setattr(manuscript, "MAX_SIZE", 100)
    if content is not None:
        (tmp_path / "draft.md").write_bytes(content)
    with pytest.raises(error):
        read_manuscript("draft.md", tmp_path)
    with pytest.raises(UsageError):
        read_manuscript(".", tmp_path)


def _word(*paragraphs: str) -> bytes:
    return samples.docx("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs))


def test_the_place_in_a_document_is_the_number_of_its_paragraph(tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p/><w:p><w:r><w:t>He “said</w:t><w:br/><w:t>it”</w:t></w:r>{note}<w:r><w:t>.</w:t></w:r></w:p>"
    body += "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    body += "<w:tc><w:p><w:r><w:t>b &lt;q&gt;</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>In a note.</w:t></w:r></w:p></w:footnote>'
    (tmp_path / "speech.docx").write_bytes(samples.docx(body, footnotes=notes))
    assert read_manuscript("speech.docx", tmp_path) == [
        Paragraph(1, "He “said it”."),
        Paragraph(2, "a"),
        Paragraph(3, "b <q>"),
        Paragraph(4, "In a note."),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        samples.odt("<text:p>One</text:p><text:p/><text:p>Two</text:p>"),
        b"{\\rtf1 One\\par\\par Two}",
    ],
)
def test_other_documents_are_drafts_too(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "speech").write_bytes(raw)
    assert [(found.line, found.text) for found in read_manuscript("speech", tmp_path)] == [(1, "One"), (2, "Two")]


def test_so_is_a_pdf(tmp_path: Path) -> None:
    lines = [f"Line {number} of what the minister is going to say tonight" for number in range(8)]
    (tmp_path / "speech").write_bytes(samples.pdf([[(60, 700 - 14 * row, 12, line) for row, line in enumerate(lines)]]))
    (found,) = read_manuscript("speech", tmp_path)
    assert (found.line, found.text) == (1, " ".join(lines))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (samples.zipped({"word/document.xml": b" " * 9_000_000, "[Content_Types].xml": ""}), "would grow to more than"),
        (
            samples.zipped({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>', "[Content_Types].xml": ""}),
            "declares a DTD",
        ),
        (_word("a")[:-40], "speech.docx"),
        (samples.zipped({"word/document.xml": "<w:document", "[Content_Types].xml": ""}), "is damaged"),
        (samples.zipped({"xl/workbook.xml": "x"}), "an Excel file"),
    ],
)
def test_what_is_no_document_that_can_be_read_is_refused_with_its_name(tmp_path: Path, raw: bytes, reason: str) -> None:
    (tmp_path / "speech.docx").write_bytes(raw)
    with pytest.raises(ClipperError, match=reason) as refused:
        read_manuscript("speech.docx", tmp_path)
    assert str(refused.value).startswith("speech.docx")
    assert refused.value.hint


def test_a_draft_of_50_megabytes_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "speech.docx").open("wb") as draft:
        draft.write(_word("a"))
        draft.truncate(50 << 20)
    with pytest.raises(RefusedError, match="larger than 20 MB"):
        read_manuscript("speech.docx", tmp_path)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_document_yields_only_text(tmp_path: Path, attack: str) -> None:
    text = escape("".join(char for char in attack if char in "\t\n" or char >= " "))
    (tmp_path / "speech.docx").write_bytes(_word(f"a {text}\ue0f07\ue0f1 b"))
    (found,) = read_manuscript("speech.docx", tmp_path)
    assert (found.text[:2], found.text[-2:]) == ("a ", " b")
    assert "\ue0f0" not in found.text


def test_a_draft_that_is_named_as_a_document_and_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "draft.pdf").write_text("Half of it.\n")

    with pytest.raises(UnreadableError, match=r"draft\.pdf is no PDF"):
        read_manuscript("draft.pdf", tmp_path)
