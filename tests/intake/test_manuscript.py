"""Drafts as paragraphs."""

from pathlib import Path

import pytest

from clipper.errors import ClipperError, NotFoundError, RefusedError, UnreadableError, UsageError
from clipper.intake import manuscript
from clipper.intake.html_paragraphs import html_paragraphs
from clipper.intake.manuscript import markdown_paragraphs, read_manuscript
from clipper.model.paragraph import Paragraph

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
    [(b"%PDF-1.4", UnreadableError), (b"a\0b", UnreadableError), (b"a" * 101, RefusedError), (None, NotFoundError)],
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
