"""The race: every tool does the same work on the same clips, in turn, and a table says how long it took."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from clipper.model.clip import Clip
from tests.benchmarks import clock
from tests.benchmarks.clock import Run
from tests.benchmarks.corpus import Corpus, path_of
from tests.benchmarks.peers import WORK, Peer, Task, installed

Times = dict[str, dict[str, list[float] | None]]
"""Seconds by tool and work; None where the tool failed."""

_SHARE = 100


def run(size: int, folder: Path, only: Sequence[str] = ()) -> str:
    """Return the table for so many clips, which every tool, or `only` some, gets into a folder of its own."""
    world = Corpus()
    clips = [world.clip(number) for number in range(size)]
    tools = [(name, peer) for name, peer in installed() if size <= peer.most and (not only or name in only)]
    places = {name: _made(folder / f"{size}-{name}", peer, clips) for name, peer in tools}
    known = _known(clips)
    times: Times = {name: {} for name, _ in tools}
    for work in WORK:
        for turn in range(1 if work == "first index" else max(peer.turns for _, peer in tools)):
            for name, peer in tools:
                if work in peer.work and turn < peer.turns:
                    _say(f"{size} clips, {work}, run {turn + 1}: {name}")
                    seconds = _timed(peer, peer.work[work], places[name], known)
                    found = times[name].setdefault(work, [])
                    if seconds is None:
                        times[name][work] = None
                    elif found is not None:
                        found.append(seconds)
    _say("")
    return _table(size, times)


def _made(place: Path, peer: Peer, clips: Sequence[Clip]) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    peer.make(clips, place)
    return place


def _known(clips: Sequence[Clip]) -> dict[str, object]:
    """Return what a command line may name: a tag of one clip in a hundred, the newest clip, a thousand of them."""
    counts = Counter(tag for clip in clips for tag in clip.tags if tag.isascii() and tag.isalpha())
    tag = min(counts, key=lambda tag: abs(counts[tag] - len(clips) / _SHARE))
    newest = sorted(range(len(clips)), key=lambda number: clips[number].date, reverse=True)
    since = clips[newest[min(1_000, len(clips)) - 1]].date
    return {"tag": tag, "flat": tag, "number": newest[0], "path": path_of(clips[newest[0]]), "since": since}


def _timed(peer: Peer, task: Task, place: Path, known: dict[str, object]) -> float | None:
    """Return the seconds that a task takes, None if it fails."""
    if task.before:
        _shell(peer, task.before, place, known)
    done = _shell(peer, task.line, place, known)
    if task.after:
        _shell(peer, task.after, place, known)
    return None if done.status else done.seconds


def _shell(peer: Peer, line: str, place: Path, known: dict[str, object]) -> Run:
    own = {name: value.format(folder=place) for name, value in peer.variables.items()}
    variables = os.environ | {"HOME": str(place), "NO_COLOR": "1"} | own
    return clock.run(["sh", "-c", line.format(folder=place, doc="{doc}", **known)], variables)


def _table(size: int, times: Times) -> str:
    """Return medians in milliseconds, and as how many times clipper's."""
    rows = [[f"{size:,} clips".replace(",", " "), *times]]
    for work in WORK:
        ours = times["clipper"].get(work)
        rows.append([work, *(_cell(found.get(work, []), ours) for found in times.values())])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        first, *others = (
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join((first, *others)).rstrip())
    return "\n".join(lines) + "\n"


def _cell(found: list[float] | None, ours: list[float] | None) -> str:
    if found is None:
        return "failed"
    if not found:
        return "–"
    ratio = f" ({median(found) / median(ours):.2f})" if ours and found is not ours else ""
    return f"{median(found) * 1000:.0f}{ratio}"


def _say(what: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{what}")
        sys.stderr.flush()
