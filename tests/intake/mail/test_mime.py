"""A mail is split into its parts within bounds, and each text is decoded once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import ClipperError, RefusedError
from clipper.intake.mail import mime
from clipper.intake.mail.content import read_content
from tests.effort import bounded
from tests.intake.mail.shapes import head, mail, multipart, part

WORDS = part("text/plain; charset=utf-8", "Words.\n")


def nested(levels: int) -> bytes:
    """Return a mail with parts in parts."""
    body = WORDS
    for level in range(levels):
        body = multipart("mixed", body, boundary=f"b{level}x")
    return mail(body)


@pytest.mark.parametrize("encoding", ["7bit", "base64", "quoted-printable"])
def test_a_text_is_decoded_as_it_was_coded_for_the_transport(encoding: str) -> None:
    assert (
        read_content(mime.parse(mail(part("text/plain; charset=utf-8", "Grüße =20\n", encoding)))).text == "Grüße =20\n"
    )


def test_parts_have_their_own_headers_and_their_texts_end_before_the_boundary() -> None:
    root = mime.parse(mail(multipart("mixed", b"\nNo headers.", WORDS, multipart("mixed", WORDS, boundary="c"))))
    assert [one.kind for one in root.parts] == ["text/plain", "text/plain", "multipart/mixed"]
    assert root.parts[0].content() == b"No headers."
    assert root.parts[1].content() == b"Words.\n"
    assert root.parts[2].parts[0].content() == b"Words.\n"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (nested(1_000), "nested more than 30 levels deep"),
        (mail(multipart("mixed", *[WORDS] * 1_001)), "more than 1000 parts"),
        (mail(b"Content-Type: multipart/mixed; boundary=a\n\n" + b"\n--a" * 1_000_000), "more than 1000 parts"),
        (mail(part("text/plain", b"x" * 10_000_001)), "its text is larger than 10 MB"),
    ],
)
def test_a_mail_bomb_is_refused_at_once(raw: bytes, told: str) -> None:
    with bounded(2), pytest.raises(RefusedError, match=told) as refused:
        read_content(mime.parse(raw))
    assert refused.value.hint


@pytest.mark.parametrize(
    "raw",
    [
        nested(29),
        mail(multipart("mixed", *[WORDS] * 900)),
        mail(multipart("mixed", WORDS, part("application/zip", b"x" * 30_000_000, "base64"))),
        mail(b"Content-Type: multipart/mixed; boundary=a\n\n" + b"\n--ab" * 1_000_000),
        mail(part("text/plain", b"=\n" * 2_000_000)),
        mail(b"Content-Type: text/plain; " + b'a="' * 100_000 + b"\n\nx"),
        head().encode() + b"X: a\n" * 200_000 + b"\nx",
        mail(b"\nx", Subject="=?utf-8?q?a?= " * 20_000),
        mail(b"\nx", From="(" * 300_000),
    ],
)
def test_a_mail_that_is_far_too_much_takes_no_longer_than_reading_it(raw: bytes) -> None:
    with bounded(2):
        part = mime.parse(raw)
        read_content(part)
        part.headers.text("subject"), part.headers.sender()


def test_a_boundary_that_is_not_there_makes_a_text() -> None:
    assert read_content(mime.parse(mail(b"Content-Type: multipart/mixed; boundary=x\n\nWords.\n"))).text == "Words.\n"
    assert read_content(mime.parse(mail(b"Content-Type: multipart/mixed\n\nWords.\n"))).text == "Words.\n"


@given(
    st.lists(st.sampled_from([b"--a", b"--a--", b"\n", b"\r\n", b"x", b"Content-Type: multipart/mixed; boundary=a\n"]))
)
def test_no_mail_is_too_strange(pieces: list[bytes]) -> None:
    try:
        read_content(mime.parse(mail(b"Content-Type: multipart/mixed; boundary=a\n\n" + b"".join(pieces))))
    except ClipperError as error:
        assert str(error)
