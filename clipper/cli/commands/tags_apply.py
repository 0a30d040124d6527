"""`clipper tags apply`: apply the owner's rules to the clips in the archive."""

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, QueryOptions, current_session


def tags_apply(ctx: typer.Context, *, query: QueryOptions, options: ChangeOptions) -> None:
    """Add the tags of the `[rules]` in the settings to clips.

    `clipper tags apply --dry-run`, `clipper tags apply source:reuters`

    A rule is a query and its tags: `"source:reuters ceasefire" = "world"`

    `clipper add` applies the rules to new clips. A rule may build on the tags of another one; no rule removes a tag.
    """
    from clipper.analysis.rules import describe, parse_rules, spell_as_known
    from clipper.library import retag

    session = current_session(ctx)
    node = query.node(session.library)
    rules = parse_rules(session.config, session.system.today())
    if not rules:
        session.tell(
            'There is no rule. Write rules into `[rules]` of the archive\'s .clipper.toml: `"query" = ["tag"]`.'
        )
        return
    rules = spell_as_known(rules, session.tag_counts)
    plan, counts = retag.apply_rules(session.library, rules, node)

    for line in describe(counts):
        session.tell(line)
    confirm.change(session, plan, options)
