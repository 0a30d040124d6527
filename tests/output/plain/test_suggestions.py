"""Suggested tags as TSV and JSON."""

import json

from hypothesis import given

from clipper.analysis.suggestions import Suggestion
from clipper.model.clip import StoredClip
from clipper.output.plain.suggestions import json as as_json
from clipper.output.plain.suggestions import tsv
from tests.output.hostile import leaks, stored_clips, suggestions


@given(stored_clips, suggestions)
def test_a_program_gets_whole_lines(stored: StoredClip, suggestion: Suggestion) -> None:
    of_clips = [(stored, [suggestion, suggestion])]
    lines = "".join(tsv(of_clips))
    assert not leaks(lines.replace("\t", " "))
    assert [line.count("\t") for line in lines.splitlines()] == [3, 3]
    encoded = "".join(as_json(of_clips))
    assert not leaks(encoded)
    assert [values["score"] for values in json.loads(encoded)] == [suggestion.score, suggestion.score]
