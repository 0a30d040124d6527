"""A change of many clips at once: asked about, done as one operation, and told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clipper.cli.options import ChangeOptions
from clipper.cli.session import Session
from clipper.errors import NotFoundError, RefusedError
from clipper.model.clip import StoredClip
from clipper.text import count, safe

if TYPE_CHECKING:
    from clipper.store.operation import Edit

ASKS_FROM = 20
"""So many clips are changed only after a question."""


def change(
    session: Session, found: Sequence[StoredClip], edit: "Edit", options: ChangeOptions, *, why: str = ""
) -> None:
    """Change clips by one edit; `why` is what must be said, and agreed to, however few they are."""
    change_each(session, [(stored, edit) for stored in found], options, why=why)


def change_each(
    session: Session, edits: "Sequence[tuple[StoredClip, Edit]]", options: ChangeOptions, *, why: str = ""
) -> None:
    """Change clips, each by an edit of its own; `why` as in `change`."""
    number = count(len(edits), "clip")
    if why and not (options.quiet and options.yes):
        session.tell(why)
    if (why or len(edits) >= ASKS_FROM) and not options.dry_run and not options.yes:
        if not session.asks:
            raise RefusedError(f"{number} would be changed", hint="--dry-run shows them, --yes changes them.")
        if not session.confirm(f"Change {number}?"):
            raise RefusedError("nothing was changed")
    with session.progress("changing", len(edits)) as advance:
        outcome = session.library.writer.change(edits, advance, dry_run=options.dry_run, force=options.force)
    if options.dry_run:
        session.show(outcome.changed)
    if not options.quiet:
        done = f"{'Would change' if options.dry_run else 'Changed'} {count(len(outcome.changed), 'clip')}"
        back = " `clipper undo` takes it back." if outcome.changed and not options.dry_run else ""
        same = f"; {outcome.same} had it so already" if outcome.same else ""
        session.tell(f"{done}{same}.{back}")
    session.warn_of_links(outcome.linked)
    session.fail(outcome.failed, of=len(edits))


def bearing(session: Session, tags: Sequence[str], *, exact: bool = False) -> list[StoredClip]:
    """Return the clips that bear one of these tags, or unless `exact` one below it; each tag must be in use."""
    from clipper import query
    from clipper.model.tags import near_misses
    from clipper.query.haystack import tag_key

    nodes = {tag: query.Tagged(tag_key(tag), exact=exact) for tag in tags}
    for tag, node in nodes.items():
        # Half a character, which odd bytes on the command line become, stands in no clip; SQLite does not take it.
        is_text = tag.encode("utf-8", "replace").decode() == tag
        if not is_text or not session.library.index.count(node):
            near = near_misses(tag, session.library.index.tag_counts())
            hint = f"There is {' and '.join(map(safe, near))}." if near else "`clipper tags` shows those in use."
            raise NotFoundError(f"no clip has the tag “{safe(tag)}”", hint=hint)
    return session.library.search_for_change(query.any_of(nodes.values()))
