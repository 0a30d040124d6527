"""A text becomes the bytes of new clips."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper import clipfile
from clipper.errors import UnreadableError, UsageError
from clipper.intake.overrides import Overrides
from clipper.intake.text.read import read_text
from clipper.model.keys import FIELDS
from tests.effort import examples

NOW = "2026-11-22T10:15:00+00:00"
OWN = b"\xef\xbb\xbf---\r\n# by hand\r\nheadline: 'Rates: a pause'\r\nsite: BBC # sic\r\ntags: [a]\r\n---\r\nBody"


def raws(raw: bytes, overrides: Overrides | None = None, encoding: str | None = None) -> list[bytes]:
    return [candidate.raw for candidate in read_text(raw, overrides or Overrides(), clipped=NOW, encoding=encoding)[0]]


def test_a_text_becomes_a_clip_with_the_time_at_which_it_was_added() -> None:
    (candidate,), notice = read_text("date 2000-05-19 [Source: Reuters]\n\nÀ bas\n".encode(), Overrides(), clipped=NOW)
    assert notice == ""
    header = f"title: À bas\ndate: 2000-05-19\nsource: Reuters\nclipped: {NOW}\n"
    assert candidate.raw == f"---\n{header}---\n\nÀ bas\n".encode()
    assert candidate.clip == clipfile.read(candidate.raw)


def test_a_file_with_front_matter_is_adopted_and_gets_no_time() -> None:
    assert raws(OWN) == [OWN]
    assert raws(OWN.decode("utf-8-sig").encode("utf-16")) == [OWN.removeprefix(b"\xef\xbb\xbf")]
    assert raws(b"---\ntitle: x\n---\n") == [b"---\ntitle: x\n---\n"]


def test_the_users_fields_are_spliced_into_an_adopted_clip() -> None:
    fields: dict[str, Any] = {"title": "New", "source": "", "date": "19 May 2025", "url": "https://e.com"}
    overrides = Overrides(author=["A"], tags=["b", "a"], **fields)
    (changed,) = raws(OWN, overrides)
    spliced = OWN.replace(b"'Rates: a pause'", b"New").replace(b"site: BBC # sic\r\n", b"").replace(b"[a]", b"[a, b]")
    more = b"date: 2025-05-19\r\nauthor:\r\n- A\r\nurl: https://e.com\r\n"
    assert changed == spliced.replace(b"---\r\nBody", more + b"---\r\nBody")


def test_a_header_that_cannot_be_read_is_refused_and_not_taken_for_a_text() -> None:
    with pytest.raises(UnreadableError) as caught:
        raws(b"---\ntitle: one\nsource: *two\n---\n\nBody")
    assert caught.value.line == 3


@pytest.mark.parametrize("blank", [b"", b"\n", b" \r\n\t", b"\xef\xbb\xbf", "\n".encode("utf-16")])
def test_a_blank_text_gives_no_clip(blank: bytes) -> None:
    assert raws(blank) == []


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@settings(max_examples=examples(50))
@given(words, words, st.lists(words, max_size=2))
def test_whatever_is_kept_reads_back_as_it_was_understood(body: str, title: str, author: list[str]) -> None:
    given = Overrides(title=title, author=author)
    try:
        candidates, _ = read_text(body.encode(), given, clipped=NOW)
    except (UnreadableError, UsageError):
        return  # a header or a date that has no meaning
    for candidate in candidates:
        again = clipfile.read(candidate.raw)
        assert [getattr(again, name) for name in FIELDS] == [getattr(candidate.clip, name) for name in FIELDS]
        assert again.body == candidate.clip.body
        assert again.title == " ".join(title.split())
