"""References for other programs: whatever a clip says, programs by others read it back."""

import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper.library.export import ExportedClip, ExportOptions
from clipper.model.clip import Clip, StoredClip
from clipper.output.citation.reference import from_clip
from clipper.output.exporters import biblatex, bibtex, csl, ris
from tests.output.hostile import leaks

pybtex = pytest.importorskip("pybtex.database")
bibtexparser = pytest.importorskip("bibtexparser")
rispy = pytest.importorskip("rispy")

_BITS = [
    *"{}\\%&#_$~^\"'@=,;:<>|`*[]()+-/!?",
    *("é", "ü", "ß", "ñ", "Ł", "й", "日", "ع", "😀", "“", "”", "’", "–", "…", " and ", " AND ", " et al. "),
    *("{\\'e}", "\\textbf{x}", "\\input{/etc/passwd}", "``quoted''", "--", "@article{x,", "% comment", "R&D", "US_EU"),
    *(
        "iPhone",
        "NATO",
        "a",
        "the",
        "it’s",
        "   ",
        "\t",
        "\n",
        "\r\nER  - \r\nTY  - BOOK",
        "\x1b[2J",
        "\u202e",
        "word",
        "Word",
    ),
]
nasty = st.lists(st.sampled_from(_BITS), min_size=1, max_size=8).map(" ".join) | st.text(max_size=12)
days = st.sampled_from(["2024-05-06", "2024-05", "2024", "", "some day", "2024-05-06T10:00:00+02:00"])
addresses = st.sampled_from(["", "{}", "é", "}}", "\\", " ", '"', "^", "|", "#f~x"]).map(
    "https://example.com/a_b?x=1&y=%20{}".format
)
clips = st.builds(
    Clip,
    title=nasty,
    date=days,
    source=nasty,
    author=st.lists(st.builds("N{} {}".format, nasty, nasty) | nasty, max_size=3).map(tuple),
    url=addresses | st.just(""),
    tags=st.lists(nasty, max_size=2).map(tuple),
    clipped=st.just("2026-11-20T10:00:00+01:00"),
    page=st.sampled_from(["", "A5", "33-38"]) | nasty,
    place=nasty,
    language=st.sampled_from(["", "de", "en"]),
)
stored_lists = st.lists(clips, min_size=1, max_size=4).map(
    lambda many: [StoredClip(f"{number}.md", f"handle{number:02}", clip) for number, clip in enumerate(many)]
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
thorough = settings(max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))


def written(exporter: Any, stored: Sequence[StoredClip]) -> str:
    out = io.BytesIO()
    exporter.write([ExportedClip(clip) for clip in stored], out, ExportOptions())
    return out.getvalue().decode()


def printed(value: str) -> str:
    """Return what TeX prints of the escapes that are written."""
    for escape, character in (
        ("textbackslash", "\0"),
        ("textbraceleft", "\1"),
        ("textbraceright", "\2"),
        ("textasciitilde", "~"),
        ("textasciicircum", "^"),
    ):
        value = value.replace(f"\\{escape}{{}}", character)
    value = re.sub(r"[{}]", "", re.sub(r"\\([&%#_$])", r"\1", value))
    return straight(value.replace("\0", "\\").replace("\1", "{").replace("\2", "}"))


def straight(value: str) -> str:
    return value.replace("“", '"').replace("”", '"')


def check_bib(stored: Sequence[StoredClip]) -> None:
    for exporter, outlet_names in ((bibtex, ("journal", "howpublished")), (biblatex, ("journaltitle", "organization"))):
        text = written(exporter, stored)
        assert not leaks(text)
        entries = pybtex.parse_string(text, "bibtex").entries
        library = bibtexparser.parse_string(text)
        assert len(entries) == len(library.entries) == len(stored)
        assert not library.failed_blocks
        for clip, entry, parsed in zip(stored, entries.values(), library.entries, strict=True):
            reference = from_clip(clip)
            assert parsed.key == entry.key
            assert printed(entry.fields.get("title", "")) == straight(reference.title)
            fields = parsed.fields_dict
            assert printed(fields["title"].value if "title" in fields else "") == straight(reference.title)
            outlet = next((entry.fields[name] for name in outlet_names if name in entry.fields), "")
            assert printed(outlet) == straight(reference.outlet)
            assert len(entry.persons.get("author", ())) == len(reference.names)


def check_ris(stored: Sequence[StoredClip]) -> None:
    text = written(ris, stored)
    assert not leaks(text.replace("\r\n", "\n"))
    records = rispy.loads(text)
    assert len(records) == len(stored)
    for clip, record in zip(stored, records, strict=True):
        reference = from_clip(clip)
        assert (record.get("title") or record.get("primary_title") or "") == reference.title
        assert len(record.get("authors", ())) == len(reference.names)
        assert record.get("secondary_title", "") == reference.outlet


def check_csl(stored: Sequence[StoredClip]) -> None:
    text = written(csl, stored)
    assert not leaks(text)
    for clip, item in zip(stored, json.loads(text), strict=True):
        reference = from_clip(clip)
        assert (item["title"], item.get("container-title", "")) == (reference.title, reference.outlet)
        assert len(item.get("author", ())) == len(reference.names)


@quick
@given(stored_lists)
def test_two_readers_of_bibtex_find_what_was_written(stored: list[StoredClip]) -> None:
    check_bib(stored)


@quick
@given(stored_lists)
def test_a_reader_of_ris_finds_what_was_written(stored: list[StoredClip]) -> None:
    check_ris(stored)


@quick
@given(stored_lists)
def test_csl_holds_what_was_written(stored: list[StoredClip]) -> None:
    check_csl(stored)


@pytest.mark.slow
@thorough
@given(stored_lists)
def test_nasty_references_are_read_back_by_all_readers(stored: list[StoredClip]) -> None:
    check_bib(stored)
    check_ris(stored)
    check_csl(stored)


@given(stored_lists)
def test_csl_is_valid_by_the_schema(stored: list[StoredClip]) -> None:
    """The schema is that of github.com/citation-style-language/schema, as of 2023, under the MIT licence."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(Path(__file__).with_name("csl-data.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(json.loads(written(csl, stored)))


@given(stored_lists)
def test_a_key_does_not_depend_on_the_order(stored: list[StoredClip]) -> None:
    forwards, backwards = (json.loads(written(csl, many)) for many in (stored, stored[::-1]))
    assert forwards == backwards[::-1]
    assert len({item["id"] for item in forwards}) == len(stored)


def test_names_and_dates_are_as_csl_wants_them() -> None:
    clip = Clip(
        title="A speech",
        author=("Charles de Gaulle", "Ursula von der Leyen", "Reuters", "King, Martin Luther, Jr."),
        date="spring, or so",
        url="https://example.com/a",
        clipped="2026-11-20",
    )
    (item,) = json.loads(written(csl, [StoredClip("a.md", "bcdfghjk", clip)]))
    assert item == {
        "id": "gaullespeech",
        "type": "article-newspaper",
        "title": "A speech",
        "author": [
            {"family": "Gaulle", "given": "Charles", "dropping-particle": "de"},
            {"family": "Leyen", "given": "Ursula", "non-dropping-particle": "von der"},
            {"literal": "Reuters"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        ],
        "issued": {"raw": "spring, or so"},
        "accessed": {"date-parts": [[2026, 11, 20]]},
        "URL": "https://example.com/a",
    } | {"type": "webpage"}
