"""`clipper help`: explain a command, the query, or templates."""

import sys
from typing import Annotated

import typer

from clipper.cli.options import current_session
from clipper.errors import UsageError
from clipper.text import safe


def help(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[TOPIC]...", help="A command, query, or templates.")
    ] = None,
) -> None:
    """Explain a command, queries, or the templates of a list.

    `clipper help add`, `clipper help tags rename`, `clipper help query`, `clipper help templates`
    """
    from clipper.cli import help_topics
    from clipper.cli.help import Page
    from clipper.cli.usage import describe_command
    from clipper.output.terminal.messages import columns

    session = current_session(ctx)
    root = ctx.find_root()
    name = " ".join(words or [])
    if not name:
        session.page(root.get_help())
        return
    if name in help_topics.TOPICS:
        page = Page(columns(sys.stdout), styled=session.appearance.is_styled(sys.stdout))
        help_topics.TOPICS[name](page)
        session.page(page.finish())
        return
    command = root.command.get_command(ctx, name)  # type: ignore[attr-defined]
    if command is None:
        known = [*root.command.list_commands(ctx), *help_topics.TOPICS]  # type: ignore[attr-defined]
        raise UsageError(describe_command(safe(name), known), hint="`clipper --help` lists the commands.")
    with typer.Context(command, parent=root, info_name=name) as own:
        session.page(own.get_help())
