"""`clipper tags apply`: apply the owner's rules to the clips in the archive."""

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, QueryOptions, current_session


def tags_apply(ctx: typer.Context, *, query: QueryOptions, options: ChangeOptions) -> None:
    """Give the clips that match the tags of the `[rules]` in the settings: `"source:reuters ceasefire" = "world"`.

    New clips get them from `clipper add`. A rule may ask for a tag that another one gives; none takes a tag away.
    """
    from clipper.analysis import rules
    from clipper.library import retag

    session = current_session(ctx)
    node = query.node(session.library)
    in_settings = rules.of(session.config, session.system.today())
    plan, counts = retag.apply_rules(session.library, in_settings, node)

    if not in_settings:
        session.tell('There is no rule. `[rules]` in the archive\'s .clipper.toml holds them: `"query" = ["tag"]`.')
    elif not options.quiet:
        for line in rules.told(counts):
            session.tell(line)
    confirm.carry_out(session, plan, options)
