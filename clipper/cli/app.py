"""The command line: it finds commands, parses the global options, and turns errors into exit statuses.

Most imports are inside functions, since every start waits for those at the top.
"""

import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from keyword import iskeyword
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from clipper import __version__
from clipper.cli import global_options
from clipper.cli.commands import ALIASES, COMMANDS, HIDDEN, SECOND
from clipper.cli.failures import errors_to_status
from clipper.errors import StoppedError
from clipper.system.appearance import Appearance

_COMMAND_LINE = "clipper.command_line"


class Commands(TyperGroup):
    """The commands, each imported when it is called; every failure becomes a line on stderr and an exit status."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        global_options.add_global_options(self.params, hidden=False)
        self.appearance = Appearance()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer passes it
        """Return the names of the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Import and return a command; None if there is none with the name."""
        verb, _, second = cmd_name.partition(" ")
        if verb not in (*COMMANDS, *HIDDEN) or (second and second not in SECOND.get(verb, ())):
            return None
        if cmd_name not in self.commands:
            from clipper.cli.option_groups import with_option_groups
            from clipper.cli.options import VerbCommand

            name = re.sub("[ -]", "_", cmd_name) + "_" * iskeyword(cmd_name)
            function = getattr(importlib.import_module(f"clipper.cli.commands.{name}"), name)
            single = typer.Typer(add_completion=False, rich_markup_mode="markdown")
            callback, headings = with_option_groups(function)
            single.command(cmd_name, cls=VerbCommand)(callback)
            command: Any = typer.main.get_command(single)
            command.headings = headings
            global_options.add_global_options(command.params, hidden=True)
            self.commands[cmd_name] = command
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command of the first word, or of the first two: `tags rename` is a command of its own."""
        first, two = args[0], " ".join(args[:2])
        if len(args) > 1 and args[1] in SECOND.get(args[0], ()):
            return two, self.get_command(ctx, two), args[2:]
        if two in ALIASES:
            return ALIASES[two], self.get_command(ctx, ALIASES[two]), args[2:]
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException as error:
            from clipper.cli.usage import describe_command

            if not first.startswith("-"):
                error.message = describe_command(first, COMMANDS)
            raise

    def second_words(self, ctx: Any, verb: str, incomplete: str) -> Iterator[tuple[str, str]]:
        """Yield the second words of a verb that begin with `incomplete`, each with the help of that command."""
        for word in SECOND.get(verb, ()):
            if word.startswith(incomplete):
                yield word, self.get_command(ctx, f"{verb} {word}").get_short_help_str()

    def summary(self, name: str) -> tuple[str, str]:
        """Return the heading of a command in the help, and the first sentence of its own help."""
        return COMMANDS[name], inspect.cleandoc(self.get_command(None, name).help).partition("\n\n")[0]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        global_options.write_help(self, ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the global options, and store the command line, which the history records."""
        if args[:1] and args[0] in ("--install-completion", "--show-completion") and not ctx.resilient_parsing:
            from clipper.cli import shells

            raise shells.serve(args[0], "".join(args[1:2]), ctx.info_name)
        ctx.meta[_COMMAND_LINE] = tuple(args)
        global_options.start(ctx, self.appearance)
        return super().parse_args(ctx, args)

    def make_context(self, *arguments: Any, **named: Any) -> Any:
        """Parse the global options."""
        self.appearance = Appearance()
        with errors_to_status(self.appearance):
            return super().make_context(*arguments, **named)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with errors_to_status(self.appearance):
            try:
                result = super().invoke(ctx)
            except StoppedError as error:
                ctx.obj.report_stopped(error)
                raise
            sys.stdout.flush()
            return result


app = typer.Typer(
    cls=Commands,
    rich_markup_mode="markdown",
    suggest_commands=False,  # Typer would suggest only commands that are imported already
    pretty_exceptions_enable=False,
    epilog="`clipper help VERB` explains a command.\n\n`clipper help query` explains queries.\n\n"
    "`clipper help templates` explains `--format`.",
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
    version: Annotated[  # noqa: ARG001 - its callback prints it
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep news clippings as Markdown files, and find them again.

    `clipper add https://example.com/news`, `clipper list ceasefire tag:world`, `clipper show shbz`
    """
    from clipper.cli.session import Session
    from clipper.system.system import System

    system = ctx.obj if isinstance(ctx.obj, System) else System()
    ctx.obj = Session(system, archive, global_options.current_appearance(ctx), ctx.meta[_COMMAND_LINE])
    ctx.call_on_close(ctx.obj.close)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help(), color=ctx.color)
