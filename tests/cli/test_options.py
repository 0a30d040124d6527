"""A command declares groups of options; Typer sees the options, and the command gets the groups."""

import inspect
from typing import Annotated

import typer

from clipper.cli.option_groups import with_option_groups
from clipper.cli.options import ChangeOptions, QueryOptions


def command(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    flat: Annotated[bool, typer.Option("--flat")] = False,
    options: ChangeOptions,
) -> None:
    ctx.obj = (query, flat, options)


def test_the_options_of_a_group_take_its_place() -> None:
    parameters = inspect.signature(with_option_groups(command)[0]).parameters
    assert [*parameters] == [
        *("ctx", "query", "source", "tag", "since", "until", "flat", "force", "dry_run", "yes", "quiet")
    ]
    assert parameters["tag"].default is None
    assert parameters["yes"].annotation == ChangeOptions.__annotations__["yes"]


def test_the_command_gets_each_group_as_one_value() -> None:
    app = typer.Typer()
    seen: list[object] = []

    def show(*, query: QueryOptions, options: ChangeOptions) -> None:
        seen.extend((query, options))

    app.command()(with_option_groups(show)[0])
    app(["peace", "-t", "world", "--yes"], standalone_mode=False)
    assert seen == [QueryOptions(query=["peace"], tag=["world"]), ChangeOptions(yes=True)]
