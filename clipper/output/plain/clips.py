"""Clips in a format for other programs: TSV, CSV, JSON, JSON Lines, paths, handles, or lines of a template."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO

from clipper import text
from clipper.errors import UsageError
from clipper.model.clip import StoredClip, StoryClip
from clipper.model.keys import FIELDS
from clipper.model.spelling import did_you_mean
from clipper.output.plain import encode, template

FORMATS = ("table", "tsv", "csv", "json", "jsonl", "paths", "handles")
"""The formats of a list by name; any other format is a template."""

TSV_COLUMNS = ("handle", "date", "source", "title", "tags", "path")
CSV_COLUMNS = ("handle", "date", "source", "title", "author", "tags", "url", "clipped", "words", "path")
STORY_COLUMNS = ("pickups", "outlets")
"""The columns of CSV that follow these where each row is a story."""
PASSAGE_COLUMNS = ("passage",)
"""The column that comes last where passages were asked for."""


def serialize(
    format_: str,
    clips: Iterable[StoredClip],
    *,
    more: Sequence[str] = (),
    columns: Sequence[str] = (),
    end: str = "\n",
    folder: str = "",
) -> Iterator[str]:
    """Yield clips in any format but `table`; raise UsageError if there is no such format and it is no template.

    TSV and CSV have these `columns` if any are given, else their own and the `more` ones, such as STORY_COLUMNS for the
    first clips of stories. `end` comes after each path, handle and line of a template; `folder`, that of the archive,
    before each path.
    """
    writers: dict[str, Callable[[Iterable[StoredClip]], Iterator[str]]] = {
        "tsv": lambda clips: tsv(row(stored, columns or (*TSV_COLUMNS, *more)) for stored in clips),
        "csv": lambda clips: csv(clips, columns or (*CSV_COLUMNS, *more)),
        "json": json,
        "jsonl": jsonl,
        "paths": lambda clips: (f"{encode.shell_word(_file(stored, folder))}{end}" for stored in clips),
        "handles": lambda clips: (f"{stored.handle}{end}" for stored in clips),
    }
    if format_ in writers:
        return writers[format_](clips)
    if "{" not in format_:
        formats = ", ".join(FORMATS)
        hint = f"There are {formats}, or `{template.EXAMPLE}`."
        near = did_you_mean(format_, FORMATS)
        raise UsageError(f"there is no format “{text.safe(format_)}”{near}", hint=hint)
    fill = template.parse(format_)
    return (f"{fill(stored)}{end}" for stored in clips)


def row(stored: StoredClip, columns: Sequence[str] = TSV_COLUMNS) -> tuple[str, ...]:
    """Return the cells of a clip in TSV."""
    return tuple(_cell(stored, column) for column in columns)


def _cell(stored: StoredClip, column: str, between_names: str = ",") -> str:
    """Return the value of a column; the tags have commas between them."""
    if column == "tags":
        return ",".join(stored.clip.tags)
    if column == "author":
        return between_names.join(stored.clip.author)
    if column == "pickups" and isinstance(stored, StoryClip):
        return ",".join(pickup.handle for pickup in stored.pickups)
    if column == "outlets" and isinstance(stored, StoryClip):
        return between_names.join(stored.outlets)
    return template.field_value(stored, column)


def tsv(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield rows as `row` returns them, or as the index reads them, in blocks of lines."""
    return encode.tsv_lines(rows)


def problem_line(path: str, problem: str) -> str:
    """Return why a clip cannot be read, as `path:line: problem`."""
    number, colon, what = problem.removeprefix("line ").partition(": ")
    if colon and number.isdecimal() and problem.startswith("line "):
        return text.safe(f"{path}:{number}: {what}")
    return text.safe(f"{path}: {problem}")


def raw_paths(clips: Iterable[StoredClip], end: bytes = b"\n", folder: str = "") -> Iterator[bytes]:
    """Yield the bytes of the path of each clip, whatever they are: another program opens the file with them."""
    return (os.fsencode(_file(stored, folder)) + end for stored in clips)


def _file(stored: StoredClip, folder: str) -> str:
    file = stored.path if folder in {"", "."} else f"{folder}/{stored.path}"
    return f"./{file}" if file.startswith("-") else file  # a program would take it for an option


def csv(clips: Iterable[StoredClip], columns: Sequence[str] = CSV_COLUMNS) -> Iterator[str]:
    """Yield a table with a header row; authors and outlets are joined by `; `, since a name may hold a comma.

    A value that a spreadsheet would take for a formula stays as it is: an export holds what the clip holds.
    """
    from csv import writer  # a list in another format does not wait for it

    buffer = StringIO()
    table = writer(buffer, lineterminator="\n")
    table.writerow(map(text.safe, columns))
    for stored in clips:
        table.writerow([text.safe(_cell(stored, column, "; ")) for column in columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def json(clips: Iterable[StoredClip]) -> Iterator[str]:
    """Yield one JSON array with each clip on a line of its own."""
    return encode.json_array(map(as_dict, clips))


def jsonl(clips: Iterable[StoredClip]) -> Iterator[str]:
    """Yield a JSON object for each clip, on a line of its own."""
    return (f"{encode.json_object(as_dict(stored))}\n" for stored in clips)


def as_dict(stored: StoredClip) -> dict[str, object]:
    """Return the keys that other programs may rely on: every field, empty or not, then `handle`, `path` and `words`.

    `extra`, the keys that have no meaning to clipper, and `problem` are there only when a clip has them; `provenance`
    says where the fields come from that its header lacks; `pickups` and `outlets` belong to the first clip of a story,
    and `passage` to a list for which passages were asked.
    """
    clip = stored.clip
    values: dict[str, object] = {name: getattr(clip, name) for name in FIELDS}
    values |= {"handle": stored.handle, "path": stored.path, "words": stored.words}
    if isinstance(stored, StoryClip):
        values |= {"pickups": [pickup._asdict() for pickup in stored.pickups], "outlets": stored.outlets}
    if clip.extra:
        values["extra"] = dict(clip.extra)
    if stored.passage is not None:
        values["passage"] = stored.passage
    if clip.problem:
        values["problem"] = clip.problem
    if stored.inferred:
        from clipper.model.inferred import ORIGINS

        values["provenance"] = {name: ORIGINS[name] for name in stored.inferred}
    return values


def as_dict_with_body(stored: StoredClip, *, body: bool = True) -> dict[str, object]:
    """Return the keys of `as_dict`, and with `body` the text of the file below its header."""
    return {**as_dict(stored), "body": stored.clip.body} if body else as_dict(stored)
