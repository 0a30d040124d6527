"""`clipper tags apply`: the owner's rules, for what is there already."""

from functools import partial

import typer

from clipper import bulk
from clipper.options import DryRun, Force, Query, Quiet, Since, Source, Tag, Until, Yes, session


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
    from clipper import clipfile, rules
    from clipper.query import all_of

    at = session(ctx)
    library = at.library
    asked = library.ask(query, source=source, tag=tag, since=since, until=until)
    written = rules.of(at.config, at.outside.today())
    found, done = rules.due(written, lambda rule: library.for_bulk(all_of((asked, rule))), library.whole)

    if not written:
        at.tell('There is no rule. `[rules]` in the archive\'s .clipper.toml holds them: `"query" = ["tag"]`.')
    elif not quiet:
        for line in rules.told(done):
            at.tell(line)
    edits = [(kept, partial(clipfile.with_tags, add=more)) for kept, more in found]
    bulk.change_each(at, edits, bulk.Manner(dry_run, yes, quiet, force))
