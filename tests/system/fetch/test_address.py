"""Parse and refuse addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import RefusedError
from clipper.system.fetch.address import Address, parse
from clipper.text import is_safe


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://news.test", "http://news.test/"),
        ("  https://news.test/a/b.html \n", "https://news.test/a/b.html"),
        ("HTTPS://News.TEST:443/A?q=1&r=a%20b#part", "https://news.test/A?q=1&r=a%20b"),
        ("http://news.test:8080/", "http://news.test:8080/"),
        ("http://news.test./", "http://news.test/"),
        ("http://news.test?q", "http://news.test/?q"),
        ("https://news.test/a b/ü|", "https://news.test/a%20b/%C3%BC%7C"),
        ("https://news.test/a/../b", "https://news.test/b"),
        ("https://bücher.test/", "https://xn--bcher-kva.test/"),
        ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),  # Cyrillic
        ("https://faß.test/", "https://xn--fa-hia.test/"),
        ("http://[2606:2800:0220::1]:80/", "http://[2606:2800:220::1]/"),
        ("http://93.184.216.34/", "http://93.184.216.34/"),
        ("http://%31%32%37.0.0.1/", "http://127.0.0.1/"),
        ("http://news.test\\@evil.test/", "http://news.test/%5C@evil.test/"),
    ],
)
def test_an_address_is_normalized(text: str, url: str) -> None:
    assert parse(text).url == url


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("file:///etc/passwd", "file:///etc/passwd is not an address of a web page"),
        ("ftp://news.test/", "ftp://news.test/ is not an address of a web page"),
        ("javascript:alert(1)", "javascript:alert(1) is not an address of a web page"),
        ("data:text/html,<p>x", "data:text/html,<p>x is not an address of a web page"),
        ("gopher://news.test/", "gopher://news.test/ is not an address of a web page"),
        ("news.test/a", "news.test/a is not an address of a web page"),
        ("", " is not an address of a web page"),
        ("http:", "http: names no valid host"),
        ("http://", "http:// names no valid host"),
        ("http:///etc/passwd", "http:///etc/passwd names no valid host"),
        ("http://a..b/", "http://a..b/ names no valid host"),
        (f"http://{'a' * 64}.test/", f"http://{'a' * 64}.test/ names no valid host"),
        ("http://a*b/", "http://a*b/ names no valid host"),
        ("http://[::1", "http://[::1 is not a valid address"),
        ("http://news.test:99999/", "http://news.test:99999/ is not a valid address"),
        ("http://１２７.0.0.1/", "http://１２７.0.0.1/ is not a valid address"),
        ("http://news.test/" + "x" * 8000, "http://news.test/" + "x" * 182 + "… is too long"),
        ("http://news.test/\x1b[2J", "http://news.test/␛[2J has a control character in it"),
        ("http://news.test/a\r\nHost: x", "http://news.test/a Host: x has a control character in it"),
        ("http://2130706433/", "2130706433 is a number in place of a host, in a form that hides where it leads"),
        ("http://0x7f.1/", "0x7f.1 is a number in place of a host, in a form that hides where it leads"),
        ("http://0x7f000001/", "0x7f000001 is a number in place of a host, in a form that hides where it leads"),
        ("http://0177.0.0.1/", "0177.0.0.1 is a number in place of a host, in a form that hides where it leads"),
        ("http://127.1/", "127.1 is a number in place of a host, in a form that hides where it leads"),
        ("http://256.0.0.1/", "256.0.0.1 is a number in place of a host, in a form that hides where it leads"),
        ("http://news.0x/", "news.0x is a number in place of a host, in a form that hides where it leads"),
    ],
)
def test_an_invalid_or_deceptive_address_is_refused(text: str, message: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse(text)
    assert str(refused.value) == message


def test_a_password_is_neither_sent_nor_shown() -> None:
    with pytest.raises(RefusedError) as refused:
        parse("https://jane:secret@news.test/")
    assert str(refused.value) == "an address with a user name or a password is not fetched (news.test)"


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "https://news.test/b"),
        ("c", "https://news.test/a/c"),
        ("?q", "https://news.test/a/b?q"),
        ("//other.test/x", "https://other.test/x"),
        ("http://other.test", "http://other.test/"),
        (" /b ", "https://news.test/b"),
    ],
)
def test_a_location_is_resolved_against_the_address(location: str, url: str) -> None:
    assert parse("https://news.test/a/b").resolve(location).url == url


@pytest.mark.parametrize("location", ["file:///etc/passwd", "javascript:alert(1)", "http://[", "http://a@b.test/"])
def test_a_redirect_to_no_web_page_is_refused(location: str) -> None:
    with pytest.raises(RefusedError, match=r"^it redirects"):
        parse("https://news.test/").resolve(location)


@given(st.text() | st.from_regex(r"https?://[^/]{0,20}(/.{0,20})?", fullmatch=True))
def test_a_parsed_address_is_ascii_and_is_parsed_as_itself_again(text: str) -> None:
    try:
        address = parse(text)
    except RefusedError as error:
        assert is_safe(str(error))
        return
    assert address.url.isascii()
    assert address.url.isprintable()
    assert " " not in address.url
    again = parse(address.url)
    assert isinstance(again, Address)
    assert again == address
