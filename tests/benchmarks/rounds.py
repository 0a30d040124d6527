"""The rounds: every command and the yardstick run once in each, so that a busy moment affects all alike."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from tests.benchmarks import clock
from tests.benchmarks.clock import Run
from tests.benchmarks.place import Place, UnpreparedError, clipper_command, yardstick_command
from tests.benchmarks.verbs import COLD, READING, WARMING, WRITING, YARDSTICK, Verb, limit


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some figures, the lowest and the highest."""

    median: float
    lowest: float
    highest: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Return the spread of one figure or more."""
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Promise:
    """A limit for a verb, and the measured value."""

    found: float
    most: float
    unit: str

    @property
    def kept(self) -> bool:
        """Whether the value is within the limit."""
        return self.found <= self.most


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one verb in one place; `said` is its last line on stderr, `trouble` why there are no figures.

    `times` says how much longer it takes than the verb that it is compared with.
    """

    verb: Verb
    size: int
    ratio: Spread | None = None
    seconds: Spread | None = None
    megabytes: float = 0.0
    lines: int = 0
    said: str = ""
    trouble: str = ""
    times: float | None = None

    @property
    def promises(self) -> list[Promise]:
        """All limits for this size, with the measured values."""
        if self.ratio is None or self.seconds is None:
            return []
        pairs = (
            (self.ratio.median, self.verb.ratio, ""),
            (self.seconds.median, self.verb.seconds, " s"),
            (self.megabytes, self.verb.megabytes, " MB"),
        )
        limits = ((found, limit(limits, self.size), unit) for found, limits, unit in pairs)
        promises = [Promise(found, most, unit) for found, most, unit in limits if most is not None]
        if self.times is not None and self.verb.than:
            other, most = self.verb.than
            promises.append(Promise(self.times, most, f" × {other} ({self.times:.2f})"))
        return promises

    @property
    def kept(self) -> bool:
        """Whether it ran, and is within every limit."""
        return not self.trouble and all(promise.kept for promise in self.promises)


@dataclass(slots=True)
class Report:
    """All results for one size."""

    size: int
    results: list[Result] = field(default_factory=list)


def measure(place: Place, runs: int, only: Sequence[str] = ()) -> Report:
    """Measure every verb whose title holds one of the words of `only`, or all; the archive is left as it was."""
    report = Report(place.size)
    cold, reading, writing = (_wanted(verbs, only) for verbs in (COLD, READING, WRITING))
    _measure(report, place, cold, runs)
    if reading or writing:
        _run(place, WARMING)
    if reading:
        _measure(Report(place.size), place, reading, 1)
        _measure(report, place, reading, runs)
    if writing:
        place.doubt()
        _measure(report, place, writing, runs)
        if all(not result.trouble for result in report.results):
            place.trust()
    return report


def _wanted(verbs: Sequence[Verb], only: Sequence[str]) -> list[Verb]:
    return [verb for verb in verbs if not only or any(name in verb.title for name in only)]


def _measure(report: Report, place: Place, verbs: Sequence[Verb], runs: int) -> None:
    """Run the rounds, and report first the yardstick, then each verb relative to it."""
    if not verbs:
        return
    yardstick: list[Run] = []
    found: dict[int, list[Run]] = {number: [] for number in range(len(verbs))}
    for turn in range(min(runs, max(verb.most for verb in verbs))):
        yardstick.append(clock.run(yardstick_command(), place.environment))
        for number, verb in enumerate(verbs):
            done = found[number]
            if turn < verb.most and not (done and done[-1].status):
                _show_progress(f"{place.size} clips, run {turn + 1}: {verb.title}")
                done.append(_run(place, verb))
    _show_progress("")
    unit = median(run.seconds for run in yardstick)
    report.results.append(_result(place, YARDSTICK, yardstick, unit))
    results = [_result(place, verb, found[number], unit) for number, verb in enumerate(verbs)]
    report.results += [_compared(result, results) for result in results]


def _compared(result: Result, others: Sequence[Result]) -> Result:
    """Return a result with its time relative to that of the verb that its own names, if both have figures."""
    named = [other for other in others if result.verb.than and other.verb.title == result.verb.than[0]]
    if not named or not named[0].seconds or not result.seconds:
        return result
    return replace(result, times=result.seconds.median / named[0].seconds.median)


def _run(place: Place, verb: Verb) -> Run:
    """Run a verb once, or return the run of its preparation if that failed."""
    try:
        verb.before(place)
        done = clock.run(
            [*clipper_command(verb.without), *verb.words(place)],
            verb.environment(place),
            terminal=verb.terminal,
            watch_memory=bool(verb.megabytes),
        )
        if done.status == 0:
            verb.after(place)
    except UnpreparedError as error:
        return error.run
    return done


def _result(place: Place, verb: Verb, runs: Sequence[Run], yardstick: float) -> Result:
    last = runs[-1]
    if last.status:
        return Result(verb, place.size, trouble=f"ended with {last.status}: {last.complaint}")
    return Result(
        verb,
        place.size,
        ratio=Spread.of([run.seconds / yardstick for run in runs]),
        seconds=Spread.of([run.seconds for run in runs]),
        megabytes=max(run.megabytes for run in runs),
        lines=last.lines,
        said=last.complaint,
    )


def _show_progress(what: str) -> None:
    """Show on a terminal what is being measured, in one line that is overwritten."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{what}")
        sys.stderr.flush()
