"""A body is parted into the article and what is private in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.clipfile.body_parts import BodyParts, split_body
from clipper.clipfile.notes import with_note
from clipper.intake.exports.convert import ConvertedEntry, convert_entry
from clipper.intake.exports.rows import Entry, block_quote


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("An article.\n", ("An article.\n", "", "")),
        ("No line end", ("No line end", "", "")),
        ("", ("", "", "")),
        ("An article.\n\n## Note\n\nMine.\n", ("An article.\n", "Mine.", "")),
        ("## Note\n\nMine.\n", ("", "Mine.", "")),
        ("A.\n\n## Highlights\n\n> so\n\nwhy\n", ("A.\n", "", "> so\n\nwhy")),
        ("A.\n\n## Note\n\nMine.\n\n## Highlights\n\n> so\n", ("A.\n", "Mine.", "> so")),
        ("A.\n\n## Highlights\n\n> so\n\n## Note\n\nMine.\n", ("A.\n", "Mine.", "> so")),
        ("A.\n\n## Note\n\nOne.\n\n## Note\n\nTwo.\n", ("A.\n", "One.\n\nTwo.", "")),
        ("A.\r\n\r\n## Note\r\n\r\nMine.\r\n", ("A.\r\n", "Mine.", "")),
        ("A.\r\r## Note\r\rMine.\r", ("A.\r", "Mine.", "")),
        ("A.\n\n## Note\n", ("A.\n", "", "")),
        ("A.\n\n## Note  \nMine.", ("A.\n", "Mine.", "")),
        # A press release has highlights of its own.
        ("A.\n\n## Highlights\n\n- profit\n", ("A.\n\n## Highlights\n\n- profit\n", "", "")),
        ("A.\n\n## Notes\n\nB\n\n### Note\n\nC\n", ("A.\n\n## Notes\n\nB\n\n### Note\n\nC\n", "", "")),
        ("A ## Note is no heading.\n", ("A ## Note is no heading.\n", "", "")),
        # A remark may have headings of its own, and an article a block of code that is not closed.
        ("A.\n\n## Note\n\n# Mine\n\nsecret\n", ("A.\n", "# Mine\n\nsecret", "")),
        ("A.\n```\nB.\n\n## Note\n\nsecret\n", ("A.\n```\nB.\n", "secret", "")),
    ],
)
def test_the_parts_of_a_body(body: str, parts: tuple[str, str, str]) -> None:
    assert split_body(body) == BodyParts(*parts)


articles = st.text(st.sampled_from("ab #>`\n\r-é"), max_size=30)
remarks = st.text(st.sampled_from("ab #>`\n-é"), max_size=20)


@given(articles, remarks, remarks)
def test_what_an_import_writes_is_parted_again(article: str, note: str, passage: str) -> None:
    entry = Entry("x", title="t", url="https://e.example/", text=article, note=note, highlights=block_quote(passage))
    converted = convert_entry(entry, None)
    assert isinstance(converted, ConvertedEntry)
    parts = split_body(converted.clip.body)
    assert parts.text.strip() == article.strip("\r\n").rstrip().strip()
    assert parts.note == note.strip()
    assert parts.highlights == block_quote(passage).strip()


def test_a_remark_without_a_passage_is_no_highlight() -> None:
    converted = convert_entry(Entry("x", title="t", url="https://e.example/", text="A.", highlights="mine"), None)
    assert isinstance(converted, ConvertedEntry)
    assert split_body(converted.clip.body) == BodyParts("A.\n", "mine", "")


@given(articles, remarks.filter(str.strip))
def test_what_the_user_notes_is_parted_again(article: str, note: str) -> None:
    raw = with_note(f"---\ntitle: x\n---\n\n{article}".encode(), note)
    body = raw.decode().partition("---\n\n")[2]
    assert split_body(body).note == note.strip()
    assert split_body(body).text.strip() == article.strip()
