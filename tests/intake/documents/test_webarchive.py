"""The page in a web archive of Safari."""

import plistlib
from typing import Any

import pytest

from clipper.errors import UnreadableError
from clipper.intake.documents import webarchive

MAIN = {
    "WebResourceData": b"<html><p>Text</p>",
    "WebResourceURL": "https://e.com/a",
    "WebResourceMIMEType": "text/html",
    "WebResourceTextEncodingName": "UTF-8",
}


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_the_page_its_address_and_its_encoding_are_found(form: plistlib.PlistFormat) -> None:
    raw = plistlib.dumps({"WebMainResource": MAIN, "WebSubresources": []}, fmt=form)
    assert webarchive.recognises(raw)
    assert webarchive.unpack(raw) == (b"<html><p>Text</p>", "https://e.com/a", "UTF-8")


@pytest.mark.parametrize(
    ("archive", "reason"),
    [
        ({"WebMainResource": {**MAIN, "WebResourceMIMEType": "image/png"}}, "without a page"),
        ({"WebMainResource": {**MAIN, "WebResourceData": "text"}}, "without a page"),
        ({"WebMainResource": 5}, "without a page"),
        (["WebMainResource"], "without a page"),
    ],
)
def test_an_archive_without_a_page_is_refused(archive: Any, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        webarchive.unpack(plistlib.dumps(archive, fmt=plistlib.FMT_BINARY))


def test_a_damaged_archive_is_refused() -> None:
    raw = plistlib.dumps({"WebMainResource": MAIN}, fmt=plistlib.FMT_BINARY)
    for damaged in (
        raw[:-5],
        raw[:-1] + b"\xff",
        raw[:40],
        raw[:8] + raw[9:],
        b'<?xml version="1.0"?><plist>WebMainResource',
    ):
        with pytest.raises(UnreadableError):
            webarchive.unpack(damaged)
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><plist><string>WebMainResource</string></plist>'
    with pytest.raises(UnreadableError):
        webarchive.unpack(entity)
