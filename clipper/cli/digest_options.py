"""The options of `clipper digest`: which form a press review has, where it is written, and what it shows."""

from typing import Annotated

import typer

from clipper.cli.completers import complete_one_of
from clipper.cli.options import Output, Overwrite, choice
from clipper.errors import UsageError
from clipper.model.frozen import Frozen
from clipper.output.review.forms import SUFFIXES
from clipper.text import safe

FORMS = tuple(SUFFIXES)
BY = ("tag", "outlet", "day", "nothing")
LANGUAGES = ("en", "de", "fr")

To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="FORM",
        help=f"{', '.join(FORMS[:-1])} or {FORMS[-1]}. Without it, the suffix of FILE says which.",
        autocompletion=complete_one_of(*FORMS),
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="WHAT",
        help="tag, outlet, day or nothing: what the sections are. By default tag.",
        autocompletion=complete_one_of(*BY),
    ),
]
Full = Annotated[bool, typer.Option("--full", help="Print full texts where that is allowed, not excerpts.")]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The title. By default with the date.")]
Subtitle = Annotated[str | None, typer.Option("--subtitle", metavar="TEXT", help="A line below the title.")]
Licence = Annotated[
    str | None, typer.Option("--licence", metavar="TEXT", help="A line about the rights, on the cover.")
]
Edit = Annotated[bool, typer.Option("--edit", help="Edit the outline first.")]
OutlineOption = Annotated[
    str | None,
    typer.Option(
        "--outline", metavar="FILE", help="Make the review from the outline in FILE; if there is none, keep it there."
    ),
]
Notes = Annotated[bool, typer.Option("--notes", help="Print your notes and highlights too.")]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="LANGUAGE",
        help="en, de or fr: the language of headings and dates. By default en.",
        autocompletion=complete_one_of(*LANGUAGES),
    ),
]
Declare = Annotated[
    str | None,
    typer.Option("--declare", metavar="FILE", help="Write what was used, for a licensing body: .csv or .xlsx."),
]
Fonts = Annotated[str | None, typer.Option("--fonts", metavar="FOLDER", help="Fonts for a PDF, besides the system's.")]
Boxes = Annotated[bool, typer.Option("--boxes", help="Print boxes in a PDF for letters that no font has.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with status 1 if less is shown than was asked for.")]


class DigestChoice(Frozen):
    """Which form a press review has, where it is written, and what it shows."""

    to: To = None
    output: Output = None
    by: By = None
    full: Full = False
    edit: Edit = False
    outline: OutlineOption = None
    title: Title = None
    subtitle: Subtitle = None
    licence: Licence = None
    language: Language = None
    notes: Notes = False
    declare: Declare = None
    fonts: Fonts = None
    boxes: Boxes = False
    strict: Strict = False
    force: Overwrite = False

    def form(self) -> str:
        """Return the name of the form; raise UsageError if there is none of that name, or none is named.

        It is empty where the outline alone is written.
        """
        from clipper.output.review import forms

        if self.to is not None:
            form = choice("form", self.to, FORMS)
            if forms.by_suffix(self.output or "") not in {"", form}:
                hint = f"Leave out --to, or name a file that ends in {SUFFIXES[form]}."
                raise UsageError(f"{safe(self.output or '')} has the suffix of another form than {form}", hint=hint)
            return form
        if name := forms.by_suffix(self.output or ""):
            return name
        if self.outline and self.output is None and self.declare is None:
            return ""
        what = f"the suffix of {safe(self.output)} is that of no form" if self.output else "name the form"
        raise UsageError(f"{what}: --to FORM, or -o FILE with its suffix", hint=f"The forms are {', '.join(FORMS)}.")
