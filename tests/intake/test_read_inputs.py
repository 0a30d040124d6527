"""Inputs become candidates: each knows its input, and where the values of its fields came from."""

import gzip
from collections.abc import Mapping, Sequence

import pytest

from clipper import clipfile
from clipper.errors import UnreadableError
from clipper.intake.inputs import Input
from clipper.intake.overrides import Overrides
from clipper.intake.page_queue import PageQueue
from clipper.intake.read_inputs import AddOptions, read_inputs
from clipper.model.candidate import Candidate

NOW = "2026-11-22T10:15:00+00:00"
TEXT = "A sentence of an article that is long enough to be one. " * 10
PAGE = f"""<html><title>Stated title</title><meta property="og:site_name" content="Example Times">
<meta name="keywords" content="moon, a#b"><article><p>{TEXT}</p></article></html>""".encode()
WALL = b"<html><p>We value your privacy. Our 9 partners use cookies and similar. Accept all.</p></html>"


def read(
    *inputs: Input,
    overrides: Overrides | None = None,
    options: AddOptions | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> list[Candidate]:
    with PageQueue(inputs) as pages:
        options = options or AddOptions(NOW)
        candidates, failed = read_inputs(inputs, pages, overrides or Overrides(), options, aliases or {})
    assert not failed
    return candidates


def test_the_candidates_are_in_the_order_of_their_inputs_and_have_their_names() -> None:
    page = Input("page", PAGE, "page", url="https://e.example/b", requested_url="https://e.example/a")
    copied = Input("the clipboard", f"<p>{TEXT}</p>".encode(), "copied")
    candidates = read(Input("first", b"A text."), page, copied, Input("last", b"Another text."))
    assert [candidate.input_name for candidate in candidates] == ["first", "page", "the clipboard", "last"]
    assert [candidate.requested_url for candidate in candidates] == ["", "https://e.example/a", "", ""]
    assert {candidate.clip.clipped for candidate in candidates} == {NOW}


def test_a_page_without_an_article_is_a_failed_input_and_a_text_that_cannot_be_read_an_error() -> None:
    inputs = [Input("wall", WALL, "page", requested_url="https://e.example/"), Input("text", b"A text.")]
    with PageQueue(inputs) as pages:
        candidates, failed = read_inputs(inputs, pages, Overrides(), AddOptions(NOW), {})
    assert [candidate.input_name for candidate in candidates] == ["text"]
    assert [(str(item.error).partition(":")[0], item.requested_url) for item in failed] == [
        ("wall", "https://e.example/")
    ]
    with pytest.raises(UnreadableError, match=r"^bad:3: "):
        read(Input("bad", b"---\ntitle: one\nsource: *two\n---\n\nBody"))


def test_the_users_value_comes_before_the_settings_and_these_before_the_page() -> None:
    (candidate,) = read(
        Input("page", PAGE, "page"), overrides=Overrides(title="Mine"), aliases={"The Times": ["Example Times"]}
    )
    assert (candidate.clip.title, candidate.clip.source) == ("Mine", "The Times")
    title, source, *_ = candidate.provenance
    assert (title.field, title.value, title.origin) == ("title", "Mine", "the command line")
    assert "Stated title" in dict(title.passed_over)
    assert (source.field, source.value, source.origin) == ("source", "The Times", "[sources]")
    assert "Example Times" in dict(source.passed_over)


def test_keywords_become_tags_only_if_wanted_and_only_if_they_can_be_tags() -> None:
    page = Input("page", PAGE.replace(b"a#b", b"#b"), "page")
    assert read(page)[0].clip.tags == ()
    assert read(page, options=AddOptions(NOW, keywords=True))[0].clip.tags == ("moon",)


def test_a_page_is_kept_only_if_wanted() -> None:
    page = Input("page", PAGE, "page")
    assert read(page)[0].original is None
    original = read(page, options=AddOptions(NOW, original=True))[0].original
    assert original
    assert (original.suffix, gzip.decompress(original.raw)) == (".html.gz", PAGE)


def test_only_the_first_clip_of_a_text_has_the_notice_that_its_encoding_was_guessed() -> None:
    two = "date 2000-05-19 [Source: AP]\n\nWär.\n\ndate 2000-05-20 [Source: AP]\n\nText.\n".encode("cp1252")
    notices = [candidate.notices for candidate in read(Input("a.txt", two))]
    assert notices == [("a.txt is not UTF-8; it was read as Windows-1252 (cp1252).",), ()]


def test_evidence_is_in_the_bytes_and_in_the_clip() -> None:
    (candidate,) = read(Input("a.txt", b"A text.\n"), options=AddOptions(NOW, evidence=True))
    assert b"sha256: " in candidate.raw
    assert candidate.clip == clipfile.read(candidate.raw)
