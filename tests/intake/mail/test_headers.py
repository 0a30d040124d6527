"""Headers are unfolded and decoded, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.intake.mail.headers import Headers, decode_base64


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (b"plain words", "plain words"),
        (b"=?utf-8?q?Gr=C3=BC=C3=9Fe_aus?= =?utf-8?Q?_K=C3=B6ln?=", "Grüße aus Köln"),
        (b"=?UTF-8?B?w7w=?= and =?iso-8859-1?Q?=FC?=!", "ü and ü!"),
        (b"=?utf-8?B?w5bD?=\n =?utf-8?B?tg==?=", "Öö"),  # a letter is divided between two words
        (b"=?utf-8*de?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        (b"=?none?q?a=41?=", "aA"),
        (b"=?utf-8?b?not base64?= =?utf-8?q?", "=?utf-8?b?not base64?= =?utf-8?q?"),
        ("Größe".encode(), "Größe"),
        ("Größe".encode("cp1252"), "Größe"),
        (b"folded\n\tover\n lines", "folded over lines"),
        (b"=?utf-8?q?=1B]0;x=07?=", "]0;x"),
        (b"C:\\users\\=?utf-8?q?a?=", "C:\\users\\a"),
    ],
)
def test_a_subject_is_decoded(written: bytes, shown: str) -> None:
    assert Headers(b"Subject: " + written).text("subject") == shown


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("The Paper <news@paper.example>", "The Paper", "news@paper.example"),
        ('"Paper, The" <news@paper.example>', "Paper, The", "news@paper.example"),
        ("=?utf-8?q?K=C3=B6lner_Blatt?= <a@b.example>", "Kölner Blatt", "a@b.example"),
        ("news@paper.example", "", "news@paper.example"),
        ("<news@paper.example>", "", "news@paper.example"),
        ("news@paper.example (The Paper)", "The Paper", "news@paper.example"),
        ('"news@paper.example" <news@paper.example>', "", "news@paper.example"),
        ("undisclosed", "undisclosed", ""),
        ("", "", ""),
    ],
)
def test_a_sender_has_a_name_and_an_address(written: str, name: str, address: str) -> None:
    assert Headers(f"From: {written}".encode()).sender() == (name, address)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Date: Thu, 26 Nov 2026 23:30:00 -0800", "2026-11-26"),
        ("Date: 26 Nov 2026 23:30 GMT", "2026-11-26"),
        ("Date: yesterday\nReceived: from a; Fri, 27 Nov 2026 08:00:00 +0000", "2026-11-27"),
        ("Date: Thu, 1 Jan 1970 00:00:00 +0000\nReceived: by b; Fri, 27 Nov 2026 08:00:00 +0000", "2026-11-27"),
        ("Date: Thu, 32 Nov 2026 23:30:00 -0800", ""),
        ("Date: Thu, 26 Nov 2026 08:15:00 +9999", ""),
        ("", ""),
    ],
)
def test_the_day_is_that_of_the_sender(written: str, day: str) -> None:
    assert Headers(written.encode()).day() == day


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("a.pdf", "a.pdf"),
        ('"a b;c.pdf"', "a b;c.pdf"),
        (r'"a \"b\".pdf"', 'a "b".pdf'),
        ('"=?utf-8?q?=C3=BC.pdf?="', "ü.pdf"),
    ],
)
def test_a_parameter_is_read(written: str, value: str) -> None:
    headers = Headers(f"Content-Disposition: attachment; size=1; FileName={written}; x=y".encode())
    assert headers.parameter("content-disposition", "filename") == value
    assert headers.kind("content-disposition") == "attachment"
    assert headers.parameter("content-disposition", "none") == ""


def test_a_parameter_may_be_split_and_encoded() -> None:
    written = b"Content-Type: a/b; name*1*=%20Karte.jpg; name*0*=utf-8'de'Gr%C3%BC%C3%9Fe"
    assert Headers(written).parameter("content-type", "name") == "Grüße Karte.jpg"
    assert Headers(b"Content-Type: a/b; name*0=ab; name*1=cd").parameter("content-type", "name") == "abcd"


@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange(raw: bytes) -> None:
    headers = Headers(b"From: " + raw + b"\nContent-Type: " + raw)
    headers.text("from"), headers.sender(), headers.day(), headers.parameter("content-type", "charset")
    decode_base64(raw)
