"""`clipper tags`: count the tags."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli.options import Json, QueryOptions, current_session
from clipper.cli.second_words import no_match_message
from clipper.errors import UsageError
from clipper.model.spelling import did_you_mean
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.query import Node


def tags(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    flat: Annotated[bool, typer.Option("--flat", help="Show a list of whole tags, not a tree.")] = False,
    sort: Annotated[
        str, typer.Option(metavar="KEY", help="Sort by name, count or last (the date of the newest clip).")
    ] = "count",
    unused_twins: Annotated[
        bool,
        typer.Option("--unused-twins", help="Show tags used once or similar to another, and how to merge them."),
    ] = False,
    json: Json = False,
) -> None:
    """Show the tags in use as a tree, with numbers of clips.

    `clipper tags`, `clipper tags source:reuters --flat`

    The columns are the clips with the tag, those with a tag below it too, and the date of the newest.

    `clipper tags rename`, `merge`, `split`, `remove` and `apply` change tags in every clip; each has its own `--help`.
    """
    from clipper.analysis import tag_tree
    from clipper.analysis.tally import TALLY_ORDERS

    if sort not in TALLY_ORDERS:
        raise UsageError(
            f"tags are sorted by {', '.join(TALLY_ORDERS)}, not “{safe(sort)}”{did_you_mean(sort, TALLY_ORDERS)}"
        )
    session = current_session(ctx)
    node = query.node(session.library)
    if unused_twins:
        _show_doubtful_tags(session, node, json=json)
        return
    counts = (tag_tree.flat if flat else tag_tree.tree)(session.library.index.tag_sets(node), sort)

    if json or not session.on_terminal:
        from clipper.output.plain import tags as plain

        session.write(plain.json(counts) if json else plain.tsv(counts))
    elif counts:
        from clipper.output.terminal.tags import render

        session.draw(lambda width: render(counts, width=width, flat=flat))
    else:
        session.tell(
            no_match_message(session, node, "tags", query.query)
            if not session.library.index.count(node)
            else "No clip has a tag."
        )
    session.report_skipped()


def _show_doubtful_tags(session: "Session", node: "Node", *, json: bool) -> None:
    """Show tags that are perhaps misspelled, each with the command that merges it with another."""
    from clipper.analysis.checks.similar_tags import find_doubtful_tags
    from clipper.output.plain import tags as plain

    doubtful_tags = find_doubtful_tags(session.library.index.tag_counts(node))
    if json or not session.on_terminal:
        session.write(plain.doubtful_json(doubtful_tags) if json else plain.doubtful_tsv(doubtful_tags))
    elif doubtful_tags:
        from clipper.output.terminal.tags import render_doubtful

        session.draw(lambda width: render_doubtful(doubtful_tags, width=width))
    else:
        session.tell("No tag is used only once or looks like another.")
