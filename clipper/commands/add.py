"""`clipper add`: clippings come in."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from clipper import collect
from clipper.clip import Kept
from clipper.errors import ClipperError, RefusedError
from clipper.options import DryRun, Force, Quiet, complete_source, complete_tag, session
from clipper.session import Session
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.collect.taking import Taken


def add(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...", help="Text, Markdown, a page; - or nothing is standard input, else editor."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The headline.")] = None,
    source: Annotated[str | None, typer.Option(help="The outlet.", autocompletion=complete_source)] = None,
    date: Annotated[str | None, typer.Option(help="The day of publication: 2025-05-19, 2025-05, 19 May 2025.")] = None,
    author: Annotated[list[str] | None, typer.Option(help="An author; may be given again.")] = None,
    url: Annotated[str | None, typer.Option(help="The address of the piece.")] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", "-t", help="A tag; may be given again.", autocompletion=complete_tag)
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Look over each clip in the editor first.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Take what comes in for pages, whatever it looks like.")] = False,
    keep_html: Annotated[bool, typer.Option("--keep-html", help="Keep each page beside its clip, compressed.")] = False,
    keywords: Annotated[bool, typer.Option("--keywords", help="Take the keywords of a page as tags.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show where on a page each field was found.")] = False,
    encoding: Annotated[str | None, typer.Option(help="The encoding of the text, where it is not UTF-8.")] = None,
    no_rules: Annotated[bool, typer.Option("--no-rules", help="Leave the rules of the settings aside.")] = False,
    max_size: Annotated[int, typer.Option(metavar="MB", min=1, help="Refuse what is larger.")] = 10,
    force: Force = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    """Keep clippings: a text, Markdown, a saved page, or a pasted piece, begun by `date 2000-05-19 [Source: Reuters]`.

    What the text says of itself is understood; what the options say wins. Several pieces in one file, each begun by
    such a line, become several clips. A page is recognised by what is in it, HTML or MHTML.
    """
    at = session(ctx)
    writes = not files and sys.stdin.isatty()
    inputs = [] if writes else [*collect.gather(files or ["-"], at.outside.here, most=max_size, html=html)]
    with collect.Pages(inputs, url=url, encoding=encoding) as pages:  # they are read while the rest is loaded
        from clipper.capture.intake import Given
        from clipper.collect import drafts, taking

        given = Given(title, source, date, author or (), url, tag or ())
        manner = taking.Manner(at.outside.now().isoformat(), encoding, keywords=keywords, original=keep_html)
        found, failed = taking.take(inputs, pages, given, manner, at.config.sources)
    with drafts.kept_until_done(at.outside) as copies:
        if writes or edit:
            asked = found or ([drafts.blank(given)] if writes else [])
            found = [*drafts.edited(at.outside, at.config.editor, asked, manner.clipped, copies)]
        if not found and not failed:
            raise RefusedError("there is nothing to keep")

        kept, refused = _kept(at, found, force=force, dry_run=dry_run) if found else ([], [])

        if explain and any(one.said for one in found):
            _explain(at, found)
        else:
            at.show(kept)
        if not quiet:
            _tell(at, found, kept if not dry_run else [], explain=explain)
        at.fail([*failed, *refused], of=len(found) + len(failed))


def _explain(at: Session, found: "list[Taken]") -> None:
    from clipper.views import explained

    if at.on_terminal:
        from clipper.views.explanation import explanation

        at.draw(lambda width: explanation(found, width=width))
    else:
        at.write(explained.tsv(found))


def _tell(at: Session, found: "list[Taken]", kept: list[Kept], *, explain: bool) -> None:
    for notice in (notice for one in found for notice in one.notices):
        at.tell(notice)
    if explain:
        for one in kept:
            at.tell(f"Kept as {one.handle}, {safe(one.path)}.")
    for one in [one for one in kept if not one.clip.date][:3]:
        at.tell(f"{one.handle} has no date: `clipper edit {one.handle} --set date=2025-05-19` sets it.")
