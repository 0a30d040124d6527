"""`clipper edit`: change a clip in the editor, or fields of clips."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import confirm, deeds, moves
from clipper.cli.completers import complete_assignment, complete_key
from clipper.cli.names import with_those_on_stdin
from clipper.cli.options import ChangeOptions, OptionalClip, Where, current_session
from clipper.errors import ClipperError, RefusedError, UnreadableError, UsageError
from clipper.model.clip import StoredClip
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.cli.session import Session

_ONE_IN_EDITOR = "the editor opens one clip: give --set or --unset for many"
_NEW_KEY = "--new-key sets a key of your own."


def edit(
    ctx: typer.Context,
    *,
    clip: OptionalClip = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="Set a field; repeat it for several authors or tags.",
            autocompletion=complete_assignment,
        ),
    ] = None,
    unset: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="Remove a field.", autocompletion=complete_key)
    ] = None,
    new_key: Annotated[bool, typer.Option("--new-key", help="Set a key that no clip has yet.")] = False,
    where: Where = None,
    options: ChangeOptions,
) -> None:
    """Change a clip in the editor, or fields of clips.

    `clipper edit shbz`

    `clipper edit --where source:bbc --set source="BBC News"`

    Nothing else in the files changes. If the name of a file tells the old date or title, clipper offers to move it.
    """
    from clipper.library import edit_clips
    from clipper.model import fields

    if (clip is None) == (where is None):
        raise UsageError("name the clip, or the query that finds many with --where")
    session = current_session(ctx)
    changes = fields.parse_changes(set_ or [], unset or [], session.system.today())
    if where is not None and not changes:
        raise UsageError(_ONE_IN_EDITOR)
    if where is not None:
        clips = confirm.find_clips(session, where)
        if not clips:
            return
    else:
        clips = session.library.find_all(with_those_on_stdin([clip or ""]))
    if not changes:
        if len(clips) != 1:
            raise UsageError(_ONE_IN_EDITOR)
        _edit_in_editor(session, clips[0], options)
        return
    _check(session, changes, new_key=new_key)
    confirm.change(session, edit_clips.set_fields(clips, changes), options, found_by_query=where is not None)


def _check(session: "Session", changes: dict[str, list[str]], *, new_key: bool) -> None:
    """Raise UsageError for a key that no clip has, unless it may be new; spell the tags as the archive does."""
    from clipper.library import field_names
    from clipper.model import tags

    index = session.library.index
    for key in (key for key, values in changes.items() if values and not new_key):
        field_names.check_field(key, index, (), hint=_NEW_KEY)
    if changes.get("tags"):
        changes["tags"], notices = tags.spell_as_known(changes["tags"], index.tag_counts())
        for notice in notices:
            session.tell(notice)


def _edit_in_editor(session: "Session", stored: StoredClip, options: ChangeOptions) -> None:
    """Let the user edit a copy of a clip, and write it into the clip; an error says where the copy is."""
    from clipper import clipfile
    from clipper.library import edit_clips

    path = stored.path
    before = session.library.archive.read(path)
    after, copy = session.system.edit(before, session.config.editor)
    if after == before:
        session.system.discard_copy(copy)
        session.tell(f"{safe(path)} is as it was.")
        return
    copy_hint = f"what you wrote is in {safe(str(copy))}"
    question = f"Leave {safe(path)} without any text?"
    if not (after.strip() or options.yes or (session.can_ask and session.confirm(question))):
        raise RefusedError(f"{safe(path)} was emptied in the editor, and is kept as it was; {copy_hint}")
    try:
        clipfile.read(after)
    except UnreadableError as error:
        raise UnreadableError(
            f"{error.in_file(path)}; the clip is kept as it was; {copy_hint}", line=error.line
        ) from error

    try:
        plan, left = moves.settle(session, edit_clips.replace_file(stored, before, after), ask=not options.yes)
        outcome = session.library.writer.change(plan.edits, deed=plan.deed, moves=plan.moves, force=options.force)
        session.raise_if_any(outcome.failed, total=1)
    except ClipperError as error:
        raise error.with_suffix(copy_hint) from error
    session.system.discard_copy(copy)
    session.warn_of_hard_links(outcome.linked)
    deeds.report(session, plan.deed, outcome)
    moves.report_left(session, left, outcome)
