"""The messages of a browser: four bytes of length, then JSON."""

import io
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import UnreadableError
from clipper.system.native_messaging import MAX_ANSWER, MAX_REQUEST, read_message, write_message

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def framed(raw: bytes) -> bytes:
    return struct.pack("=I", len(raw)) + raw


@given(JSON)
def test_what_is_written_is_read_back(message: object) -> None:
    stream = io.BytesIO()
    write_message(stream, message)
    assert read_message(io.BytesIO(stream.getvalue())) == message


@given(JSON, st.binary(max_size=20))
def test_only_one_message_is_read(message: object, rest: bytes) -> None:
    stream = io.BytesIO(framed(json.dumps(message).encode()) + rest)
    assert read_message(stream) == message
    assert stream.read() == rest


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_refused(raw: bytes) -> None:
    for sent in (raw, framed(raw)):
        try:
            read_message(io.BytesIO(sent))
        except UnreadableError as error:
            assert str(error)


@given(JSON, st.data())
def test_a_message_that_breaks_off_is_refused(message: object, data: st.DataObject) -> None:
    whole = framed(json.dumps(message).encode())
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(UnreadableError):
        read_message(io.BytesIO(whole[:cut]))


@given(st.integers(MAX_REQUEST + 1, 2**32 - 1))
def test_a_message_that_is_too_long_is_not_read(length: int) -> None:
    stream = io.BytesIO(struct.pack("=I", length) + b"x" * 100)
    with pytest.raises(UnreadableError, match="larger than 64 MB"):
        read_message(stream)
    assert stream.tell() == 4


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"\xff\xfe", b"{}{}", b"[" * 100_000, b"9" * 5000, '"a"'.encode("utf-16"), b"\x00\x01\x02"],
)
def test_garbage_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_message(io.BytesIO(framed(raw)))


def test_an_answer_that_no_browser_takes_is_not_written() -> None:
    stream = io.BytesIO()
    with pytest.raises(UnreadableError, match="larger than 1 MB"):
        write_message(stream, "x" * MAX_ANSWER)
    assert stream.getvalue() == b""


def test_a_lone_surrogate_is_written_as_an_escape() -> None:
    stream = io.BytesIO()
    write_message(stream, "\ud800")
    assert stream.getvalue() == framed(b'"\\ud800"')
