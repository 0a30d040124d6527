"""The text of a page: who is believed of those who say its encoding."""

import codecs

import pytest

from clipper.errors import UnreadableError
from clipper.intake.page.decoding import decode

GERMAN = "Die Änderung – „höflich“ gesagt"


def page(said: str, written: str = GERMAN) -> str:
    return f"<html><head>{said}</head><body>{written}</body></html>"


META = '<meta charset="{}">'
HTTP = '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; CHARSET={}">'


@pytest.mark.parametrize(
    ("written", "stored", "stated", "encoding", "notice"),
    [
        (page(META.format("utf-8")), "utf-8", None, "utf-8", ""),
        (page(META.format("UTF8")), "utf-8", "UTF-8", "utf-8", ""),
        (page(HTTP.format("windows-1252")), "cp1252", None, "cp1252", ""),
        (page(HTTP.format("iso-8859-1")), "cp1252", None, "cp1252", ""),
        (page("", GERMAN), "utf-8", None, "utf-8", ""),
        (page("", GERMAN), "cp1252", None, "cp1252", "it does not say its encoding, and was read as Windows-1252"),
        (page("", GERMAN), "cp1252", "windows-1252", "cp1252", ""),
        (page("<meta charset=latin1>"), "utf-8", None, "utf-8", "it says that it is latin1, and was read as utf-8"),
        (page("<meta charset=utf-8>"), "cp1252", None, "cp1252", "it says that it is utf-8, and was read as cp1252"),
        (
            page("<meta charset=utf-8>"),
            "utf-8",
            "iso-8859-1",
            "utf-8",
            "it says that it is iso-8859-1, and was read as utf-8",
        ),
        (page("<meta charset=klingon>"), "utf-8", None, "utf-8", "it says that it is klingon, and was read as utf-8"),
        (page("<meta charset=hex>"), "utf-8", "rot13", "utf-8", "it says that it is rot13, and was read as utf-8"),
        (page("<meta charset=utf-16>"), "utf-8", None, "utf-8", ""),
        (page(META.format("Shift_JIS"), "灯台①"), "cp932", None, "cp932", ""),
        (page(META.format("euc-jp"), "灯台"), "euc-jp", None, "euc_jp", ""),
        (page(META.format("gb2312"), "听雨轩㐂"), "gb18030", None, "gb18030", ""),
        (page(META.format("big5"), "燈塔"), "big5", None, "big5hkscs", ""),
        (page(META.format("windows-1251"), "Вокзал"), "cp1251", None, "cp1251", ""),
        (page(META.format("koi8-r"), "Вокзал"), "koi8-r", None, "koi8-r", ""),
        ('<?xml version="1.0" encoding="iso-8859-2"?>' + page("", "Łódź"), "iso-8859-2", None, "iso8859-2", ""),
        (page(f"<style>{' ' * 1500}</style>{META.format('windows-1251')}", "Вокзал"), "cp1251", None, "cp1251", ""),
        (page("", "plain"), "ascii", "windows-1251", "cp1251", ""),
    ],
)
def test_a_page_is_read_as_it_must_have_been_written(
    written: str, stored: str, stated: str | None, encoding: str, notice: str
) -> None:
    assert decode(written.encode(stored), stated) == (written, encoding, notice)


@pytest.mark.parametrize(
    ("mark", "stored"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_mark_is_believed_before_all(mark: bytes, stored: str) -> None:
    written = page("<meta charset=iso-8859-1>")
    assert decode(mark + written.encode(stored), "cp1252") == (written, stored, "")


def test_a_page_that_was_cut_in_a_character_is_still_what_it_says() -> None:
    raw = page("<meta charset=utf-8>", GERMAN * 100).encode()
    cut = raw[: raw.index("ö".encode()) + 1] + raw[raw.index("ö".encode()) + 2 :]
    found = decode(cut)
    assert (found.encoding, found.notice) == ("utf-8", "some bytes are not utf-8, and were replaced")
    assert found.text.count("\ufffd") == 1


def test_a_few_nothings_are_dropped_and_many_are_no_text() -> None:
    assert decode(b"<html>" + b"word " * 20 + b"\0").text == "<html>" + "word " * 20
    with pytest.raises(UnreadableError, match="not text"):
        decode(b"<html>" + b"\0" * 10)
