"""`clipper list`: list the clips that match."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli.completers import complete_one_of, complete_sort
from clipper.cli.options import Json, QueryOptions, current_session, limit_option
from clipper.model.frozen import Frozen

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.query import Node

Sort = Annotated[
    str | None,
    typer.Option(
        metavar="KEY",
        help="Sort by date, clipped, title, words, relevance or any field; -KEY reverses.",
        autocompletion=complete_sort,
    ),
]
Limit = Annotated[int | None, limit_option("Show at most N clips; 0 is all. A table shows 20.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, tsv, csv, json, jsonl, paths, handles, or a template such as '{date} {title}'.",
        autocompletion=complete_one_of("table", "tsv", "csv", "json", "jsonl", "paths", "handles"),
    ),
]
Columns = Annotated[
    str | None,
    typer.Option("--columns", metavar="NAMES", help="The columns of a table, TSV or CSV, with commas between."),
]
Passages = Annotated[bool, typer.Option("--passages", help="Show where the words of the query stand in the texts.")]
Print0 = Annotated[
    bool, typer.Option("--print0", "-0", help="End each path, handle or line of a template with NUL, for xargs -0.")
]
Stories = Annotated[bool, typer.Option("--stories", help="One row for each story, with the number of outlets.")]

Marked = Annotated[bool, typer.Option("--marked", help="Short for tag:marked.")]


class ListOptions(Frozen):
    """Which clips a list shows of those that match, in which order, and how."""

    sort: Sort = None
    limit: Limit = None
    format_: Format = None
    columns: Columns = None
    passages: Passages = False
    print0: Print0 = False
    stories: Stories = False
    marked: Marked = False
    json: Json = False

    def shape(self, *, on_terminal: bool) -> str:
        """Return the format that the options ask for; raise UsageError where two of them do not go together."""
        from clipper.errors import UsageError

        shape = self.format_ or ("json" if self.json else "paths" if self.print0 else "table" if on_terminal else "tsv")
        if self.print0 and shape not in {"paths", "handles"} and "{" not in shape:
            raise UsageError("--print0 ends paths, handles and lines of a template", hint="Such as `--format handles`.")
        if self.columns is not None and shape not in {"table", "tsv", "csv"}:
            raise UsageError("--columns is for a table, TSV and CSV", hint="A template names its fields itself.")
        return shape


def list(ctx: typer.Context, *, query: QueryOptions, options: ListOptions) -> None:
    """List the clips that match, newest or best match first.

    `clipper list 'tag:world date:last month'`

    `clipper list peace talks --source reuters`

    The best match comes first if the query has free words.
    """
    session = current_session(ctx)
    shape = options.shape(on_terminal=session.on_terminal)
    node = query.node(session.library)
    if options.marked:
        from clipper.query import Tagged, all_of

        node = all_of((node, Tagged("marked")))
    columns = _columns(session, options)
    if options.passages:
        from clipper.analysis.passages import phrases

        if not phrases(node):
            session.tell(
                "--passages shows where words of the query stand; this query has none that is searched in texts."
            )
    if shape == "table":
        _draw_table(session, node, options, columns or session.config.columns)
    else:
        _write(session, node, options, shape, columns)
    session.report_skipped()


def _columns(session: "Session", options: ListOptions) -> tuple[str, ...]:
    """Return the columns that are asked for; raise UsageError for one, or for an order, that no clip has."""
    if options.sort is None and options.columns is None:
        return ()
    from clipper.library import field_names

    if options.sort:
        field_names.check_sort(options.sort, session.library.index)
    return () if options.columns is None else field_names.parse_columns(options.columns, session.library.index)


def _write(session: "Session", node: "Node", options: ListOptions, shape: str, columns: tuple[str, ...]) -> None:
    from clipper.output.plain import clips, template

    if "{" in shape:
        from clipper.library import field_names

        for name in template.names(shape):
            field_names.check_field(name, session.library.index)
    library, sort, limit, by_story = session.library, options.sort or "", options.limit or 0, options.stories
    if shape == "tsv" and not columns and not options.passages:
        session.write(clips.tsv(library.rows(node, sort, limit, by_story=by_story)))
        return
    matching = library.search(node, sort, limit, by_story=by_story)
    if options.passages:
        from clipper.library import texts

        matching = texts.with_passages(matching, library.index, node)
    elif template.reads_text(shape) or not template.FROM_TEXT.isdisjoint(columns):
        from clipper.library import texts

        matching = texts.with_bodies(matching, library.index)
    if shape == "paths" and not session.on_terminal:
        session.write_bytes(clips.raw_paths(matching, b"\0" if options.print0 else b"\n", library.folder_from_here))
        return
    more = ((clips.STORY_COLUMNS[: 1 if shape == "tsv" else None]) if by_story else ()) + (
        clips.PASSAGE_COLUMNS if options.passages else ()
    )
    end = "\0" if options.print0 else "\n"
    folder = library.folder_from_here
    session.write(clips.serialize(shape, matching, more=more, columns=columns, end=end, folder=folder))


def _draw_table(session: "Session", node: "Node", options: ListOptions, columns: tuple[str, ...]) -> None:
    from clipper.output.plain import template
    from clipper.output.terminal.clips import render

    limit = session.config.limit if options.limit is None else options.limit
    page = session.library.result_page(node, options.sort or "", limit, by_story=options.stories)
    if not page.stored:
        session.tell(session.library.no_match_message(node))
        return
    stored, passages = page.stored, None
    if not template.FROM_TEXT.isdisjoint(columns):
        from clipper.library import texts

        stored = [*texts.with_bodies(stored, session.library.index)]
    if options.passages:
        from clipper.library import texts
        from clipper.output.terminal.passages import passage_length

        passages = texts.passages(stored, session.library.index, node, passage_length(session.width))
    session.draw(
        lambda width: render(
            stored,
            unique_lengths=page.unique,
            total=page.total,
            width=width,
            columns=columns,
            sorted_by=page.order,
            unreadable=page.unreadable,
            passages=passages,
        )
    )
