"""`clipper tags apply`: the owner's rules, for what is there already."""

from functools import partial

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, QueryOptions, current_session


def tags_apply(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    options: ChangeOptions,
) -> None:
    """Give the clips that match the tags of the `[rules]` in the settings: `"source:reuters ceasefire" = "world"`.

    New clips get them from `clipper add`. A rule may ask for a tag that another one gives; none takes a tag away.
    """
    from clipper import clipfile
    from clipper.analysis import rules
    from clipper.query import all_of

    session = current_session(ctx)
    library = session.library
    node = query.node(library)
    written = rules.of(session.config, session.system.today())
    found, done = rules.due(written, lambda rule: library.search_for_change(all_of((node, rule))), library.read)

    if not written:
        session.tell('There is no rule. `[rules]` in the archive\'s .clipper.toml holds them: `"query" = ["tag"]`.')
    elif not options.quiet:
        for line in rules.told(done):
            session.tell(line)
    edits = [(kept, partial(clipfile.with_tags, add=more)) for kept, more in found]
    confirm.change_each(session, edits, options)
