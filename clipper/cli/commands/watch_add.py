"""`clipper watch add`: watch a feed."""

from typing import Annotated

import typer

from clipper.cli.completers import complete_tag, complete_word
from clipper.cli.options import FetchOptions, Quiet, current_session
from clipper.text import safe, with_noun


def watch_add(
    ctx: typer.Context,
    *,
    url: Annotated[str, typer.Argument(metavar="ADDRESS", help="The address of a feed: RSS, Atom or JSON Feed.")],
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUERY]...", help="Keep only entries that match; without one, all.", autocompletion=complete_word
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Its name here; without one, its own title.")
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(
            "--tag", "-t", metavar="TAG", help="A tag for its clips; can be repeated.", autocompletion=complete_tag
        ),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Fetch the whole articles, not only what the feed has of them.")
    ] = False,
    fetching: FetchOptions,
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Watch a feed for entries that match a query.

    `clipper watch add https://example.com/feed.xml harbour -t ports --full`

    It is written into the archive's `.clipper.toml`. Nothing is kept yet: `clipper watch` does that.
    """
    from clipper.config.feeds import FeedSetting
    from clipper.library import feeds
    from clipper.model.fields import validate_tag
    from clipper.model.tags import spell_as_known
    from clipper.query.arguments import join_arguments

    session = current_session(ctx)
    library = session.library_for_adding(dry_run=False)
    tags, notices = spell_as_known([validate_tag(each) for each in tag or ()], session.tag_counts)
    words = join_arguments(word.strip() for word in query or ())
    setting = FeedSetting(url.strip(), words, tuple(tags), full)

    feed = feeds.try_out(library, setting, fetching.limits())
    chosen = name or feeds.free_name(feed.title, library.config.feeds)
    feeds.add(library, chosen, setting)

    for notice in notices:
        session.tell(notice)
    told = f"It has {with_noun(len(feed.entries), 'piece')} now."
    command = "clipper watch --allow-private" if fetching.allow_private else "clipper watch"
    session.tell(f"Watching “{safe(chosen)}”. {told} `{command}` keeps those that match.")
