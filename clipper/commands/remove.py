"""`clipper remove`: clips leave the archive."""

import typer

from clipper.errors import RefusedError, UsageError
from clipper.options import DryRun, OptionalClips, Quiet, Where, Yes, session
from clipper.text import count


def remove(
    ctx: typer.Context,
    clips: OptionalClips = None,
    where: Where = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
) -> None:
    """Take clips out of the archive; their files are put aside in its `.clipper` folder."""
    at = session(ctx)
    if bool(clips) == (where is not None):
        raise UsageError("name the clips, or the query that finds them with --where")
    library = at.library
    found = library.find_all(clips) if clips else library.for_bulk(library.ask([where or ""]))

    if found and not dry_run and not yes:
        if not at.asks and where is not None:
            raise RefusedError(f"{count(len(found), 'clip')} would be removed", hint="Add --yes.")
        at.show(found)
        if at.asks and not at.confirm(f"Remove {count(len(found), 'clip')}?"):
            raise RefusedError("nothing was removed")
    aside = None if dry_run else library.remove(found)

    if dry_run:
        at.show(found)
        at.tell(f"{count(len(found), 'clip')} would be removed.")
    elif not quiet:
        lie = f"; the last of them lies in {aside}" if len(found) > 1 else f"; it lies in {aside}"
        at.tell(f"Removed {count(len(found), 'clip')}{lie if found else ''}.")
