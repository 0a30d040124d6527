"""A timeline as TSV and JSON for other programs, and the notes on it that a terminal shows too."""

from collections.abc import Iterator

from clipper.analysis.timeline import Timeline
from clipper.model import periods
from clipper.output.plain import encode
from clipper.text import with_noun

KEYS = ("by", "from", "to", "clips", "left_out", "undated", "unreadable", "groups", "periods")
"""The keys of JSON. `groups` has `name`, null for all other groups together, and `clips`; `periods` has `period`,
`clips`, and `counts`, the clips of each group in the same order."""


def tsv(timeline: Timeline, *, with_groups: bool) -> Iterator[str]:
    """Yield a line for each period, those without clips too: period, number of clips.

    With `with_groups` the clips of each group follow, and a first line names the columns.
    """
    if with_groups:
        yield encode.tsv_line(("period", "clips", *timeline.groups, "others"))
    for period in range(timeline.first, timeline.last + 1):
        counts = timeline.counts_in(period)
        cells = (sum(counts), *counts) if with_groups else (sum(counts),)
        yield encode.tsv_line((periods.name(timeline.unit, period), *cells))


def json(timeline: Timeline) -> str:
    """Return one JSON object; every period from the first to the last is in it."""
    totals = timeline.totals or (0,) * (len(timeline.groups) + 1)
    groups = [{"name": name, "clips": clips} for name, clips in zip((*timeline.groups, None), totals, strict=True)]
    counts_by_name = [
        (periods.name(timeline.unit, period), timeline.counts_in(period))
        for period in range(timeline.first, timeline.last + 1)
    ]
    values: dict[str, object] = {
        "by": timeline.unit,
        "from": counts_by_name[0][0] if counts_by_name else None,
        "to": counts_by_name[-1][0] if counts_by_name else None,
        "clips": timeline.clip_count,
        "left_out": timeline.left_out,
        "undated": timeline.undated,
        "unreadable": timeline.unreadable,
        "groups": groups if timeline.groups else [],
        "periods": [
            {"period": name, "clips": sum(counts), "counts": list(counts) if timeline.groups else []}
            for name, counts in counts_by_name
        ],
    }
    return encode.json_object(values) + "\n"


def summary(timeline: Timeline) -> list[str]:
    """Return in words how many clips there are, from when to when, by which periods, and where the most are."""
    if not timeline.counts:
        return ["no dated clips"]
    peak = timeline.peak
    first, last, most = (
        periods.name(timeline.unit, period) for period in (min(timeline.counts), max(timeline.counts), peak)
    )
    span = first if first == last else f"{first} to {last}"
    parts = [with_noun(timeline.clip_count, "clip"), span, f"by {timeline.unit}"]
    clips_at_peak = sum(timeline.counts_in(peak))
    return parts if clips_at_peak == 1 or first == last else [*parts, f"most in {most}: {clips_at_peak}"]


def notes(timeline: Timeline) -> list[str]:
    """Return which clips are not counted, and why, a sentence each."""
    sentences = [
        f"{with_noun(clips, 'clip')} dated only by {unit} {'is' if clips == 1 else 'are'} left out; --by {unit} counts "
        f"{'it' if clips == 1 else 'them'}"
        for unit, clips in timeline.left_out.items()
    ]
    if timeline.undated:
        sentences.append(f"{timeline.undated} undated")
    if timeline.unreadable:
        sentences.append(f"{timeline.unreadable} unreadable")
    return sentences


def others_label(timeline: Timeline, group_by: str) -> str:
    """Return the label of the last group: the clips of all other groups, or those without a group."""
    if not timeline.other_count:
        return f"without a {group_by}"
    return with_noun(timeline.other_count, "other")
