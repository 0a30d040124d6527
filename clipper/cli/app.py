"""The door: the list of commands, the global options, and the one way out.

What it needs only now and then is imported there and then: `--version` and a completion wait for every import.
"""

import contextlib
import importlib
import os
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from keyword import iskeyword
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from clipper import __version__
from clipper.cli.commands import COMMANDS, SECOND
from clipper.errors import ClipperError, reason

_TYPED = "clipper.typed"


class Door(TyperGroup):
    """Load a command when it is named, and turn every failure into one line on stderr and an exit status."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - they are always the same
        """Return the names of the commands in the order in which help lists them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Return a command, imported only now; None when there is none of that name."""
        verb, _, second = cmd_name.partition(" ")
        if verb not in COMMANDS or (second and second not in SECOND.get(verb, ())):
            return None
        if cmd_name not in self.commands:
            from clipper.cli.options import VerbCommand, with_option_groups

            name = cmd_name.replace(" ", "_") + "_" * iskeyword(cmd_name)
            function = getattr(importlib.import_module(f"clipper.cli.commands.{name}"), name)
            room = typer.Typer(add_completion=False, rich_markup_mode="markdown")
            room.command(cmd_name, cls=VerbCommand, rich_help_panel=COMMANDS[verb])(with_option_groups(function))
            self.commands[cmd_name] = typer.main.get_command(room)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first word names, or the first two: `tags rename` is a verb of its own."""
        word, two = args[0], " ".join(args[:2])
        if len(args) > 1 and args[1] in SECOND.get(args[0], ()):
            return two, self.get_command(ctx, two), args[2:]
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException as error:
            if near := get_close_matches(word, COMMANDS, n=1):
                error.message = f"{error.message.rstrip('.')}; did you mean {near[0]}?"
            raise

    def second_words(self, ctx: Any, verb: str, incomplete: str) -> Iterator[tuple[str, str]]:
        """Yield the words that begin so and make another verb right after this one, each with what that does."""
        for word in SECOND.get(verb, ()):
            if word.startswith(incomplete):
                yield word, self.get_command(ctx, f"{verb} {word}").get_short_help_str()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the global options, and remember all that was typed: the history tells of it."""
        ctx.meta[_TYPED] = tuple(args)
        return super().parse_args(ctx, args)

    def make_context(self, *arguments: Any, **named: Any) -> Any:
        """Read the global options."""
        with _one_way_out():
            return super().make_context(*arguments, **named)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with _one_way_out():
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result


@contextlib.contextmanager
def _one_way_out() -> Iterator[None]:
    """Turn every failure into one line on stderr and an exit status."""
    try:
        yield
    except ClipperError as error:
        raise _leave(error, error.status) from error
    except typer.TyperException as error:
        raise _wrong_usage(error) from error
    except KeyboardInterrupt as error:
        raise _leave("interrupted", 130) from error
    except BrokenPipeError as error:
        raise _enough() from error
    except SystemExit as error:  # the way in which Rich leaves a closed pipe
        raise _enough() if isinstance(error.__context__, BrokenPipeError) else error from error
    except OSError as error:
        raise _leave(reason(error), 74) from error


def _enough() -> typer.Exit:
    """End well: whoever read the results has had enough."""
    _let_go()
    return typer.Exit(0)


def _let_go() -> None:
    """Send what cannot be written to stdout nowhere, lest Python complain of it once more at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave(said: ClipperError | str, status: int) -> typer.Exit:
    from clipper.text import safe, safe_lines

    _let_go()
    hint = said.hint if isinstance(said, ClipperError) else ""
    first, newline, rest = safe_lines(str(said)).partition("\n")
    line = f"clipper: {first}{'. ' if hint else ''}{safe(hint)}{newline}{rest}"
    with contextlib.suppress(OSError):  # the status says it too
        sys.stderr.write(line + "\n")
    return typer.Exit(status)


def _wrong_usage(error: typer.TyperException) -> typer.Exit:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "clipper"
    said = error.format_message().rstrip(".")
    word = getattr(error, "option_name", "")
    asks = context and any(parameter.name == "query" for parameter in context.command.params)
    if asks and word.startswith("-") and not word.startswith("--"):
        said += "; to leave a word out, write NOT word"
    return _leave(f"{said[:1].lower()}{said[1:]} (see {command} --help)", error.exit_code)


app = typer.Typer(
    cls=Door,
    rich_markup_mode="markdown",
    suggest_commands=False,  # it would know only those that are loaded already
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(*, asked: bool) -> None:
    if asked:
        typer.echo(f"clipper {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def clipper(
    ctx: typer.Context,
    archive: Annotated[
        Path | None, typer.Option(help="The archive to work on.", metavar="PATH", show_default=False)
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="Draw without colours.")] = False,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Keep news clippings as Markdown files, and find them again."""
    from clipper.cli.session import Session
    from clipper.system.system import System

    system = ctx.obj if isinstance(ctx.obj, System) else System()
    ctx.obj = Session(system, archive, no_color=no_color, words=ctx.meta[_TYPED])
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
