"""The options that stand before a verb or after it: they say how the output looks."""

import sys
from collections.abc import Iterable
from typing import Any

from typer.core import TyperOption

from clipper.errors import UsageError
from clipper.system.appearance import COLORS, Appearance

_APPEARANCE = "clipper.appearance"


def start(ctx: Any, appearance: Appearance) -> None:
    """Let the options of a context, and of all contexts below it, change this appearance."""
    ctx.meta[_APPEARANCE] = appearance


def current_appearance(ctx: Any) -> Appearance:
    """Return the appearance that the options have changed so far."""
    appearance: Appearance = ctx.meta.get(_APPEARANCE) or Appearance()
    return appearance


def add_global_options(params: list[Any], *, hidden: bool) -> None:
    """Add the options to the parameters of a command that has not all of them; `hidden` leaves them out of its help."""
    there = {name for param in params for name in param.opts}
    params += (option for option in _options(hidden=hidden) if there.isdisjoint(option.opts))


def write_help(command: Any, ctx: Any, formatter: Any) -> None:
    """Write the help page of a command, as wide as the terminal, and in colours if the options say so."""
    from clipper.cli import help as pages
    from clipper.output.terminal.messages import columns

    ctx.color = current_appearance(ctx).is_styled(sys.stdout)  # or Typer would take the colours out for a pipe
    formatter.write(pages.draw(command, ctx, width=columns(sys.stdout), styled=ctx.color))


def keep_quiet(ctx: Any, value: bool) -> bool:
    """Let nothing but errors be printed if the option is given."""
    current_appearance(ctx).quiet |= bool(value)
    return value


def _options(*, hidden: bool) -> Iterable[TyperOption]:
    def option(*names: str, help_: str, callback: Any, **named: Any) -> TyperOption:
        return TyperOption(
            param_decls=[*names],
            help=help_,
            callback=callback,
            hidden=hidden,
            expose_value=False,
            rich_help_panel="Output",
            is_eager=True,  # the help, which is eager too, may come in colours
            **named,
        )

    flag = {"is_flag": True, "default": False}
    when = "Use colours: always, never, or auto (on a terminal)."
    yield option("--color", help_=when, callback=_set_color, metavar="WHEN")
    yield option("--no-color", help_="Short for --color never.", callback=_set_no_color, **flag)
    yield option("--no-pager", help_="Print long results without the pager.", callback=_set_no_pager, **flag)
    yield option("--quiet", "-q", help_="Print nothing but errors.", callback=_set_quiet, **flag)


def _set_color(ctx: Any, _option: Any, value: str | None) -> None:
    if value is None:
        return
    color = next((color for color in COLORS if color == value.casefold()), None)
    if color is None:
        raise UsageError(f"--color is {', '.join(COLORS[:-1])} or {COLORS[-1]}, not “{value}”")
    current_appearance(ctx).color = color


def _set_no_color(ctx: Any, _option: Any, value: bool) -> None:
    if value:
        current_appearance(ctx).color = "never"


def _set_no_pager(ctx: Any, _option: Any, value: bool) -> None:
    if value:
        current_appearance(ctx).pager = False


def _set_quiet(ctx: Any, _option: Any, value: bool) -> None:
    keep_quiet(ctx, value)
