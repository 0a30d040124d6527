"""The command line: it finds commands, parses the global options, and turns errors into exit statuses.

Most imports are inside functions, since every start waits for those at the top.
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
from clipper.errors import ClipperError, StoppedError, reason

_COMMAND_LINE = "clipper.command_line"


class Commands(TyperGroup):
    """The commands, each imported when it is called; every failure becomes a line on stderr and an exit status."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer passes it
        """Return the names of the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Import and return a command; None if there is none with the name."""
        verb, _, second = cmd_name.partition(" ")
        if verb not in COMMANDS or (second and second not in SECOND.get(verb, ())):
            return None
        if cmd_name not in self.commands:
            from clipper.cli.options import VerbCommand, with_option_groups

            name = cmd_name.replace(" ", "_") + "_" * iskeyword(cmd_name)
            function = getattr(importlib.import_module(f"clipper.cli.commands.{name}"), name)
            single = typer.Typer(add_completion=False, rich_markup_mode="markdown")
            single.command(cmd_name, cls=VerbCommand, rich_help_panel=COMMANDS[verb])(with_option_groups(function))
            self.commands[cmd_name] = typer.main.get_command(single)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command of the first word, or of the first two: `tags rename` is a command of its own."""
        first, two = args[0], " ".join(args[:2])
        if len(args) > 1 and args[1] in SECOND.get(args[0], ()):
            return two, self.get_command(ctx, two), args[2:]
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException as error:
            if near := get_close_matches(first, COMMANDS, n=1):
                error.message = f"{error.message.rstrip('.')}; did you mean {near[0]}?"
            raise

    def second_words(self, ctx: Any, verb: str, incomplete: str) -> Iterator[tuple[str, str]]:
        """Yield the second words of a verb that begin with `incomplete`, each with the help of that command."""
        for word in SECOND.get(verb, ()):
            if word.startswith(incomplete):
                yield word, self.get_command(ctx, f"{verb} {word}").get_short_help_str()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the global options, and store the command line, which the history records."""
        ctx.meta[_COMMAND_LINE] = tuple(args)
        return super().parse_args(ctx, args)

    def make_context(self, *arguments: Any, **named: Any) -> Any:
        """Parse the global options."""
        with _errors_to_status():
            return super().make_context(*arguments, **named)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with _errors_to_status():
            try:
                result = super().invoke(ctx)
            except StoppedError as error:
                ctx.obj.report_stopped(error)
                raise
            sys.stdout.flush()
            return result


@contextlib.contextmanager
def _errors_to_status() -> Iterator[None]:
    """Turn every exception into one line on stderr and an exit status."""
    try:
        yield
    except ClipperError as error:
        raise _exit_with(error, error.status) from error
    except typer.TyperException as error:
        raise _exit_for_usage(error) from error
    except KeyboardInterrupt as error:
        raise _exit_with("interrupted", 130) from error
    except BrokenPipeError as error:
        raise _exit_after_closed_pipe() from error
    except SystemExit as error:  # Rich raises it for a closed pipe
        raise _exit_after_closed_pipe() if isinstance(error.__context__, BrokenPipeError) else error from error
    except ImportError as error:  # the disk does not give out a part of the program just now, or it is not there
        raise _exit_with(f"a part of clipper cannot be loaded: {error}", 74) from error
    except OSError as error:
        raise _exit_with(reason(error), 74) from error


def _exit_after_closed_pipe() -> typer.Exit:
    """Exit with success: the reader of the pipe, such as `head`, has read what it wants."""
    _flush_stdout()
    return typer.Exit(0)


def _flush_stdout() -> None:
    """Flush stdout; if that fails, point it at /dev/null, since the interpreter flushes again when it exits."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _exit_with(error: ClipperError | str, status: int) -> typer.Exit:
    """Print an error on stderr, and return the exception that ends the program with a status."""
    from clipper.text import safe, safe_lines

    _flush_stdout()
    hint = error.hint if isinstance(error, ClipperError) else ""
    first, newline, rest = safe_lines(str(error)).partition("\n")
    line = f"clipper: {first}{'. ' if hint else ''}{safe(hint)}{newline}{rest}"
    with contextlib.suppress(OSError):  # the exit status shows the failure
        sys.stderr.write(line + "\n")
    return typer.Exit(status)


def _exit_for_usage(error: typer.TyperException) -> typer.Exit:
    """Print what is wrong with the command line, and return the exception that ends the program."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "clipper"
    message = error.format_message().rstrip(".")
    option = getattr(error, "option_name", "")
    takes_query = context and any(parameter.name == "query" for parameter in context.command.params)
    if takes_query and option.startswith("-") and not option.startswith("--"):
        message += "; to leave a word out, write NOT word"
    return _exit_with(f"{message[:1].lower()}{message[1:]} (see {command} --help)", error.exit_code)


app = typer.Typer(
    cls=Commands,
    rich_markup_mode="markdown",
    suggest_commands=False,  # Typer would suggest only commands that are imported already
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"clipper {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def clipper(
    ctx: typer.Context,
    archive: Annotated[
        Path | None, typer.Option(help="The archive to work on.", metavar="PATH", show_default=False)
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="Draw without colours.")] = False,
    version: Annotated[  # noqa: ARG001 - its callback prints it
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep news clippings as Markdown files, and find them again."""
    from clipper.cli.session import Session
    from clipper.system.system import System

    system = ctx.obj if isinstance(ctx.obj, System) else System()
    ctx.obj = Session(system, archive, no_color=no_color, command_line=ctx.meta[_COMMAND_LINE])
    ctx.call_on_close(ctx.obj.close)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
