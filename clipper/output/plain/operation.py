"""One operation as TSV and JSON, and the words for what changed that a terminal shows too."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from clipper import text
from clipper.analysis.changes import Changes
from clipper.library.operations import FileReport
from clipper.output.plain import encode, versions
from clipper.store.history import OperationRecord

_LONGEST = 200


class Difference(NamedTuple):
    """What changed, such as a field, and how, in words that are safe to print."""

    what: str
    how: str


def differences(file: FileReport) -> list[Difference]:
    """Return what changed in a file; nothing for one that was kept, removed or brought back."""
    change = file.version.change
    if file.is_settings:
        lines = versions.changed_lines(file.version)
        return [Difference("", line) for line in lines if line[:1] in {"+", "-"} and line[1:].strip()]
    moved = [Difference("from", text.safe(change.moved_from))] if change.moved_from else []
    if not (moved or (change.old_digest and change.new_digest)):
        return []
    if file.changes is None:
        return [*moved, Difference("", "what it became is not known: another program changed it since")]
    return [*moved, *_differences(file.changes)] or [Difference("", "only how its header is written")]


def _differences(changes: Changes) -> Iterator[Difference]:
    tags = [f"+ {', '.join(changes.tags_added)}"] if changes.tags_added else []
    tags += [f"- {', '.join(changes.tags_removed)}"] if changes.tags_removed else []
    if tags:
        yield Difference("tags", text.safe(" ".join(tags)))
    for field in changes.fields:
        before, after = (text.shorten("; ".join(values), _LONGEST) for values in (field.before, field.after))
        how = f"{before or 'none'} → {after or 'none'}"
        yield Difference(text.safe(text.one_line(field.field)), text.safe(how))
    if not changes.is_text_same:
        yield Difference("text", _lines(changes))


def _lines(changes: Changes) -> str:
    added, removed = changes.lines_added, changes.lines_removed
    if not (added or removed):
        return "only blanks, or the order of lines"
    parts = [f"{text.with_noun(added, 'line')} added"] if added else []
    return ", ".join([*parts, f"{removed if parts else text.with_noun(removed, 'line')} removed"] if removed else parts)


def tsv(files: Iterable[FileReport]) -> Iterator[str]:
    """Yield a line for each file: handle, what was done, path, title, what changed."""
    for file in files:
        changed = "; ".join(f"{what}: {how}" if what else how for what, how in differences(file))
        path = file.version.change.path
        yield encode.tsv_line((file.handle, versions.action(file.version), path, file.title, changed))


def json(operation: Mapping[str, object], files: Iterable[FileReport]) -> Iterator[str]:
    """Yield one JSON object: the keys of an operation in the history, and `files`."""
    yield encode.json_object({**operation, "files": [_file_object(file) for file in files]}, indent=2) + "\n"


def _file_object(file: FileReport) -> dict[str, object]:
    changes = file.changes
    return {
        "path": file.version.change.path,
        "handle": file.handle or None,
        "title": file.title,
        "what": versions.action(file.version),
        "from": file.version.change.moved_from or None,
        "tags": changes and {"added": [*changes.tags_added], "removed": [*changes.tags_removed]},
        "fields": changes and {name: {"from": [*old], "to": [*new]} for name, old, new in changes.fields},
        "lines": changes and {"added": changes.lines_added, "removed": changes.lines_removed},
    }


def command_line(record: OperationRecord) -> str:
    """Return what was typed, safe to print."""
    from clipper.output.plain.history import command

    return f"clipper {command(record)}" if record.command_line else command(record)
