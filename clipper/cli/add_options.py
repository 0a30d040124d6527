"""The options of `clipper add`, in groups: fields that the user gives, how inputs are read, and how clips are kept."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import offer
from clipper.cli.completers import complete_source, complete_tag
from clipper.cli.options import DryRun, Evidence, Force, NoRules, Quiet
from clipper.model.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.cli.session import Session
    from clipper.intake.inputs import Input
    from clipper.intake.overrides import Overrides
    from clipper.intake.page_queue import PageQueue
    from clipper.intake.read_inputs import AddOptions


class FieldOptions(Frozen):
    """Fields that the user gives; they win over what the text says."""

    heading = "Fields"

    title: Annotated[str | None, typer.Option(metavar="HEADLINE", help="The headline.")] = None
    source: Annotated[
        str | None, typer.Option(metavar="OUTLET", help="The outlet.", autocompletion=complete_source)
    ] = None
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day of publication: 2025-05-19, 19 May 2025, yesterday.")
    ] = None
    author: Annotated[list[str] | None, typer.Option(metavar="NAME", help="An author; can be repeated.")] = None
    url: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The address of the text, or of a saved page.")] = (
        None
    )
    page: Annotated[str | None, typer.Option(help="The page in print: 3, A4, 12-14.")] = None
    section: Annotated[str | None, typer.Option(help="The section: Sport, Opinion.")] = None
    place: Annotated[str | None, typer.Option(help="The place in the dateline.")] = None
    edition: Annotated[str | None, typer.Option(help="The edition.")] = None
    agency: Annotated[str | None, typer.Option(metavar="NAME", help="The news agency that the text is from.")] = None
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", "-t", metavar="TAG", help="A tag; can be repeated.", autocompletion=complete_tag),
    ] = None

    def overrides(self, session: "Session") -> "tuple[Overrides, list[str]]":
        """Return the fields as the intake takes them, the tags as the archive spells them; and which it respells.

        Raise UsageError for a value that is not valid.
        """
        from clipper.intake.overrides import Overrides
        from clipper.model.tags import spell_as_known

        given = Overrides(
            self.title,
            self.source,
            self.date,
            self.author or (),
            self.url,
            self.tag or (),
            page=self.page,
            section=self.section,
            place=self.place,
            edition=self.edition,
            agency=self.agency,
            today=session.system.today(),
        )
        if not given.tags:
            return given, []
        tags, notices = spell_as_known(given.tags, session.tag_counts)
        return replace(given, tags=tags), notices


class ReadOptions(Frozen):
    """How the inputs are read."""

    heading = "Pages"

    edit: Annotated[
        bool, typer.Option("--edit", "-e", help="Open each clip in the editor first.", rich_help_panel="Text")
    ] = False
    html: Annotated[bool, typer.Option("--html", help="Read the input as HTML pages.")] = False
    keep_html: Annotated[
        bool, typer.Option("--keep-html", help="Keep the page itself beside its clip, compressed.")
    ] = False
    wide: Annotated[bool, typer.Option("--wide", help="Take all the text around the article too.")] = False
    captions: Annotated[bool, typer.Option("--captions", help="Keep the captions of pictures, in italics.")] = False
    keywords: Annotated[bool, typer.Option("--keywords", help="Add the keywords of a page as tags.")] = False
    explain: Annotated[bool, typer.Option("--explain", help="Show what states each field.")] = False
    clipboard: Annotated[
        bool, typer.Option("--clipboard", help="Add what is in the clipboard.", rich_help_panel="Text")
    ] = False
    evidence: Evidence = False
    join_lines: Annotated[
        bool,
        typer.Option("--join-lines", help="Join lines and broken words, as of a PDF.", rich_help_panel="Text"),
    ] = False
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The encoding of the text, if it is not UTF-8.", rich_help_panel="Text"),
    ] = None

    def pages(self, inputs: "Sequence[Input]", *, url: str | None) -> "PageQueue":
        """Return the queue that reads the pages among some inputs; `url` is for those without an address."""
        from clipper.intake.page_queue import PageQueue

        return PageQueue(inputs, url=url, encoding=self.encoding, wide=self.wide, captions=self.captions)

    def add_options(self, session: "Session", *, any_form: bool) -> "AddOptions":
        """Return the options as the intake takes them; with `any_form` a text may have any form, such as JSON."""
        from clipper.intake.read_inputs import AddOptions

        now = session.system.now().isoformat()
        evidence = self.evidence or session.config.evidence
        return AddOptions(
            now,
            self.encoding,
            keywords=self.keywords,
            original=self.keep_html,
            evidence=evidence,
            choose_day=offer.day_chooser(session),
            any_form=any_form,
            join_lines=self.join_lines,
        )


class KeepOptions(Frozen):
    """How the clips are kept."""

    heading = "Keeping"

    no_rules: NoRules = False
    force: Force = False
    dry_run: DryRun = False
    quiet: Quiet = False
