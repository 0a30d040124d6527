"""Bytes become text: the byte order mark comes first, then UTF-8, then Windows-1252."""

import codecs
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clipper.errors import RefusedError, UnreadableError, UsageError
from clipper.intake.decoding import decode, decode_beginning, detect_encoding
from clipper.intake.page import decoding as page_decoding
from clipper.system.fetch import response_errors
from clipper.text import BYTE_ORDER_MARKS


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("Zelenskiy’s “war”\r\n".encode(), "Zelenskiy’s “war”\r\n", "utf-8"),
        ("\ufeffwar".encode(), "war", "utf-8"),
        ("\ufeffwär".encode("utf-16-le"), "wär", "utf-16"),
        ("\ufeffwär".encode("utf-16-be"), "wär", "utf-16"),
        ("\ufeffwär".encode("utf-32-le"), "wär", "utf-32"),
        ("\ufeffwär".encode("utf-32-be"), "wär", "utf-32"),
        ("Trump’s “wär” €".encode("cp1252"), "Trump’s “wär” €", "cp1252"),
        (b"\x81\x8d\x8f\x90\x9d \xe9", "\x81\x8d\x8f\x90\x9d é", "cp1252"),
    ],
)
def test_bytes_are_read_as_utf_8_or_by_their_mark_else_as_cp1252(raw: bytes, text: str, encoding: str) -> None:
    assert decode(raw)[:2] == (text, encoding)


@given(st.binary(max_size=60))
def test_bytes_without_nul_and_without_a_mark_are_always_a_text(raw: bytes) -> None:
    assume(b"\0" not in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")))
    text, encoding, _ = decode(raw)
    assert encoding == "cp1252" or text.encode() == raw


def test_the_encoding_that_the_user_names_wins() -> None:
    assert decode("wär".encode("cp1252"), "latin-1") == ("wär", "iso8859-1", "")
    assert decode("привет".encode("koi8-r"), "KOI8-R")[0] == "привет"
    assert decode("wär".encode("utf-16-le"), "utf-16-le")[0] == "wär"
    assert decode("\ufeffwar".encode(), "utf-8")[0] == "war"


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13", "\0", "\x1b[2J"])
def test_an_unknown_encoding_is_a_usage_error(encoding: str) -> None:
    with pytest.raises(UsageError, match="not an encoding"):
        decode(b"war", encoding)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (b"w\xe4r", "utf-8"),
        (b"\x81", "cp1252"),
        (b"a\0b", "latin-1"),
        (b"+2AA-", "utf-7"),
        ("wär".encode("utf-16-le"), None),
        ("wär".encode("utf-32-be"), None),
        (b"\xff\xfea", None),
        (b"\xef\xbb\xbfw\xe4r", None),
    ],
)
def test_what_is_not_text_or_not_in_its_encoding_is_unreadable(raw: bytes, encoding: str | None) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(raw, encoding)
    assert "--encoding" in caught.value.hint


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1", b"\x7fELF\2\1\1\0\0text"])
def test_no_encoding_makes_a_text_of_a_picture_or_a_program(raw: bytes) -> None:
    with pytest.raises(UnreadableError, match="not text") as caught:
        decode(raw)
    assert caught.value.hint == ""


def test_only_a_guessed_encoding_has_a_notice() -> None:
    assert decode(b"w\xe4r").notice == "is not UTF-8; it was read as Windows-1252 (cp1252)"
    assert decode(b"w\xe4r", "cp1252").notice == ""
    assert decode("wär".encode()).notice == ""


@pytest.mark.parametrize(
    ("mark", "encoding", "page", "is_fetched"),
    [
        (codecs.BOM_UTF8, "utf-8", "wär", True),
        (codecs.BOM_UTF16_LE, "utf-16-le", "wär", True),
        (codecs.BOM_UTF16_BE, "utf-16-be", "wär", True),
        (codecs.BOM_UTF32_LE, "utf-32-le", None, True),  # its mark begins as that of UTF-16 does
        (codecs.BOM_UTF32_BE, "utf-32-be", None, False),
    ],
)
def test_each_reader_knows_the_same_byte_order_marks_but_pages_are_not_utf_32(
    mark: bytes, encoding: str, page: str | None, is_fetched: bool
) -> None:
    assert (mark, encoding) in BYTE_ORDER_MARKS
    raw = mark + "wär".encode(encoding)
    assert decode(raw).text == "wär"
    assert decode_beginning(raw) == "wär"
    codec, notice = detect_encoding(io.BytesIO(raw))
    assert (raw.decode(codec), notice) == ("wär", "")
    if page is None:
        with pytest.raises(UnreadableError, match="not text"):
            page_decoding.decode(raw)
    else:
        assert page_decoding.decode(raw).text == page
    if is_fetched:
        assert response_errors.detect_content_type("", raw, "") == "text/plain"
    else:
        with pytest.raises(RefusedError, match="not text"):
            response_errors.detect_content_type("", raw, "")


@pytest.mark.parametrize("mark", [mark for mark, _ in BYTE_ORDER_MARKS])
def test_bytes_that_contradict_their_mark_are_refused_as_a_text_and_replaced_in_an_export(mark: bytes) -> None:
    raw = mark + b"\xff\xd8\xff"
    with pytest.raises(UnreadableError, match="the input is not utf-"):
        decode(raw)
    codec, notice = detect_encoding(io.BytesIO(raw))
    assert "\ufffd" in raw.decode(codec, "replace")
    assert notice == ""


def test_of_two_marks_one_is_dropped_from_utf_8_and_both_from_utf_16() -> None:
    assert decode("\ufeff\ufeffwar".encode()).text == "\ufeffwar"
    assert decode("\ufeff\ufeffwar".encode("utf-16-le")).text == "war"
