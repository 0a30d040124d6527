"""`clipper tags apply`: the owner's rules, for what is there already."""

from functools import partial

import typer

from clipper.cli import confirm
from clipper.cli.options import DryRun, Force, Query, Quiet, Since, Source, Tag, Until, Yes, current_session


def tags_apply(
    ctx: typer.Context,
    query: Query = None,
    source: Source = None,
    tag: Tag = None,
    since: Since = None,
    until: Until = None,
    force: Force = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
) -> None:
    """Give the clips that match the tags of the `[rules]` in the settings: `"source:reuters ceasefire" = "world"`.

    New clips get them from `clipper add`. A rule may ask for a tag that another one gives; none takes a tag away.
    """
    from clipper import clipfile
    from clipper.analysis import rules
    from clipper.query import all_of

    session = current_session(ctx)
    library = session.library
    asked = library.ask(query, source=source, tag=tag, since=since, until=until)
    written = rules.of(session.config, session.system.today())
    found, done = rules.due(written, lambda rule: library.for_bulk(all_of((asked, rule))), library.whole)

    if not written:
        session.tell('There is no rule. `[rules]` in the archive\'s .clipper.toml holds them: `"query" = ["tag"]`.')
    elif not quiet:
        for line in rules.told(done):
            session.tell(line)
    edits = [(kept, partial(clipfile.with_tags, add=more)) for kept, more in found]
    confirm.change_each(session, edits, confirm.ChangeOptions(dry_run, yes, quiet, force))
