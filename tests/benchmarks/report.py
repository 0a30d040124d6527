"""The results as a table to read, and as JSON to keep."""

import json
from collections.abc import Iterable, Iterator

from tests.benchmarks.rounds import Promise, Report, Result, Spread

_HEADINGS = ("", "ratio", "min–max", "time", "MB", "lines", "promised")


def table(report: Report) -> str:
    """Return one size's results, each row one verb; a promise that is not kept says `short`."""
    rows = [_HEADINGS, *map(_row, report.results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head = f"{report.size:,} clips".replace(",", " ")
    return "\n".join([head, "", *("  ".join(_aligned(row, widths)).rstrip() for row in rows), ""])


def as_json(reports: Iterable[Report]) -> str:
    """Return all results, times in seconds, with what was promised and whether it was kept."""
    return json.dumps([_size(report) for report in reports], ensure_ascii=False, indent=2)


def _row(result: Result) -> tuple[str, ...]:
    title = result.verb.title
    if result.ratio is None or result.seconds is None:
        return (title, "", "", "", "", "", result.trouble)
    return (
        title,
        f"{result.ratio.median:.2f}",
        f"{result.ratio.lowest:.2f}–{result.ratio.highest:.2f}",
        _time(result.seconds.median),
        f"{result.megabytes:.0f}",
        str(result.lines),
        ", ".join(map(_promised, result.promises)),
    )


def _promised(promise: Promise) -> str:
    return f"≤ {promise.most:g}{promise.unit}{'' if promise.kept else ' short'}"


def _aligned(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    """Yield the first and the last cell flush left, the figures between them flush right."""
    last = len(row) - 1
    for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.ljust(width) if number in {0, last} else cell.rjust(width)


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _size(report: Report) -> dict[str, object]:
    return {
        "clips": report.size,
        "verbs": [
            {
                "name": result.verb.title,
                "ratio": _spread(result.ratio),
                "seconds": _spread(result.seconds),
                "megabytes": round(result.megabytes),
                "lines": result.lines,
                "said": result.said,
                "promised": [
                    {"most": promise.most, "unit": promise.unit.strip() or "ratio"} for promise in result.promises
                ],
                "kept": result.kept,
                "trouble": result.trouble,
            }
            for result in report.results
        ],
    }


def _spread(spread: Spread | None) -> dict[str, float] | None:
    if spread is None:
        return None
    return {name: round(getattr(spread, name), 4) for name in ("median", "lowest", "highest")}
