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
from clipper.output.plain import article, clips
from tests.output.hostile import keeps, leaks, nasty
from tests.output.samples import BROKEN, CEASEFIRE, LEAFLET, MORNING

KEYS = [
    *(
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
    ),
    *("agency", "language", "rights", "handle", "path", "words"),
]


def test_the_keys_of_json_are_a_promise() -> None:
    assert list(clips.as_dict(LEAFLET)) == KEYS
    assert list(clips.as_dict(BROKEN)) == [*KEYS, "problem"]
    assert list(clips.as_dict(CEASEFIRE)) == [*KEYS, "extra"]
    assert list(json.loads(article.json(LEAFLET))) == [*KEYS, "body"]
    assert clips.as_dict(LEAFLET) == dict.fromkeys(KEYS, "") | {
        "title": "Leaflet found in the market hall",
        "author": (),
        "tags": (),
        "handle": "rstvwxzb",
        "path": "undated/leaflet.md",
        "words": 0,
    }


@settings(max_examples=60)
@given(st.lists(keeps, max_size=3))
def test_json_loses_nothing_and_hides_nothing(stored: list[StoredClip]) -> None:
    whole = "".join(clips.json(stored))
    assert not leaks(whole)
    expected = [json.loads(json.dumps(clips.as_dict(one))) for one in stored]
    assert json.loads(whole) == expected
    assert [json.loads(line) for line in "".join(clips.jsonl(stored)).splitlines()] == expected
    for one in stored:
        encoded = article.json(one)
        assert json.loads(encoded)["body"] == json.loads(json.dumps(one.clip.body))
        assert not leaks(encoded)


def test_json_stands_as_it_is_spelled() -> None:
    odd = StoredClip("日本.md", "bcdfghjk", Clip(title="é\u202e\U000e0041\udc80\x7f\n"))
    assert '"title": "é\\u202e\\udb40\\udc41\\udc80\\u007f\\n"' in "".join(clips.json([odd]))
    assert '"path": "日本.md"' in "".join(clips.json([odd]))
    assert "".join(clips.json([])) == "[]\n"
    assert "".join(clips.json(MORNING)).count("\n") == len(MORNING) + 2


rows = st.lists(
    st.tuples(*[nasty] * 6) | st.just(("bcdfghjk", "2025-05-19", "AP", "Ça va\u00a0?", "a,b", "2025/a.md")), max_size=5
)


@settings(max_examples=150)
@given(rows)
def test_tsv_is_one_safe_line_of_six_texts_for_each_clip(rows: list[tuple[str, ...]]) -> None:
    whole = "".join(clips.tsv(rows))
    assert [line.split("\t") for line in whole.split("\n")[:-1]] == [list(map(text.safe, row)) for row in rows]


@pytest.mark.parametrize(
    ("odd", "mended"), [("a\tb", "a b"), ("a\nb", "a b"), ("a\x1bb", "a␛b"), ("«\u3000»", "«\u3000»")]
)
def test_tsv_of_many_clips_mends_the_one_that_would_break_a_line(odd: str, mended: str) -> None:
    rows = [[f"h{n}", "2025-05-19", "Le\u00a0Monde", "日本", "", f"{n}.md"] for n in range(2_500)]
    expected = ["\t".join(row) for row in rows]
    rows[1_200][3] = odd
    expected[1_200] = expected[1_200].replace("日本", mended)
    assert "".join(clips.tsv(rows)).split("\n") == [*expected, ""]


def test_a_row_of_a_clip_is_what_the_index_gives() -> None:
    assert clips.row(CEASEFIRE) == (
        "kbtvwxyz",
        "2000-05-19",
        "Reuters",
        "Trump says Russia and Ukraine will start ceasefire talks",
        "world/ukraine,world/russia,ceasefire,diplomacy",
        "2000/2000-05-19-reuters-trump-says-russia-and-ukraine-will-start-ceasefire-talks.md",
    )


@settings(max_examples=40)
@given(st.lists(keeps, max_size=3))
def test_csv_reads_back(stored: list[StoredClip]) -> None:
    read = list(csv.DictReader(io.StringIO("".join(clips.csv(stored)))))
    assert [row["title"] for row in read] == [text.safe(one.clip.title) for one in stored]
    assert [row["words"] for row in read] == [str(one.words) for one in stored]


def test_csv_has_a_header_and_leaves_formulas_alone() -> None:
    assert "".join(clips.csv([])) == "handle,date,source,title,author,tags,url,clipped,words,path\n"
    clip = Clip(title="=1+1", author=("Doe, Jane", "Roe"), tags=("a", "b"))
    assert "".join(clips.csv([StoredClip("a.md", "bcdfghjk", clip, 2)])).splitlines()[1] == (
        'bcdfghjk,,,=1+1,"Doe, Jane; Roe","a,b",,,2,a.md'
    )


def test_every_format_has_its_writer() -> None:
    for name in clips.FORMATS[1:]:
        assert "2025/broken.md" in "".join(clips.serialize(name, [BROKEN])) or name == "handles"
    assert "".join(clips.serialize("handles", MORNING[:2])) == "kbtvwxyz\nmzqrstvw\n"
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
