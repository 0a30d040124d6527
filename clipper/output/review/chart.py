"""The chart of a coverage: one SVG that HTML, EPUB and PDF take, in which the reprints stand on the clips."""

from collections.abc import Iterator, Sequence
from html import escape

from clipper.output.review.coverage import Coverage, Row
from clipper.output.review.labels import Labels

WIDTH, HEIGHT = 720, 180
CLIPS_COLOR, REPRINTS_COLOR, INK = "#30638e", "#a9c4d8", "#333333"
_ABOVE, _BELOW, _LEGEND = 22, 26, 26
_WIDEST_BAR = 40
_LABEL, _LETTER = 14, 7.2
"""The width that a label needs besides its letters, and the width of a letter."""


def is_worth_drawing(coverage: Coverage) -> bool:
    """Tell whether there is more than one period: a single column says less than its number."""
    return len(coverage.periods) > 1


def description(coverage: Coverage, labels: Labels) -> str:
    """Return the figures of the chart in words, for whoever does not see it."""
    rows = (f"{row.name} {row.clips + row.reprints}" for row in coverage.periods if row.clips or row.reprints)
    return f"{labels.by_period.format(coverage.unit)}: {', '.join(rows)}"


def svg(coverage: Coverage, labels: Labels) -> str:
    """Return the chart; its classes let a style sheet colour it, and leave out labels on a narrow screen."""
    what = escape(description(coverage, labels), quote=True)
    legend = "".join(_legend(labels)) if any(row.reprints for row in coverage.periods) else ""
    top = -_LEGEND if legend else 0
    height = HEIGHT + _ABOVE + _BELOW - top
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {top} {WIDTH} {height}" role="img" '
        f'aria-label="{what}" font-family="Libertinus Serif, Georgia, serif" font-size="14">'
    )
    return f"{head}{legend}{''.join(_columns(coverage.periods))}</svg>"


def _legend(labels: Labels) -> Iterator[str]:
    """Yield the key to the two colours, at the top."""
    for kind, x, color, words in (
        ("clips", 2, CLIPS_COLOR, labels.stories),
        ("reprints", WIDTH / 4, REPRINTS_COLOR, labels.picked_up),
    ):
        yield _bar(kind, x, -_LEGEND + 4, 12, 12, color)
        yield f'<text x="{x + 18:.1f}" y="{-_LEGEND + 15}" fill="{INK}">{escape(words)}</text>'


def _columns(rows: Sequence[Row]) -> Iterator[str]:
    most = max(row.clips + row.reprints for row in rows) or 1
    step = WIDTH / len(rows)
    bar = min(step * 0.72, _WIDEST_BAR)
    widest = max(len(row.short) for row in rows) * _LETTER + _LABEL
    every = max(1, -int(-widest // step))
    for number, row in enumerate(rows):
        x, foot = number * step + (step - bar) / 2, HEIGHT + _ABOVE
        own, others = row.clips / most * HEIGHT, row.reprints / most * HEIGHT
        yield _bar("clips", x, foot - own, bar, own, CLIPS_COLOR)
        yield _bar("reprints", x, foot - own - others, bar, others, REPRINTS_COLOR)
        middle = x + bar / 2
        if row.clips or row.reprints:
            yield _text(
                "" if number % (2 * every) == 0 else "more",
                middle,
                foot - own - others - 5,
                str(row.clips + row.reprints),
            )
        if number % every == 0:
            yield _text("" if number % (2 * every) == 0 else "more", middle, foot + 19, row.short)


def _bar(kind: str, x: float, y: float, width: float, height: float, color: str) -> str:
    if not height:
        return ""
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{color}"/>'


def _text(kind: str, x: float, y: float, words: str) -> str:
    mark = f' class="{kind}"' if kind else ""
    return f'<text{mark} x="{x:.1f}" y="{y:.1f}" text-anchor="middle" fill="{INK}">{escape(words)}</text>'
