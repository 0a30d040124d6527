"""The plain formats: what other programs rely on."""

import csv
import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper import text
from clipper.errors import UsageError
from clipper.model.clip import Clip, StoredClip
from clipper.output.plain import clips
from tests.output.hostile import leaks, stored_clips
from tests.output.samples import BROKEN, CEASEFIRE, HANDLE, LEAFLET, MORNING

KEYS = [
    "title",
    "date",
    "source",
    "author",
    "url",
    "tags",
    "clipped",
    "description",
    "section",
    "page",
    "edition",
    "place",
    "agency",
    "language",
    "rights",
    "handle",
    "path",
    "words",
]


def test_the_keys_of_json_are_a_promise() -> None:
    assert list(clips.as_dict(LEAFLET)) == KEYS
    assert list(clips.as_dict(BROKEN)) == [*KEYS, "problem"]
    assert list(clips.as_dict(CEASEFIRE)) == [*KEYS, "extra"]
    assert clips.as_dict(LEAFLET) == dict.fromkeys(KEYS, "") | {
        "title": "Leaflet found in the market hall",
        "author": (),
        "tags": (),
        "handle": LEAFLET.handle,
        "path": LEAFLET.path,
        "words": 0,
    }


@settings(max_examples=60)
@given(st.lists(stored_clips, max_size=3))
def test_json_loses_nothing_and_hides_nothing(many: list[StoredClip]) -> None:
    whole = "".join(clips.json(many))
    assert not leaks(whole)
    expected = [json.loads(json.dumps(clips.as_dict(stored))) for stored in many]
    assert json.loads(whole) == expected
    assert [json.loads(line) for line in "".join(clips.jsonl(many)).splitlines()] == expected


def test_json_has_letters_as_they_are_and_what_is_unsafe_as_escapes() -> None:
    odd = StoredClip("日本.md", HANDLE, Clip(title="é\u202e\U000e0041\udc80\x7f\n"))
    assert '"title": "é\\u202e\\udb40\\udc41\\udc80\\u007f\\n"' in "".join(clips.json([odd]))
    assert '"path": "日本.md"' in "".join(clips.json([odd]))
    assert "".join(clips.json([])) == "[]\n"
    assert "".join(clips.json(MORNING)).count("\n") == len(MORNING) + 2


def test_a_row_of_a_clip_is_what_the_index_gives() -> None:
    assert clips.row(CEASEFIRE) == (
        CEASEFIRE.handle,
        "2000-05-19",
        "Reuters",
        "Trump says Russia and Ukraine will start ceasefire talks",
        "world/ukraine,world/russia,ceasefire,diplomacy",
        CEASEFIRE.path,
    )


@settings(max_examples=40)
@given(st.lists(stored_clips, max_size=3))
def test_csv_reads_back(many: list[StoredClip]) -> None:
    read = list(csv.DictReader(io.StringIO("".join(clips.csv(many)))))
    assert [row["title"] for row in read] == [text.safe(stored.clip.title) for stored in many]
    assert [row["words"] for row in read] == [str(stored.words) for stored in many]


def test_csv_has_a_header_and_leaves_formulas_alone() -> None:
    assert "".join(clips.csv([])) == "handle,date,source,title,author,tags,url,clipped,words,path\n"
    clip = Clip(title="=1+1", author=("Doe, Jane", "Roe"), tags=("a", "b"))
    assert "".join(clips.csv([StoredClip("a.md", HANDLE, clip, 2)])).splitlines()[1] == (
        f'{HANDLE},,,=1+1,"Doe, Jane; Roe","a,b",,,2,a.md'
    )


@pytest.mark.parametrize("name", [name for name in clips.FORMATS if name not in {"table", "handles"}])
def test_every_format_but_handles_has_the_path_of_a_clip(name: str) -> None:
    assert BROKEN.path in "".join(clips.serialize(name, [BROKEN]))


def test_the_format_of_handles_has_a_handle_on_each_line() -> None:
    first, second = MORNING[:2]
    assert "".join(clips.serialize("handles", [first, second])) == f"{first.handle}\n{second.handle}\n"


def test_a_template_is_a_format() -> None:
    assert "".join(clips.serialize("{date} {source}\n", [CEASEFIRE])) == "2000-05-19 Reuters\n\n"


@pytest.mark.parametrize("name", ["xml", "TSV", "", "date source"])
def test_an_unknown_format_is_an_error_that_lists_the_known(name: str) -> None:
    with pytest.raises(UsageError, match=f"there is no format “{name}”") as error:
        clips.serialize(name, [])
    assert error.value.hint.startswith("There are table, tsv, csv, json, jsonl, paths, handles, or `{date}")


def test_a_wrong_template_is_an_error_before_a_clip_is_asked_for() -> None:
    def never() -> Iterator[StoredClip]:
        yield pytest.fail("a clip was asked for")

    with pytest.raises(UsageError):
        clips.serialize("{title", never())


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("line 3: no colon: here", "2025/a.md:3: no colon: here"),
        ("the file is not text", "2025/a.md: the file is not text"),
        ("line of poetry: x", "2025/a.md: line of poetry: x"),
        ("line 3: \x1b", "2025/a.md:3: ␛"),
    ],
)
def test_what_is_wrong_begins_with_the_place(problem: str, expected: str) -> None:
    assert clips.problem_line("2025/a.md", problem) == expected
