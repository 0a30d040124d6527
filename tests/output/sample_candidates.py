"""Candidates with the provenance of their fields."""

from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.model.provenance import Provenance
from tests.output.hostile import ATTACKS


def candidate(name: str, *provenance: Provenance) -> Candidate:
    """Return a candidate from an input of this name."""
    return Candidate(Clip(), b"", input_name=name, provenance=provenance)


_TITLE = Provenance(
    "title", "A headline", "JSON-LD headline", (("A headline, louder", "og:title"), ("Headline", "<title>"))
)
PAGE = candidate("a.html", _TITLE, Provenance("date", "2025-05-20", "<time>"))
TEXT = candidate("text")

_ATTACK = "".join(ATTACKS)
HOSTILE_PAGE = candidate(_ATTACK, Provenance(_ATTACK, _ATTACK, _ATTACK, ((_ATTACK, _ATTACK),)))
