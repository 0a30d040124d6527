"""The commands that are measured, and their limits: to measure another one, add a line here."""

import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeAlias

from tests.benchmarks import corpus
from tests.benchmarks.place import Place

Limits: TypeAlias = Mapping[int, float]
"""The limit for archives up to each size."""

Step: TypeAlias = Callable[[Place], None]

ANY_SIZE = sys.maxsize


def _nothing(_place: Place) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One command line and its limits: `ratio` in starts of the yardstick, `seconds`, and `megabytes`.

    `{clip}` is the handle of a clip, `{added}` a file to add, `{thousand}` a query that finds 1 000 clips (all, if
    there are fewer). `completing` is a command line at whose end TAB is pressed. `before` and `after` are not timed.
    `most` limits the number of runs. It runs `without` some part that makes it safe, or with all parts (`-`). `than`
    names another verb by its title, and how many times as long this one may take.
    """

    line: str = ""
    name: str = ""
    ratio: Limits = field(default_factory=dict)
    seconds: Limits = field(default_factory=dict)
    megabytes: Limits = field(default_factory=dict)
    terminal: bool = False
    completing: str = ""
    before: Step = _nothing
    after: Step = _nothing
    most: int = sys.maxsize
    without: str = ""
    than: tuple[str, float] | None = None

    @property
    def title(self) -> str:
        """Its name in the table."""
        return self.name or f"{self.line}{' (terminal)' if self.terminal else ''}"

    def words(self, place: Place) -> list[str]:
        """Return the arguments of clipper, in this place."""
        known = {"clip": place.clip, "added": place.added, "thousand": _thousand(place)} if "{" in self.line else {}
        return [word.format_map(known) for word in shlex.split(self.line)]

    def environment(self, place: Place) -> dict[str, str]:
        """Return the variables under which it runs; a completion is asked for as bash does it."""
        if not self.completing:
            return place.environment
        words = ["clipper", *self.completing.split(" ")]
        return place.environment | {
            "_CLIPPER_COMPLETE": "complete_bash",
            "COMP_WORDS": "\n".join(words),
            "COMP_CWORD": str(len(words) - 1),
        }


def limit(limits: Limits, size: int) -> float | None:
    """Return the limit for an archive of this size, or None."""
    fitting = [bound for bound in limits if size <= bound]
    return limits[min(fitting)] if fitting else None


def _settle(place: Place) -> None:
    """Bring the index up to date with the change of the last command."""
    place.clipper("list", "-n", "1")


def _without_text_index(place: Place) -> None:
    place.forget_index()
    _settle(place)


def _change_one_clip(place: Place) -> None:
    _settle(place)
    place.clip_file.write_bytes(place.clip_file.read_bytes())


def _untag(place: Place) -> None:
    place.clipper("tag", place.clip, "--remove", "bench")


def _tag_thousand(place: Place) -> None:
    place.clipper("tag", "--where", _thousand(place), "--add", "bench", "--yes")
    _settle(place)


def _untag_thousand(place: Place) -> None:
    place.clipper("tag", "--where", _thousand(place), "--remove", "bench", "--yes")


def _thousand(place: Place) -> str:
    days = min(corpus.DAYS * 1_000 // place.size, corpus.DAYS)
    last = corpus.FIRST_DAY + timedelta(days=days - 1)
    return f"date:{corpus.FIRST_DAY:%Y-%m-%d}..{last:%Y-%m-%d}"


_LIST: Limits = {1_000: 2.0, 10_000: 3.0, 100_000: 7.0}
_SEARCH: Limits = {10_000: 3.5, 100_000: 8.0}
_MEMORY: Limits = {ANY_SIZE: 500}

YARDSTICK = Verb(name="python -c 'import typer'")
"""The yardstick, which the table lists before each group of verbs that was measured with it."""

COLD = (
    Verb(
        "list -n 1",
        "first index: metadata",
        seconds={100_000: 15},
        megabytes=_MEMORY,
        before=Place.forget_index,
        most=3,
    ),
    Verb(
        "list -n 1 ceasefire",
        "first index: text",
        seconds={100_000: 60},
        megabytes=_MEMORY,
        before=_without_text_index,
        most=1,
    ),
    Verb("duplicates -n 1", "first comparison of texts", seconds={100_000: 150}, megabytes={ANY_SIZE: 600}, most=1),
)
"""Measured first: each makes the index that the next ones need."""

WARMING = Verb("list -n 1 ceasefire")
"""Run before the next two groups, so that the index has the text whether or not the cold ones were measured."""

READING = (
    Verb("--version", ratio={ANY_SIZE: 1.3}),
    Verb(name="sh⇥", completing="sh", ratio={ANY_SIZE: 1.6}),
    Verb(name="show b⇥", completing="show b", ratio={ANY_SIZE: 1.6}),
    Verb("list", ratio=_LIST),
    Verb("list -n 20", ratio=_LIST),
    Verb("tags", than=("list", 1.5)),
    Verb("sources", than=("list", 1.5)),
    Verb("timeline", than=("list", 1.5)),
    Verb("timeline tag:world --versus tag:politics", than=("list", 2.0)),
    Verb("list", terminal=True, ratio={1_000: 3.0}),
    Verb("list 'source:\"Daily Herald\"' date:2020..2021", ratio={10_000: 3.0}),
    Verb("duplicates", than=("list", 2.0)),
    Verb("tag {clip} --suggest", than=("list", 2.0)),
    Verb("list --stories", than=("list", 2.0)),
    Verb("list --stories", terminal=True, than=("list (terminal)", 2.0)),
    Verb("list ceasefire climate", ratio=_SEARCH),
    Verb("list ceasefire climate -n 20", ratio=_SEARCH),
    Verb("show {clip}", terminal=True, ratio={1_000: 4.5}, than=("show {clip} --no-neighbours (terminal)", 1.2)),
    Verb("show {clip} --no-neighbours", terminal=True),
)

_TAG = "tag {clip} --add bench"
_TAG_ALL = "tag --where {thousand} --add bench --yes"

WRITING = (
    Verb("list -n 20", "list -n 20, one clip changed", before=_change_one_clip),
    Verb("add {added}", before=_settle, after=Place.take_back_added),
    Verb(_TAG, before=_settle, after=_untag),
    Verb(_TAG_ALL, seconds={ANY_SIZE: 5}, before=_settle, after=_untag_thousand, most=3),
    Verb("tag --where {thousand} --remove bench --yes", seconds={ANY_SIZE: 4}, before=_tag_thousand, most=3),
    Verb("undo", "undo of a thousand tags", seconds={ANY_SIZE: 5}, before=_tag_thousand, most=3),
    Verb(_TAG, "tag, history and all", without="-", before=_settle, after=_untag, than=("tag without history", 1.5)),
    Verb(_TAG, "tag without history", without="history", before=_settle, after=_untag),
    Verb(_TAG_ALL, "tag 1 000, history and all", without="-", before=_settle, after=_untag_thousand, most=3),
    Verb(_TAG_ALL, "tag 1 000 without history", without="history", before=_settle, after=_untag_thousand, most=3),
    Verb(_TAG_ALL, "tag 1 000 without fsync", without="history,fsync", before=_settle, after=_untag_thousand, most=3),
)
"""Measured last, and in separate rounds: the next command would have to read what one has changed."""
