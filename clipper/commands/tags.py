"""`clipper tags`: what there is, counted, as a tree."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.errors import UsageError
from clipper.options import Json, Query, Since, Source, Tag, Until, session
from clipper.session import Session

if TYPE_CHECKING:
    from clipper.query import Node


def tags(
    ctx: typer.Context,
    query: Query = None,
    source: Source = None,
    tag: Tag = None,
    since: Since = None,
    until: Until = None,
    flat: Annotated[bool, typer.Option("--flat", help="A list of whole tags, not a tree.")] = False,
    sort: Annotated[str, typer.Option(metavar="KEY", help="name, count or last.")] = "count",
    unused_twins: Annotated[
        bool,
        typer.Option("--unused-twins", help="Tags used once, and those that look like another; how to merge them."),
    ] = False,
    json: Json = False,
) -> None:
    """Show the tags in use as a tree, each with its clips, those with what is below, and the day of the last.

    `clipper tags rename`, `merge`, `split` and `remove` change a tag in every clip; each has its own `--help`.
    """
    from clipper import vocabulary

    if sort not in vocabulary.SORTS:
        raise UsageError(f"tags are sorted by {', '.join(vocabulary.SORTS)}")
    at = session(ctx)
    asked = at.library.ask(query, source=source, tag=tag, since=since, until=until)
    if unused_twins:
        _twins(at, asked, json=json)
        return
    grown = (vocabulary.flat if flat else vocabulary.tree)(at.library.index.tag_sets(asked), sort)

    if json or not at.on_terminal:
        from clipper.views import tallies

        at.write(tallies.tags_json(grown) if json else tallies.tags_tsv(grown))
    elif grown:
        from clipper.views.tally import vocabulary as picture

        at.draw(lambda width: picture(grown, width=width, flat=flat))
    else:
        at.tell(at.library.nothing(asked) if not at.library.index.count(asked) else "No clip has a tag.")
    at.notice()


def _twins(at: Session, asked: "Node", *, json: bool) -> None:
    """Show the tags that are perhaps no tags of their own, each with the command that would mend it."""
    from clipper.health.tags import doubtful
    from clipper.views import tallies

    found = doubtful(at.library.index.tag_counts(asked))
    if json or not at.on_terminal:
        at.write(tallies.doubts_json(found) if json else tallies.doubts_tsv(found))
    elif found:
        from clipper.views.tally import doubts

        at.draw(lambda width: doubts(found, width=width))
    else:
        at.tell("No tag is used only once or looks like another.")
