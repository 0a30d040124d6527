"""A body drawn as a page, of which only the text is looked at."""

from clipper.model.clip import Clip, StoredClip
from clipper.output.terminal import article
from tests.output.drawing import draw, draw_on_terminal
from tests.output.samples import HANDLE


def text_of(body: str, width: int = 80) -> str:
    """Return what stands between the two rules, without the margin."""
    shown = draw(article.render(StoredClip("a.md", HANDLE, Clip(title="T", body=body)), width=width))
    lines = shown.split(f"\n  {'─' * min(width - 4, 88)}\n")[1].strip("\n").split("\n")
    return "\n".join(line.removeprefix("  ") for line in lines)


def on_terminal(body: str) -> str:
    """Return the whole page with its styles and links."""
    return draw_on_terminal(article.render(StoredClip("a.md", HANDLE, Clip(title="T", body=body)), width=80))
