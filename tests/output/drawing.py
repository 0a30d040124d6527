"""Renderables drawn into a text, as a pipe or a terminal gets them."""

from io import StringIO

from rich.console import Console, RenderableType

from clipper.output.terminal import theme


def draw(*renderables: RenderableType, width: int = 1_000) -> str:
    """Return what a pipe gets; by default it is so wide that Rich does not cut a line that is too wide."""
    out = StringIO()
    for renderable in renderables:
        theme.console(out, color="never", width=width).print(renderable)
    return out.getvalue()


def draw_on_terminal(renderable: RenderableType, width: int = 80) -> str:
    """Return what a terminal with colours gets."""
    out = StringIO()
    console = Console(
        file=out, theme=theme.THEME, width=width, force_terminal=True, color_system="standard", legacy_windows=False
    )
    console.print(renderable)
    return out.getvalue()
