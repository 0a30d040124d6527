"""Records are read one by one from any length of JSON; a broken one is reported with its line and hides no other."""

import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper.intake.exports import UnknownName, UnreadableRow
from clipper.intake.exports.json_records import Record, first_record, read_records, to_header_value, to_text
from tests.effort import examples
from tests.intake.exports.conftest import Open


def read(open_file: Open, content: str | bytes, key: str = "") -> list[Any]:
    with open_file(content) as export:
        results = [*read_records(export, "file", ("a",), key)]
    return [
        dict(record.values) if isinstance(record, Record) else (record.place.partition(":")[2], record.reason)
        for record in results
        if isinstance(record, (Record, UnreadableRow))
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[]", []),
        (' \n[\n{"a": 1} ,\r\n\t{"a": [{}]}\n] ', [{"a": 1}, {"a": [{}]}]),
        ('\ufeff[{"a": "é"}]', [{"a": "é"}]),
        ('[{"a": 1}, 2, "x", null, [{"a": 3}], {"a": 4}]', [{"a": 1}, *[("1", "it is not an object")] * 4, {"a": 4}]),
        ('[{"a": 1},\n{"a": tru},\n{"a": 3}]', [{"a": 1}, ("2", "Expecting value"), {"a": 3}]),
        ('[{"a": 1},\ngarbage,\n{"a": 3}]', [{"a": 1}, ("2", "Expecting value"), {"a": 3}]),
        ('[{"a": 1},\n{"a": "]}\\"{"; },\n{"a": 3}]', [{"a": 1}, ("2", "Expecting ',' delimiter"), {"a": 3}]),
        ('[{"a": 1}\n{"a": 2}]', [{"a": 1}, ("2", "what follows the record before it is no JSON")]),
        ('[{"a": 1},\n', [{"a": 1}, ("2", "it ends in the middle")]),
        ('[{"a": 1},\n{"a": ', [{"a": 1}, ("2", "Expecting value; what follows cannot be read either")]),
        ('[{"a": 1}', [{"a": 1}, ("1", "it ends in the middle")]),
        ("", [("1", "it is not a list of records")]),
        ("{}", [("1", "it is not a list of records")]),
        ("title,url\n", [("1", "it is not a list of records")]),
        (
            '[{"a": ' + "1" * 5000 + '}, {"a": 2}]',
            [("1", "Exceeds the limit (4300 digits) for integer string conversion"), {"a": 2}],
        ),
        ('[{"a": ' + "[" * 10_000 + "]" * 10_000 + '},\n{"a": 2}]', [("1", "it is nested too deeply"), {"a": 2}]),
        ("[" * 10_000, [("1", "it is nested too deeply; what follows cannot be read either")]),
        ('[{"a": NaN}, {"a": 1e400}]', None),
    ],
)
def test_each_record_is_read_or_reported_with_its_line(
    content: str, expected: list[Any] | None, open_file: Open
) -> None:
    results = read(open_file, content)
    if expected is not None:
        assert [
            (record[0], record[1].partition(":")[0]) if isinstance(record, tuple) else record for record in results
        ] == expected
    assert len(results) == 2 or expected is not None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"b": [1, {"rows": []}], "c": {"rows": 3}, "rows": [{"a": 1}]}', [{"a": 1}]),
        ('{"rows": 3, "rows": [{"a": 1}], "z": [1]}', [{"a": 1}]),
        ('{"b": [tru, {}], "rows": [{"a": 1}]}', [{"a": 1}]),
        ('{"b": 1}', [("1", "it has no list of rows")]),
        ('{"b" 1}', [("1", "it has no list of rows")]),
        ("{", [("1", "it has no list of rows")]),
        ('[{"a": 1}]', [{"a": 1}]),
    ],
)
def test_the_list_may_be_the_value_of_a_key(content: str, expected: list[Any], open_file: Open) -> None:
    assert read(open_file, content, "rows") == expected


def test_unknown_keys_are_reported_once_and_kept(open_file: Open) -> None:
    with open_file('[{"a": 1, "b": [2, null, {"c": true}], "d": null, "e": ""}, {"b": 1.5, "f": 1}]') as export:
        results = [*read_records(export, "file", ("a",))]
    assert [record.name for record in results if isinstance(record, UnknownName)] == ["b", "d", "e", "f"]
    assert [record.others for record in results if isinstance(record, Record)] == [
        {"b": ["2", None, {"c": "true"}]},
        {"b": "1.5", "f": "1"},
    ]


def test_values_become_texts() -> None:
    record = Record(
        "", {"s": "x", "i": 3, "t": True, "n": None, "l": ["a", 1, {"label": "b"}, {"x": 1}, None], "d": {}}
    )
    assert [record.text(key) for key in "sitnldq"] == ["x", "3", "true", "", "", "", ""]
    assert [record.texts(key) for key in "slnq"] == [("x",), ("a", "1", "b"), (), ()]
    assert to_text(False) == "false"
    deep: Any = "x"
    for _ in range(100):
        deep = [deep]
    assert "x" not in json.dumps(to_header_value(deep))
    assert to_header_value([{"a": 1}] * 4_999) == [{"a": "1"}] * 4_999
    assert to_header_value([{"a": 1}] * 5_000) is None


def test_the_first_record_is_found_without_reading_the_others(open_file: Open) -> None:
    with open_file('[{"a": "' + "x" * 300_000 + '"}, {broken') as export:
        assert len(first_record(export, "file")["a"]) == 300_000
    for content in ("[3, {}]", "nothing", "", "[{broken", "{}"):
        with open_file(content) as export:
            assert first_record(export, "file") == {}


def test_a_long_list_takes_no_more_memory_than_its_longest_record(open_file: Open) -> None:
    def pieces() -> Iterator[str]:
        yield "["
        for number in range(4_000):
            yield f'{{"a": "{"x" * 5_000}{number}"}},\n'
        yield '{"a": 1}]'

    with open_file("".join(pieces())) as export:
        tracemalloc.start()
        assert sum(1 for _ in read_records(export, "file", ("a",))) == 4_001
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most < 6_000_000


def test_a_record_that_is_too_long_is_reported_and_hides_no_other(open_file: Open) -> None:
    results = read(open_file, '[{"a": 1}, {"a": "' + "x" * 21_000_000 + '"}, {"a": 2}]')
    assert results[0] == {"a": 1}
    assert "cannot be read" in results[1][1]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
objects = st.lists(st.dictionaries(st.sampled_from('ab[]{}"\\'), json_values, max_size=3), max_size=5)


@settings(max_examples=examples(50), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(objects, st.sampled_from([None, 0, 2]), st.booleans(), st.integers(0, 400))
def test_whatever_is_written_as_json_is_read_and_what_is_cut_off_only_loses_its_end(
    open_file: Open, content: list[dict[str, Any]], indent: int | None, ascii_: bool, cut: int
) -> None:
    written = json.dumps(content, indent=indent, ensure_ascii=ascii_)
    assert read(open_file, written) == content
    rest = read(open_file, written[:cut])
    whole = [record for record in rest if isinstance(record, dict)]
    assert whole == content[: len(whole)]
    assert cut >= len(written) or len(rest) > len(whole)
