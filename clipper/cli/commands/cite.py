"""`clipper cite`: write clips as references."""

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli.completers import complete_one_of
from clipper.cli.options import OptionalClips, Output, Overwrite, Where, choice, current_session
from clipper.errors import ClipperError, UnreadableError, UsageError
from clipper.model.frozen import Frozen
from clipper.output.citation import LANGUAGES, STYLES
from clipper.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.cli.session import Session
    from clipper.model.clip import StoredClip
    from clipper.output.citation.reference import Reference
    from clipper.output.citation.runs import Phrase

_FORMATS = ("plain", "markdown", "html")
_FILE_FORMATS = ("bibtex", "biblatex", "csl", "ris")
_OF_SUFFIXES = {".bib": ("biblatex", "bibtex"), ".ris": ("ris",), ".json": ("csl",)}
"""The formats of files by their suffixes; the first is meant where none is named."""
_OTHER_STYLES = "clipper cite … --to csl | pandoc --citeproc --csl"

Style = Annotated[
    str | None,
    typer.Option(
        "--style",
        metavar="STYLE",
        help=f"{', '.join(STYLES[:-1])} or {STYLES[-1]}. By default apa.",
        autocompletion=complete_one_of(*STYLES),
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="FORMAT",
        help="bibtex, biblatex, csl or ris, for a program that manages references; a suffix of FILE says it too.",
        autocompletion=complete_one_of(*_FILE_FORMATS),
    ),
]
Note = Annotated[bool, typer.Option("--note", help="Write what stands where you quote: a footnote, or (Doe, 2019).")]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="LANGUAGE",
        help="en, de or fr: iso690 is written in it. In others than en, a headline without a language keeps its case.",
        autocompletion=complete_one_of(*LANGUAGES),
    ),
]
AsPrinted = Annotated[
    bool, typer.Option("--as-printed", help="Keep the case of headlines, where Chicago and MLA write capitals.")
]
Archived = Annotated[bool, typer.Option("--archived", help="Lead to the copy in the Internet Archive.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="plain, markdown or html: how italics are written.",
        autocompletion=complete_one_of(*_FORMATS),
    ),
]
Copy = Annotated[
    bool, typer.Option("--copy", help="Put the references on the clipboard; with --format html with their italics.")
]


class CiteOptions(Frozen):
    """How references are written, and where to."""

    style: Style = None
    to: To = None
    note: Note = False
    language: Language = None
    as_printed: AsPrinted = False
    archived: Archived = False
    format_: Format = None
    output: Output = None
    copy: Copy = False
    force: Overwrite = False


def cite(ctx: typer.Context, clips: OptionalClips = None, where: Where = None, *, options: CiteOptions) -> None:
    """Write clips as references, for a list of works cited.

    `clipper cite harbour --style mla`

    `clipper cite --where tag:ports --style chicago -o ports.txt`

    A list is sorted as its style asks. `[cite]` in the settings has a style and a language.
    """
    from clipper.output.citation.bibliography import entries, notes
    from clipper.output.citation.reference import ReferenceOptions, from_clip

    session = current_session(ctx)
    style = _style(options.style or session.config.cite_style)
    language = choice("language", options.language or session.config.cite_language, LANGUAGES)
    format_ = choice("format", options.format_ or "plain", _FORMATS)
    file_format = _file_format(options)
    stored, errors = _gather(session, clips, where)
    how = ReferenceOptions(language=language, as_printed=options.as_printed, archived=options.archived)
    references = [from_clip(clip, how) for clip in stored]
    if references and file_format:
        _write_file_format(session, file_format, stored, references, options)
        _tell_missing(session, references)
    elif references:
        written = (notes if options.note else entries)(style, references, language)
        _show(session, written, format_, options)
        _tell_missing(session, references)
    session.raise_if_any(errors, total=len(references) + len(errors))


def _gather(
    session: "Session", clips: "Sequence[str] | None", where: str | None
) -> "tuple[list[StoredClip], list[ClipperError]]":
    """Return the clips that are meant, and an error for each that cannot be read."""
    if bool(clips) == (where is not None):
        raise UsageError("name clips, or --where QUERY", hint="Such as `clipper cite harbour`.")
    library = session.library
    if where is None:
        from clipper.cli.names import with_those_on_stdin

        stored = library.find_all(with_those_on_stdin(clips or ()))
    else:
        node = library.build_query([where])
        stored = [*library.search(node)]
        if not stored:
            session.tell(library.no_match_message(node))
    errors: list[ClipperError] = [_unreadable(clip) for clip in stored if clip.clip.problem]
    return [clip for clip in stored if not clip.clip.problem], errors


def _unreadable(stored: "StoredClip") -> UnreadableError:
    """Return the error for a clip that cannot be parsed."""
    from clipper.output.plain.clips import problem_line

    hint = f"`clipper edit {stored.handle}` opens it."
    return UnreadableError(problem_line(stored.path, stored.clip.problem), hint=hint)


def _style(name: str) -> str:
    """Return the name of a style; raise UsageError for another, with what writes the styles of CSL."""
    if name.endswith(".csl"):
        command = f"`{_OTHER_STYLES} {safe(name)}`"
        raise UsageError(f"clipper knows {len(STYLES)} styles", hint=f"{command} does any other.")
    return choice("style", name, STYLES)


def _file_format(options: CiteOptions) -> str:
    """Return the format for other programs that is named, or that the suffix of the file means; empty for none."""
    from pathlib import PurePath

    meant = _OF_SUFFIXES.get(PurePath(options.output or "").suffix.lower(), ())
    if options.to is None:
        is_text = options.style or options.note or options.format_ or options.copy
        return meant[0] if meant and not is_text else ""
    name = choice("format", options.to, _FILE_FORMATS)
    if meant and name not in meant:
        hint = "Leave out --to, or give the file its suffix."
        raise UsageError(f"{safe(options.output or '')} has the suffix of another format than {name}", hint=hint)
    return name


def _show(session: "Session", written: "list[Phrase]", format_: str, options: CiteOptions) -> None:
    """Write references to a file, to the clipboard, or to stdout, where a terminal shows their italics."""
    from clipper.output.citation.markup import FORMATS

    if session.on_terminal and not (options.output or options.copy or options.format_):
        from clipper.output.terminal.citation import render

        session.draw(lambda _: render(written))
        return
    text = "".join(f"{FORMATS[format_](reference)}\n" for reference in written)
    if options.copy:
        _copy(session, written, format_)
    if not options.copy or options.output is not None:
        from clipper.cli.output_file import open_output

        with contextlib.ExitStack() as stack:
            out = open_output(session, stack, options.output, force=options.force, binary=None)
            out.write(text.encode("utf-8", "replace"))


def _copy(session: "Session", written: "list[Phrase]", format_: str) -> None:
    """Put references on the clipboard: as HTML if that is asked for, or if the clipboard holds plain text besides."""
    from clipper.output.citation.markup import FORMATS

    plain = "\n".join(map(FORMATS["plain" if format_ == "html" else format_], written))
    is_html = format_ == "html" or (format_ == "plain" and session.system.clipboard_holds_both())
    session.system.write_clipboard(plain, "\n".join(map(FORMATS["html"], written)) if is_html else "")
    session.tell("Copied.")


def _write_file_format(
    session: "Session",
    name: str,
    stored: "Sequence[StoredClip]",
    references: "Sequence[Reference]",
    options: CiteOptions,
) -> None:
    """Write references in a format for other programs."""
    from importlib import import_module

    from clipper.cli.output_file import open_output
    from clipper.library.export import ExportedClip, ExportOptions

    exporter = import_module(f"clipper.output.exporters.{name}")
    pairs = zip(stored, references, strict=True)
    clips = [ExportedClip(clip.replace(clip=clip.clip.replace(url=reference.url))) for clip, reference in pairs]
    with contextlib.ExitStack() as stack:
        out = open_output(session, stack, options.output, force=options.force, binary=None)
        exporter.write(clips, out, ExportOptions(texts="none"))


def _tell_missing(session: "Session", references: "Sequence[Reference]") -> None:
    """Say how many references lack a date, a title or an outlet: each style has its form for that."""
    counts = {
        "date": sum(not reference.issued for reference in references),
        "title": sum(not reference.title for reference in references),
        "source": sum(not reference.outlet for reference in references),
    }
    lacking = [f"{count} {'has' if count == 1 else 'have'} no {name}" for name, count in counts.items() if count]
    if lacking:
        queries = " OR ".join(f"no:{name}" for name, count in counts.items() if count)
        session.tell(f"{', '.join(lacking)}: `clipper list '{queries}'`.")
