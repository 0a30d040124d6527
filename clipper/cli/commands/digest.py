"""`clipper digest`: make a press review of clips, to send it as it is."""

import contextlib
from typing import TYPE_CHECKING

import typer

from clipper.cli.digest_options import BY, LANGUAGES, DigestChoice
from clipper.cli.options import QueryOptions, choice, current_session
from clipper.errors import ClipperError, RefusedError, UsageError
from clipper.text import safe, with_noun

if TYPE_CHECKING:
    from pathlib import Path

    from clipper.cli.outline_file import OutlineFile
    from clipper.cli.session import Session
    from clipper.library.digest import Digest


def digest(ctx: typer.Context, *, query: QueryOptions, options: DigestChoice) -> None:
    """Make a press review of clips, to send it as it is.

    `clipper digest tag:ports --since monday -o review.html`

    `clipper digest @today --edit --outline monday.md -o review.html`

    Each story is there once, with the outlets that reprinted it. A full text is printed only if you ask for it, and if
    neither an `embargo` nor a `share-until` of the clip forbids it. `[digest]` in the settings has your defaults.
    """
    from clipper.library.digest import DigestOptions, gather, resolve

    session = current_session(ctx)
    form = options.form()
    language = choice("language", options.language or session.config.digest_language, LANGUAGES)
    target = _check_targets(session, options)
    file, errors = _outline(session, query, options, language, writes=bool(form))
    if file is None:
        for name in (options.outline, options.output, options.declare):
            if name not in {None, "-"}:
                session.tell(f"{safe(name or '')} is not written.")
        session.raise_if_any(errors, total=len(errors))
        return
    library = session.library
    try:
        found = resolve(library, file.outline, file.place)
        _keep(session, file, options)
        if form:
            how = DigestOptions(notes=options.notes, excerpt_length=session.config.digest_excerpt)
            read = gather(library, file.outline, found, how)
            left = _write(session, read, form, options, language)
            errors += read.errors
            _tell(session, read, target, left)
            _declare(session, read, options)
    except ClipperError as error:
        raise file.explain(error) from error
    if file.copy:
        session.system.discard_copy(file.copy)
    session.raise_if_any(errors, total=len(found) + len(errors))
    if form and options.strict and read.held_back:
        raise RefusedError(f"{with_noun(len(read.held_back), 'clip')} shown with less than was asked for")


def _check_targets(session: "Session", options: DigestChoice) -> str:
    """Return the name of the file that is written; refuse one that may not be, before anything is asked or read."""
    from clipper.cli.output_file import check_no_clip
    from clipper.output.review.declaration import SUFFIXES
    from clipper.system import files
    from clipper.system.new_file import check_folder, check_target

    if options.declare and not options.declare.lower().endswith(SUFFIXES):
        raise UsageError(f"--declare takes a file whose name ends in {' or '.join(SUFFIXES)}")
    outline = _outline_path(session, options)
    taken = {} if outline is None else {outline.resolve(): "--outline"}
    if outline and (options.edit or not outline.exists()):
        check_no_clip(session, options.outline or "")
        check_folder(outline)
    for option, name in (("-o", options.output), ("--declare", options.declare)):
        if name in {None, "-"}:
            continue
        path = session.system.cwd / files.expand_home(name or "")
        if (other := taken.setdefault(path.resolve(), option)) != option:
            raise UsageError(f"{other} and {option} name the same file, {safe(name or '')}", hint="Name two files.")
        check_no_clip(session, name or "")
        check_target(path, is_folder=False, force=options.force)
    return "" if options.output in {None, "-"} else options.output or ""


def _outline_path(session: "Session", options: DigestChoice) -> "Path | None":
    from clipper.system import files

    return session.system.cwd / files.expand_home(options.outline) if options.outline else None


def _outline(
    session: "Session", query: QueryOptions, options: DigestChoice, language: str, *, writes: bool
) -> "tuple[OutlineFile | None, list[ClipperError]]":
    """Return the outline that is kept, or one that is made from the query, edited if that is asked for.

    None if there is no clip; the errors are those of the clips that cannot be read.
    """
    from clipper.cli import outline_file

    path = _outline_path(session, options)
    asks = bool(query.query or query.source or query.tag or query.since or query.until)
    errors: list[ClipperError] = []
    is_kept = path is not None and path.exists()
    if path is not None and is_kept:
        _check_kept(options, asks=asks, writes=writes)
        file = outline_file.read(path)
    elif path is not None and not asks:
        raise UsageError(f"there is no outline {safe(options.outline or '')}", hint="With a query it is made.")
    else:
        made, errors = _make(session, query, options, language)
        if made is None:
            return None, errors
        file = made
    if options.edit:
        file = outline_file.edit(session, file)
    outline = file.outline
    title = (options.title if is_kept else None) or outline.title or _title(session, options, language)
    subtitle = (options.subtitle if is_kept else None) or outline.subtitle
    return file.replace(outline=outline.replace(title=title, subtitle=subtitle)), errors


def _check_kept(options: DigestChoice, *, asks: bool, writes: bool) -> None:
    """Raise UsageError for what makes no sense with an outline that is there already."""
    if asks:
        hint = "Without a query the review is made from it; --outline with another name keeps a new one."
        raise UsageError(f"the outline {safe(options.outline or '')} is there already", hint=hint)
    if options.by or options.full:
        option = "--by" if options.by else "--full"
        hint = "Its headings are the sections, and `*` asks for a full text."
        raise UsageError(f"{option} says nothing of an outline that is there already", hint=hint)
    if not (writes or options.edit):
        raise UsageError("name the form: --to FORM, or -o FILE with its suffix")


def _make(
    session: "Session", query: QueryOptions, options: DigestChoice, language: str
) -> "tuple[OutlineFile | None, list[ClipperError]]":
    """Make an outline from the query."""
    from clipper.cli.outline_file import OutlineFile
    from clipper.library.outline import Outline
    from clipper.library.plan_outline import plan_outline
    from clipper.output.review import outline
    from clipper.output.review.labels import labels

    library, config = session.library, session.config
    node = query.node(library)
    by = choice("--by", options.by or config.digest_by, BY)
    extent = "full" if options.full or config.digest_full else "excerpt"
    sections, errors = plan_outline(library, node, by=by, extent=extent, other=labels(language).other)  # type: ignore[arg-type]
    if not sections:
        if not errors:
            session.tell(library.no_match_message(node))
        return None, errors
    planned = Outline(_title(session, options, language), options.subtitle or "", sections=sections)
    return OutlineFile(planned, outline.write(planned), "the outline"), errors


def _title(session: "Session", options: DigestChoice, language: str) -> str:
    """Return the title that is asked for; else that of the settings, with the date of today."""
    from clipper.output.review.labels import labels

    words, today = labels(language), session.system.today()
    name = session.config.digest_title or words.title
    return options.title or f"{name}, {words.day((today.year, today.month, today.day))}"


def _keep(session: "Session", file: "OutlineFile", options: DigestChoice) -> None:
    """Write an outline that is new, or was edited, to where the user wants to keep it."""
    path = _outline_path(session, options)
    if path is None or (path.exists() and not file.copy):
        return
    session.system.write_file(path, file.text.encode("utf-8", "replace"))
    session.tell(f"The outline is in {safe(options.outline or '')}.")


def _write(session: "Session", read: "Digest", form: str, options: DigestChoice, language: str) -> str:
    """Write the press review in its form, and return a sentence about what the form left out."""
    from clipper.cli.output_file import open_output
    from clipper.output.review import forms
    from clipper.output.review.issue import make_issue

    licence = session.config.digest_licence if options.licence is None else options.licence
    issue = make_issue(read, language=language, licence=licence)
    binary = (form, forms.SUFFIXES[form]) if form in forms.BINARY else None
    with contextlib.ExitStack() as stack:
        out = open_output(session, stack, options.output, force=options.force, binary=binary)
        return forms.load(form).write(issue, out, forms.FormOptions(_fonts(session, options), options.boxes))


def _declare(session: "Session", read: "Digest", options: DigestChoice) -> None:
    """Write the declaration of what was used, if one is asked for."""
    if not options.declare:
        return
    from pathlib import PurePath

    from clipper.output.review import declaration
    from clipper.system import files
    from clipper.system.new_file import new_file

    with new_file(session.system.cwd / files.expand_home(options.declare), force=options.force) as out:
        declaration.write(read, out, PurePath(options.declare).suffix.lower())
    session.tell(f"What was used is in {safe(options.declare)}.")


def _fonts(session: "Session", options: DigestChoice) -> str:
    """Return the folder of fonts that is named; empty if none is."""
    from clipper.system import files

    folder = session.config.digest_fonts if options.fonts is None else options.fonts
    return str(session.system.cwd / files.expand_home(folder)) if folder else ""


def _tell(session: "Session", read: "Digest", target: str, left: str) -> None:
    """Say what was written, and of which clips less is shown than was asked for."""
    where = f" to {safe(target)}" if target else ""
    reprints = sum(len(clip.reprints) for clip in read.clips)
    more = f" and {with_noun(reprints, 'reprint')}" if reprints else ""
    what = "the press review" if left else f"{with_noun(len(read.clips), 'clip')}{more}"
    session.tell(f"Wrote {what}{where}. {left}".rstrip())
    for held in read.held_back:
        shown = "an excerpt" if held.extent == "excerpt" else "one line"
        session.tell(f"{held.handle} is shown as {shown}: {held.reason}.")
