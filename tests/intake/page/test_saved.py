"""Pages that browsers saved: recognised by their first bytes, and read with their address."""

import pytest

from clipper.intake.page import saved

MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://e.com/a\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/css\r\n\r\np{}\r\n"
    b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://e.com/b\r\n\r\n<html>=C3=A4=\r\nb</html>\r\n--b--\r\n"
)


@pytest.mark.parametrize(
    "raw",
    [
        b"<!DOCTYPE html><html>",
        b"\xef\xbb\xbf\r\n <!doctype HTML PUBLIC 'x'>",
        b"<html lang=en>",
        b"<HEAD><title>x",
        b"<body>text",
        b"<meta charset=utf-8><title>x</title>",
        b"<title>x</title>text",
        b"<!-- saved from url=(0013)http://e.com/ -->\n<html>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html>',
        b"<!doctypehtml><html>",
        b"<style>p{}</style>\n<!doctype html><html>",
        b"<script>x</script><html>",
        b"<br />\n<b>Warning</b>:  session_start() failed in <b>/x.php</b> on line <b>3</b><br />\n<html>",
        b"PHP Notice: Undefined index in /x.php\n<!doctype html>",
        "<html>".encode("utf-16"),
        MHTML,
        MHTML.replace(b"\r\n", b"\n"),
    ],
)
def test_a_page_is_recognised_by_its_first_bytes(raw: bytes) -> None:
    assert saved.is_page(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"A text about <html> and <body>.",
        b"---\ntitle: <html>\n---\n\n<p>x</p>",
        b"<br>A text in Markdown.",
        b"Warning: a text that quotes `PHP Warning` and no page.",
        b"<p>A piece of HTML is a text in Markdown.</p>",
        b"<https://example.com/html>",
        b"date 2000-05-19 [Source: Reuters]\n\n<html>",
        b"From: somebody\nContent-Type: text/plain\n\n<html>",
        b"title: x\n\nContent-Type: multipart/related",
        b"<!--" + b"x" * 9000 + b"--><html>",
        b"\x89PNG\r\n\x1a\n<html>",
    ],
)
def test_a_text_about_pages_is_not_a_page(raw: bytes) -> None:
    assert not saved.is_page(raw)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<br />\n<b>Warning</b>:  x in <b>/x.php</b><br />\n<!doctype html><p>x", "<!doctype html><p>x"),
        ("<style>p{}</style><html><p>x", "<html><p>x"),
        ("<!doctypehtml><p>x", "<!doctypehtml><p>x"),
        ("<script>x</script><title>x</title>", "<script>x</script><title>x</title>"),
        ("<p>Warning: x<html>", "<p>Warning: x<html>"),
    ],
)
def test_what_stands_above_a_page_is_no_text_of_it(html: str, wanted: str) -> None:
    assert saved.strip_preamble(html) == wanted


def test_the_page_in_mhtml_is_unpacked_with_its_address_and_encoding() -> None:
    assert saved.unpack_mhtml(MHTML) == (b"<html>\xc3\xa4b</html>", "https://e.com/a", "utf-8")
    elsewhere = MHTML.replace(b"Snapshot-Content-Location: https://e.com/a\r\n", b"")
    assert saved.unpack_mhtml(elsewhere).url == "https://e.com/b"
    local = MHTML.replace(b"https://e.com/a", b"file:///home/a.html")
    assert saved.unpack_mhtml(local).url == ""
    assert saved.unpack_mhtml(MHTML.replace(b"text/html", b"text/xml")).raw == b""
    assert saved.unpack_mhtml(b"<html>") == (b"<html>", "", "")


def test_the_start_part_of_mhtml_is_the_page() -> None:
    two = MHTML.replace(b'type="text/html";', b'type="text/html"; start="<two>";').replace(
        b"--b--", b"--b\r\nContent-Type: text/html\r\nContent-ID: <two>\r\n\r\nsecond\r\n--b--"
    )
    assert saved.unpack_mhtml(two).raw == b"second"


@pytest.mark.parametrize(
    ("top", "url"),
    [
        (
            "<html><!--\n Page saved with SingleFile \n url: https://e.com/a?b#c \n saved date: x\n-->",
            "https://e.com/a?b#c",
        ),
        ("<!-- saved from url=(0015)https://e.com/a -->", "https://e.com/a"),
        ("<!-- saved from url=(0014)about:internet -->", ""),
        ("<html>", ""),
    ],
)
def test_the_address_in_a_comment_at_the_top_is_found(top: str, url: str) -> None:
    assert saved.find_saved_url(f"<!DOCTYPE html>\n{top}<p>x</p>") == url


def test_the_content_of_data_urls_is_removed() -> None:
    blob = "iVBORw0KGgo" * 100_000
    html = f'<img src="data:image/png;base64,{blob}"><img src=data:image/png;base64,{blob} alt=x><p>data: here</p>'
    assert saved.strip_data_urls(html) == '<img src="data:,"><img src=data:, alt=x><p>data: here</p>'
