"""A note is written at the end of a clip, and every byte that was there stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import clipfile
from clipper.clipfile import fingerprint
from clipper.clipfile.notes import with_note
from clipper.errors import RefusedError, UnreadableError

HEAD = b"---\ntitle: A\n---\n\n"
BODIES = st.lists(
    st.sampled_from(["Text.", "", "## Note", "## Note ", "## Highlights", "# A", "```", "~~~", "> q"])
).map(lambda lines: "\n".join(lines).encode())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", b"## Note\n\nnew\n"),
        (b"Text.\n", b"Text.\n\n## Note\n\nnew\n"),
        (b"Text.", b"Text.\n\n## Note\n\nnew\n"),
        (b"Text.\n\n\n", b"Text.\n\n\n## Note\n\nnew\n"),
        (b"Text.\n\n## Note\n\nold\n", b"Text.\n\n## Note\n\nold\n\nnew\n"),
        (b"## Note  \nold", b"## Note  \nold\n\nnew\n"),
        (b"## Note\n\nold\n\n### More\n\nx\n", b"## Note\n\nold\n\n### More\n\nx\n\nnew\n"),
        (b"## Note\n\nold\n\n## Highlights\n\n> q\n", b"## Note\n\nold\n\nnew\n\n## Highlights\n\n> q\n"),
        (b"Text.\n\n## Highlights\n\n> q\n", b"Text.\n\n## Highlights\n\n> q\n\n## Note\n\nnew\n"),
        (
            b"## Note\n\nof the author\n\n## Method\n\nx\n",
            b"## Note\n\nof the author\n\n## Method\n\nx\n\n## Note\n\nnew\n",
        ),
        (b"```\n## Note\n```\n", b"```\n## Note\n```\n\n## Note\n\nnew\n"),
        (b"## Note\n\n```\n# comment\n```\n", b"## Note\n\n```\n# comment\n```\n\nnew\n"),
        (b"## Notes\n\nold\n", b"## Notes\n\nold\n\n## Note\n\nnew\n"),
    ],
)
def test_a_note_goes_to_the_end_of_the_note_section(body: bytes, expected: bytes) -> None:
    assert with_note(HEAD + body, " new\n") == HEAD + expected
    crlf = (HEAD + body).replace(b"\n", b"\r\n")
    assert with_note(crlf, "new") == (HEAD + expected).replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"---\ntitle: A\n---", b"---\ntitle: A\n---\n\n## Note\n\nnew\n"),
        (b"---\ntitle: A\n---\n", b"---\ntitle: A\n---\n\n## Note\n\nnew\n"),
        (b"---\ntitle: A\n---\nText.", b"---\ntitle: A\n---\nText.\n\n## Note\n\nnew\n"),
        (b"\xef\xbb\xbfText.\n", b"\xef\xbb\xbfText.\n\n## Note\n\nnew\n"),
        (b"", b"## Note\n\nnew\n"),
        (b'+++\ntitle = "A"\n+++\nx\n', b'+++\ntitle = "A"\n+++\nx\n\n## Note\n\nnew\n'),
    ],
)
def test_every_kind_of_header_stays(raw: bytes, expected: bytes) -> None:
    assert with_note(raw, "new") == expected


def test_a_note_may_have_several_lines_and_what_no_file_can_hold_is_replaced() -> None:
    assert (
        with_note(b"x\r\n", "one\rtwo\r\n\nthree\0\udc80")
        == "x\r\n\r\n## Note\r\n\r\none\r\ntwo\r\n\r\nthree��\r\n".encode()
    )


def test_a_file_whose_header_cannot_be_read_is_left_alone() -> None:
    with pytest.raises(UnreadableError):
        with_note(b"---\ntitle: *a\n---\n\nx\n", "new")


def test_a_note_that_would_become_a_header_is_refused() -> None:
    with pytest.raises(RefusedError):
        with_note(b"---\n", "title: x\n---")


@given(BODIES, st.text("a #`\n", max_size=9).filter(str.strip))
def test_all_that_was_there_stays_in_its_order(body: bytes, note: str) -> None:
    raw = HEAD + body
    noted = with_note(raw, note)
    inserted = len(noted) - len(raw)
    assert any(noted[:place] + noted[place + inserted :] == raw for place in range(len(raw) + 1))
    assert note.strip().encode() in noted
    assert clipfile.read_header(noted) == {"title": "A"}


@given(BODIES, st.lists(st.sampled_from(["one", "## Highlights", "## Note"]), min_size=1, max_size=3))
def test_notes_do_not_touch_what_the_fingerprint_proves(body: bytes, notes: list[str]) -> None:
    raw = fingerprint.add_evidence(HEAD + body, clipped="2026-11-22")
    for note in notes:
        raw = with_note(raw, note)
    header = clipfile.read_header(raw)
    assert fingerprint.matches(header, clipfile.read_body(raw)) is True
