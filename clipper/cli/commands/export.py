"""`clipper export`: write clips into a file for other programs and for other people."""

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli.completers import complete_format, complete_sort
from clipper.cli.options import Output, Overwrite, QueryOptions, current_session, limit_option
from clipper.model.frozen import Frozen

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.library.export import ExportOptions
    from clipper.system.new_file import NewFolder

To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="[FORMAT]",
        help="The format; --to alone lists them. Without it, the suffix of FILE says which.",
        autocompletion=complete_format,
    ),
]
Full = Annotated[
    bool | None,
    typer.Option("--full/--no-text", help="Write whole texts, or none. A feed has excerpts.", show_default=False),
]
Notes = Annotated[bool, typer.Option("--notes", help="Write your notes and highlights too.")]
AllFields = Annotated[bool, typer.Option("--all-fields", help="Write the keys too that mean nothing to clipper.")]
Copies = Annotated[bool, typer.Option("--copies", help="With markdown: a folder with the files byte for byte.")]
Title = Annotated[str, typer.Option("--title", metavar="TEXT", help="The title of a document or a feed.")]
Sort = Annotated[
    str | None,
    typer.Option(metavar="KEY", help="Sort as `clipper list --sort` does.", autocompletion=complete_sort),
]


class ExportChoice(Frozen):
    """Which format is written, where to, and what of the clips."""

    to: To = None
    output: Output = None
    full: Full = None
    notes: Notes = False
    all_fields: AllFields = False
    copies: Copies = False
    title: Title = "Clips"
    sort: Sort = None
    limit: Annotated[int | None, limit_option("Write at most N clips.")] = None
    force: Overwrite = False

    def format_name(self) -> str:
        """Return the name of the format; raise UsageError if there is none of that name, or none is named."""
        from clipper.errors import UsageError
        from clipper.model.spelling import did_you_mean
        from clipper.output import export_formats
        from clipper.text import safe

        name = self.to or ("markdown" if self.copies else export_formats.by_suffix(self.output or ""))
        hint = "`clipper export --to` lists the formats."
        if not name:
            what = f"the suffix of {safe(self.output)} is that of no format" if self.output else "name the format"
            raise UsageError(f"{what}: --to FORMAT, or -o FILE with its suffix", hint=hint)
        if name not in export_formats.ALL:
            near = did_you_mean(name, export_formats.ALL)
            raise UsageError(f"there is no format “{safe(name)}” to export to{near}", hint=hint)
        if self.copies and name != "markdown":
            raise UsageError("--copies goes with --to markdown", hint=hint)
        if self.to and export_formats.is_suffix_of_another(self.output or "", name):
            hint = f"Leave out --to, or name it as `clips{export_formats.ALL[name].SUFFIX}`."
            raise UsageError(f"{safe(self.output or '')} has the suffix of another format than {name}", hint=hint)
        return name

    def options(self, name: str) -> "ExportOptions":
        """Return what leaves the archive in a format."""
        from clipper.library.export import ExportOptions, Texts
        from clipper.output import export_formats
        from clipper.output.citation.reference import OTHER_KEYS

        moves = name in export_formats.MOVING or self.copies
        by_default: Texts = "excerpt" if name in export_formats.EXCERPTS else "full"
        return ExportOptions(
            texts=by_default if self.full is None else "full" if self.full else "none",
            notes=self.notes or moves,
            all_fields=self.all_fields or moves,
            keys=OTHER_KEYS if name in export_formats.REFERENCES else frozenset(),
            title=self.title,
        )


def export(ctx: typer.Context, *, query: QueryOptions, options: ExportChoice) -> None:
    """Write clips into a file for other programs and for other people.

    `clipper export tag:ports -o ports.md`

    `clipper export --to` lists the formats, and what each keeps and loses.

    Your notes, your highlights and the keys of other programs stay behind, except in formats made for moving house.
    """
    from clipper.cli.output_file import open_output
    from clipper.library.export import Export
    from clipper.output import export_formats
    from clipper.output.plain.export import summary

    session = current_session(ctx)
    if options.to == "":
        _list_formats(session)
        return
    name = options.format_name()
    in_folder = export_formats.COPIES if options.copies else export_formats.FOLDERS.get(name)
    exporter = in_folder or export_formats.ALL[name]
    about = options.options(name)
    node = query.node(session.library)
    if options.sort:
        from clipper.library import field_names

        field_names.check_sort(options.sort, session.library.index)
    total = session.library.index.count(node)
    if not total:
        session.tell(session.library.no_match_message(node))
        if query.query and len(query.query) == 1 and query.query[0] in export_formats.ALL:
            session.tell(f"`--to {query.query[0]}` names the format.")
        return
    limit = options.limit or 0
    export = Export(session.library, node, about, sort=options.sort or "", limit=limit)
    with contextlib.ExitStack() as stack:
        advance = stack.enter_context(session.progress("writing", min(limit, total) if limit else total))
        if in_folder:
            folder = _open_folder(session, stack, options)
            in_folder.write_folder(export.clips(advance, with_files=options.copies), folder, about)
        else:
            binary = (export_formats.label(name), exporter.SUFFIX) if name in export_formats.BINARY else None
            out = open_output(session, stack, options.output, force=options.force, binary=binary)
            export_formats.EXPORTERS[name].write(export.clips(advance), out, about)
    label, loses = export_formats.label(name), exporter.LOSES
    target = "" if options.output in {None, "-"} else options.output or ""
    session.tell(summary(label, loses, export.held, export.written, about, target=target))
    session.raise_if_any(export.errors, total=export.written + len(export.errors))


def _open_folder(session: "Session", stack: contextlib.ExitStack, options: ExportChoice) -> "NewFolder":
    """Open a new folder."""
    from clipper.cli.output_file import check_no_clip
    from clipper.errors import UsageError
    from clipper.system import files
    from clipper.system.new_file import new_folder

    if options.output in {None, "-"}:
        raise UsageError("this format is a folder: name it with -o FOLDER")
    if options.copies:
        check_no_clip(session, options.output or "", is_folder=True)
    path = session.system.cwd / files.expand_home(options.output or "")
    return stack.enter_context(new_folder(path))


def _list_formats(session: "Session") -> None:
    """List the formats: drawn on a terminal, else as TSV with name, suffix, what is kept, and what is lost."""
    from clipper.library.export import HELD
    from clipper.output.export_formats import ALL

    rows = [
        (name, exporter.SUFFIX, exporter.KEEPS, ", ".join(HELD[lost][1] for lost in exporter.LOSES))
        for name, exporter in ALL.items()
    ]
    if not session.on_terminal:
        from clipper.output.plain.encode import tsv_line

        session.write(map(tsv_line, rows))
        return
    from clipper.cli.help import Page

    page = Page(session.width, styled=False)
    page.rows("", ((name, f"{keeps}{f'. Loses {loses}' if loses else ''}.") for name, _, keeps, loses in rows))
    session.write([page.finish() + "\n"])
