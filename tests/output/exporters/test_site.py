"""The site: pages that open from a folder, and a search that finds what `clipper list` finds."""

import html
import json
import random
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper import clipfile, text
from clipper.library.export import ExportOptions, prepare
from clipper.model.clip import StoredClip
from clipper.output.export_formats import FOLDERS
from clipper.system.new_file import new_folder
from tests.conftest import FakeSystem
from tests.output import hostile
from tests.output.exporters.samples import MARKUP, WORDS, sample_clips, stored
from tests.output.exporters.test_hostile import CLIPS, SAFE_TAGS, links
from tests.running import run

FRAME = {"html", "head", "meta", "title", "link", "body", "main", "article", "section", "nav"}
START = FRAME | {"label", "input", "ol", "noscript", "script"}


def write_site(path: Path, clips: list[StoredClip], options: ExportOptions) -> None:
    shutil.rmtree(path, ignore_errors=True)
    with new_folder(path) as folder:
        FOLDERS["site"].write_folder((prepare(one, options) for one in clips), folder, options)


def script_values(path: Path) -> Any:
    """Return the value with which a script of the site calls its function."""
    return json.loads(re.sub(r"^[^\[{]*?(?=[\[{])|\);\n$", "", path.read_text()))


def test_the_site_has_a_page_for_each_clip_and_an_index_of_its_words(tmp_path: Path) -> None:
    clips = [
        stored(0, title="Rates", body="The Bänk waits."),
        stored(1, title="地震", body="本文です。\n\n## Note\n\nmine"),
    ]
    write_site(tmp_path / "site", clips, ExportOptions(title="My clips"))
    names = sorted(str(file.relative_to(tmp_path / "site")) for file in (tmp_path / "site").glob("*.*"))
    assert names == ["clips0.js", "index.html", "search.js", "style.css"]
    assert "<h1>Rates</h1>" in (tmp_path / "site/c/0.html").read_text()
    index: dict[str, str] = {}
    for part in (tmp_path / "site/i").iterdir():
        index |= json.loads(part.read_text().partition(",")[2].removesuffix(");\n"))
    assert index["bank"] == "0"
    assert index["本"] == "1"
    assert "mine" not in index
    write_site(tmp_path / "other", clips, ExportOptions(title="My clips"))
    files = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert all(
        file.read_bytes() == (tmp_path / "other" / file.relative_to(tmp_path / "site")).read_bytes() for file in files
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(clips=st.lists(CLIPS | hostile.stored_clips, max_size=3))
def test_a_hostile_clip_is_letters_in_the_site(tmp_path: Path, clips: list[StoredClip]) -> None:
    clips.append(stored(9, title=" ".join(MARKUP), url="javascript:alert(1)", body="\n\n".join(MARKUP)))
    write_site(tmp_path / "site", clips, ExportOptions(notes=True, all_fields=True))
    for page in (tmp_path / "site").rglob("*.html"):
        written = page.read_text("utf-8")
        found = links(written)
        assert found.tags <= SAFE_TAGS | (START if page.name == "index.html" else FRAME)
        own = re.compile(r"(\.\./)?(style\.css|index\.html)|clips\d+\.js|search\.js|https?://.*", re.DOTALL)
        assert all(own.fullmatch(address) for address in found.addresses)
        assert "default-src 'none'" in written
        assert hostile.leaks(re.sub(r"\s", " ", written)) == []
    for script in (tmp_path / "site").rglob("*.js"):
        assert "</script" not in script.read_text("utf-8").lower()
        assert hostile.leaks(script.read_text("utf-8").replace("\n", " ")) == []


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
browser = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")


def asked_in_chromium(site: Path, script: str, values: object, profile: Path) -> Any:
    """Return what a script makes of values in the start page of a site, opened as a file."""
    (site / "asked.js").write_text(
        f"(async()=>{{const values={json.dumps(values)};const result={script};"
        "const out=document.createElement('pre');out.id='out';out.textContent=JSON.stringify(result);"
        "document.body.append(out)})();"
    )
    start = (site / "index.html").read_text()
    (site / "asked.html").write_text(start.replace("</body>", '<script src="asked.js"></script></body>'))
    command = [
        CHROMIUM or "",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=60000",
        "--dump-dom",
    ]
    ended = subprocess.run(
        [*command, f"--user-data-dir={profile}", (site / "asked.html").as_uri()],
        capture_output=True,
        check=True,
        timeout=300,
    )
    found = re.search(r'<pre id="out">(.*?)</pre>', ended.stdout.decode(), re.DOTALL)
    assert found, ended.stderr.decode()[-2000:]
    return json.loads(html.unescape(found[1]))


@pytest.mark.slow
@browser
def test_the_words_of_the_script_are_those_of_clipper(tmp_path: Path) -> None:
    rng = random.Random(7)
    blocks = [(0x20, 0x250), (0x370, 0x600), (0x600, 0x700), (0x900, 0xA00), (0xE00, 0xE80), (0x1E00, 0x2000)]
    blocks += [(0x3040, 0x3100), (0x4E00, 0x4F00), (0xAC00, 0xAD00), (0xFB00, 0xFB07), (0xFF00, 0xFF60)]
    strings = ["Straße ẞ ΣΊΣΥΦΟΣ ﬁne İstanbul ı ǆ Ⅳ ½ x² e\u0301e", *MARKUP, *hostile.ATTACKS]
    while len(strings) < 2000:
        first, last = rng.choice(blocks)
        strings.append("".join(chr(rng.randrange(first, last)) for _ in range(rng.randint(1, 12))))
    strings = [string for string in strings if not re.search(r"[\ud800-\udfff]", string)]
    write_site(tmp_path / "site", [stored()], ExportOptions())
    found = asked_in_chromium(tmp_path / "site", "values.map(clipperSearch.words)", strings, tmp_path / "profile")
    wrong = [
        (string, js, text.words(string)) for string, js in zip(strings, found, strict=True) if js != text.words(string)
    ]
    assert wrong == []


@pytest.mark.slow
@browser
def test_a_search_in_the_site_finds_what_a_list_finds(tmp_path: Path, system: FakeSystem) -> None:
    old = tmp_path / "old"
    assert run(system, "init", str(old), "-q").status == 0
    for number, clip in enumerate(sample_clips(300)):
        (old / f"{number:03}.md").write_bytes(clipfile.write(clip))
    archive = ("--archive", str(old))
    assert run(system, *archive, "export", "--to", "site", "--notes", "-o", str(tmp_path / "site")).status == 0
    rng = random.Random(3)
    known = [*WORDS, "day", "ZÜRICH", "Doe", "山田", "日", "remark", "ukraine", "nothing", "Süddeutsche", "code", "一"]
    queries = [" ".join(rng.choices([*known, *map(str, range(300))], k=rng.randint(1, 3))) for _ in range(200)]
    queries = [query for query in queries if text.words(query)]
    ask = (
        "await (async()=>{const all=[];for(const query of values){const start=performance.now();"
        "const hits=await clipperSearch.find(query);"
        "all.push([hits.map((number)=>clips[number][0]),performance.now()-start])}return all})()"
    )
    found = asked_in_chromium(tmp_path / "site", ask, queries, tmp_path / "profile")
    for query, (titles, _) in zip(queries, found, strict=True):
        words = [f'"{word}"' for word in text.words(query)]
        listed = run(system, *archive, "list", "--format", "jsonl", "--", *words).out
        assert sorted(titles) == sorted(json.loads(line)["title"] for line in listed.splitlines()), query
    assert sum(bool(titles) for titles, _ in found) > 50


def test_no_level_of_headings_is_left_out(tmp_path: Path) -> None:
    body = "### Deep\n\na\n\n###### Deeper\n\nb\n\n# High\n\nc\n\n## Note\n\n#### Mine\n\nd\n"
    write_site(tmp_path / "site", [stored(body=body)], ExportOptions(notes=True))
    headings = re.findall(r"<(h\d)>([^<]*)<", (tmp_path / "site/c/0.html").read_text())
    assert headings == [
        *(("h1", "Clip 0"), ("h2", "Deep"), ("h3", "Deeper"), ("h2", "High")),
        *(("h2", "Note"), ("h3", "Mine")),
    ]
