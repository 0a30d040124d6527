"""Clips whose texts have phrases: all of several, or the most of many short ones."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from clipper.index import schema
from clipper.index.database import Database
from clipper.model.clip import StoredClip

if TYPE_CHECKING:
    from sqlite3 import Cursor

_MATCHES = "SELECT rowid FROM texts WHERE texts MATCH ? LIMIT ?"
_EARLIEST_FIRST = "ORDER BY sort_key = '', sort_key, path"
_COMMON = 200
"""A phrase that so many clips have says nothing about which of them is meant."""
_LONG, _SHORT = 3, 2
_FEW_WORDS = 5
_MAX_PHRASES = 120
_MAX_CANDIDATES = 1_000


class PhraseSearch:
    """Finds clips of one archive by phrases in their titles and bodies; with `among`, only clips at these paths."""

    def __init__(self, database: Database, among: frozenset[str] | None = None) -> None:
        self._database = database
        self._among = among

    def with_all(self, phrases: Iterable[Sequence[str]], limit: int) -> list[StoredClip]:
        """Return the clips that have all phrases, the earliest first."""
        match = " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
        rows = self._database.select(_MATCHES, f"{{title body}} : ({match})", _MAX_CANDIDATES, texts=True)
        return [stored for _, stored in self._clips([clip for (clip,) in rows])][:limit]

    def with_most(self, phrases: Iterable[Sequence[str]], limit: int) -> list[StoredClip]:
        """Return the clips that share the most short phrases with the given ones, a rare phrase counting more."""
        weights = self._database.with_cursor(lambda cursor: _weights(cursor, _short_phrases(phrases)))
        heaviest = sorted(weights, key=lambda clip: -weights[clip])[:_MAX_CANDIDATES]
        # An id tells when a clip came into the index, so it must not decide among equals.
        clips = sorted(self._clips(heaviest), key=lambda item: -weights[item[0]])
        return [stored for _, stored in clips][:limit]

    def _clips(self, ids: Sequence[int]) -> list[tuple[int, StoredClip]]:
        """Return the clips with these ids, each with its id, the earliest first, undated ones last."""
        marks = ", ".join("?" * len(ids))
        statement = f"SELECT id, {schema.COLUMNS} FROM clips WHERE id IN ({marks}) {_EARLIEST_FIRST}"  # noqa: S608 - marks
        clips = ((row[0], schema.stored_clip(row[1:])) for row in self._database.select(statement, *ids))
        return [item for item in clips if self._among is None or item[1].path in self._among]


def _weights(cursor: "Cursor", phrases: Iterable[str]) -> dict[int, float]:
    """Return how much of the phrases each clip has that has one of them."""
    weights: dict[int, float] = defaultdict(float)
    for phrase in phrases:
        rows = cursor.execute(_MATCHES, (f'{{title body}} : "{phrase}"', _COMMON)).fetchall()
        if len(rows) < _COMMON:
            for (clip,) in rows:
                weights[clip] += len(rows) ** -0.5
    return weights


def _short_phrases(phrases: Iterable[Sequence[str]]) -> list[str]:
    found: dict[str, None] = {}
    for words in phrases:
        size = min(_LONG if len(words) >= _FEW_WORDS else _SHORT, len(words))
        found.update(dict.fromkeys(" ".join(words[at : at + size]) for at in range(len(words) - size + 1)))
    step = len(found) // _MAX_PHRASES + 1
    return [*found][::step]
