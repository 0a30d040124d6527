"""Zips and pages that a stranger's archive brings along, for the user to import or add."""

import io
import struct
import zipfile
from collections.abc import Mapping

from tests.hostile.shapes import Shape, put

ZIP, HTML = "export.zip", "page.html"
GOOD_ROW = "title,url,time_added,tags,status\nA good row,https://e.example/good,1600322788,,unread\n"
_LINK_MODE = 0o120777 << 16
_ARTICLE = "<article><p>" + "The envoys met, and what they said is so long that it can be found. " * 5 + "</article>"


def _zip(members: Mapping[str, str | bytes], *, link: str = "", locked: bool = False) -> bytes:
    """Return a zip with a good row and some members; `link` is the member that is a symbolic link."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("part_000000.csv", GOOD_ROW)
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = _LINK_MODE if name == link else 0o644 << 16
            packed.writestr(member, content)
    if not locked:
        return raw.getvalue()
    flags = struct.pack("<H", 1)
    return raw.getvalue().replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0" + flags)


def _page(head: str = "", body: str = _ARTICLE) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


_OUT = (
    "../../home/.bashrc",
    "/etc/x.csv",
    "..\\..\\home\\x.csv",
    "a/../../../home/documents/note.md",
    "C:\\x.csv",
    "..",
)
_ROW = "---\ntitle: {}\ndate: 2025-05-19\n---\n\nText.\n"

ZIPS = {
    "names that lead out": _zip(dict.fromkeys(_OUT, GOOD_ROW)),
    "a link": _zip({"part_000001.csv": "../../home/.ssh/id", "note.md": "/etc/passwd"}, link="part_000001.csv"),
    "a bomb": _zip({"part_000001.csv": bytes(60_000_000)}),
    "a zip in a zip in a zip": _zip({"part_000001.zip": _zip({"a.zip": _zip({"b.zip": b"PK\3\4"})})}),
    "a locked member": _zip({"part_000001.csv": GOOD_ROW}, locked=True),
    "names for terminals": _zip(dict.fromkeys(("\x1b[2J.csv", "\u202ecsv.exe", "a\nb.csv", "x" * 60_000), GOOD_ROW)),
    "half of it missing": _zip({"part_000001.csv": GOOD_ROW * 500})[:-200],
    "very many members": _zip({f"part_{number:06}.csv": "" for number in range(1, 600)}),
    "titles that lead out": _zip({"a.md": _ROW.format("../../home/documents/letter"), "b.md": _ROW.format("'/etc/x'")}),
}
PAGES = {
    "entities that read files": _page().replace(
        b"<!doctype html>", b'<!DOCTYPE h [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "entities that double": b"<!DOCTYPE h [<!ENTITY a0 'x'>"
    + b"".join(b"<!ENTITY a%d '&a%d;&a%d;'>" % (number + 1, number, number) for number in range(40))
    + b"]><html><body><p>&a40;</p></body></html>",
    "a title that leads out": _page("<title>../../../home/documents/letter</title><meta name=author content=/etc/x>"),
    "a title for terminals": _page(
        "<title>\x1b[2J\u202e\x9b31m</title><meta property=og:site_name content='\x1b]0;x\x07'>"
    ),
    "addresses of files": _page('<base href="file:///etc/"><link rel=canonical href="file:///etc/passwd">')
    + b'<img src="file:///etc/passwd"><iframe src="passwd"></iframe>',
    "a program": _page(
        "<script>fetch('file:///etc/passwd')</script><meta http-equiv=refresh content='0;url=file:///'>"
    ),
    "parts that lead out": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
    b"Content-Type: text/html\nContent-Location: file:///../../home/.bashrc\n\n" + _page() + b"\n--x--\n",
    "boxes in boxes": _page(body="<div>" * 100_000 + "text"),
    "a character set that is none": _page("<meta charset=../../etc/passwd>"),
    "a date without end": _page(f"<meta name=date content={'9' * 50_000}>"),
}

SHAPES: dict[str, Shape] = {
    **{f"a zip: {name}": put(ZIP, raw) for name, raw in ZIPS.items()},
    **{f"a page: {name}": put(HTML, raw) for name, raw in PAGES.items()},
}
COMMANDS: dict[str, tuple[str, ...]] = {
    "a zip": ("import", f"../clips/{ZIP}", "--yes"),
    "a page": ("add", "--keep-html", f"../clips/{HTML}"),
}
"""The commands that take them, by the beginning of their names."""
