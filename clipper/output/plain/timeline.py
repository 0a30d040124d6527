"""A timeline as plain lines for other programs, and what there is to say of it in words."""

from collections.abc import Iterator

from clipper import text
from clipper.analysis.timeline import Timeline
from clipper.model import periods
from clipper.output.plain import encode
from clipper.text import count

KEYS = ("by", "from", "to", "clips", "left_out", "undated", "unreadable", "groups", "periods")
"""What other programs may rely on. `groups` has `name`, null for the others, and `clips`; `periods` has `period`,
`clips`, and `counts`, the clips of each group in the same order."""


def tsv(told: Timeline, *, with_groups: bool) -> Iterator[str]:
    """Yield a line for each period, those without clips too: period, clips.

    With `with_groups` the clips of each group follow, and a first line names the columns.
    """
    if with_groups:
        yield "\t".join(map(text.safe, ("period", "clips", *told.groups, "others"))) + "\n"
    for period in range(told.first, told.last + 1):
        clips = told.at(period)
        numbers = (sum(clips), *clips) if with_groups else (sum(clips),)
        yield "\t".join((periods.name(told.by, period), *map(str, numbers))) + "\n"


def json(told: Timeline) -> str:
    """Return one JSON object; every period from the first to the last is in it."""
    span = range(told.first, told.last + 1)
    totals = told.totals or (0,) * (len(told.groups) + 1)
    groups = [{"name": name, "clips": clips} for name, clips in zip((*told.groups, None), totals, strict=True)]
    counted = [(periods.name(told.by, period), told.at(period)) for period in span]
    found: dict[str, object] = {
        "by": told.by,
        "from": counted[0][0] if counted else None,
        "to": counted[-1][0] if counted else None,
        "clips": told.clips,
        "left_out": told.left_out,
        "undated": told.undated,
        "unreadable": told.unreadable,
        "groups": groups if told.groups else [],
        "periods": [
            {"period": name, "clips": sum(clips), "counts": list(clips) if told.groups else []}
            for name, clips in counted
        ],
    }
    return encode.json_object(found) + "\n"


def summary(told: Timeline) -> list[str]:
    """Say how many clips there are, from when to when, by what they are counted, and where the most are."""
    if not told.counts:
        return ["no dated clips"]
    first, last, most = (periods.name(told.by, period) for period in (min(told.counts), max(told.counts), told.peak))
    said = [count(told.clips, "clip"), first if first == last else f"{first} to {last}", f"by {told.by}"]
    peak = sum(told.at(told.peak))
    return said if peak == 1 or first == last else [*said, f"most in {most}: {peak}"]


def notes(told: Timeline) -> list[str]:
    """Say which clips are not counted, and why."""
    said = [
        f"{count(clips, 'clip')} dated only by {unit} {'is' if clips == 1 else 'are'} left out; --by {unit} counts "
        f"{'it' if clips == 1 else 'them'}"
        for unit, clips in told.left_out.items()
    ]
    if told.undated:
        said.append(f"{told.undated} undated")
    if told.unreadable:
        said.append(f"{told.unreadable} unreadable")
    return said


def others_label(told: Timeline, group_by: str) -> str:
    """Return what the last group is called."""
    if not told.others:
        return f"without a {group_by}"
    return count(told.others, "other")
