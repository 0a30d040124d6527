"""One clip with its body as JSON."""

import json

from hypothesis import given, settings

from clipper.model.clip import StoredClip
from clipper.output.plain import article
from tests.output.hostile import leaks, stored_clips
from tests.output.plain.test_clips import KEYS
from tests.output.samples import LEAFLET


def test_the_body_is_the_last_key() -> None:
    assert list(json.loads(article.json(LEAFLET))) == [*KEYS, "body"]


@settings(max_examples=60)
@given(stored_clips)
def test_the_body_is_whole_and_nothing_acts_on_the_terminal(stored: StoredClip) -> None:
    encoded = article.json(stored)
    assert json.loads(encoded)["body"] == json.loads(json.dumps(stored.clip.body))
    assert not leaks(encoded)
