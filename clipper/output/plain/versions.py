"""The versions of one clip: each operation that changed it with the lines that changed, and as JSON."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from clipper import text
from clipper.output.plain import encode
from clipper.output.plain.history import command
from clipper.store.history import Version

_CONTEXT_LINES = 2
_MOST_LINES = 4_000  # more of them take difflib many seconds


def lines(versions: Sequence[Version]) -> Iterator[str]:
    """Yield each version as a line of number, time, action and command line, then the lines that changed."""
    for index, version in enumerate(versions):
        record = version.record
        head = f"{record.number}\t{text.safe(record.when)}\t{action(version)}\t{command(record)}"
        yield "\n" * bool(index) + head + "\n" + "".join(f"{line}\n" for line in changed_lines(version))


def json(versions: Sequence[Version]) -> Iterator[str]:
    """Yield one JSON array of the versions; `text` is the clip before the operation, null if it did not exist."""
    return encode.json_array(
        {
            "operation": version.record.number,
            "when": version.record.when,
            "words": list(version.record.command_line),
            "path": version.change.path,
            "from": version.change.moved_from or None,
            "what": action(version),
            "text": None if version.before is None else version.before.decode("utf-8", "replace"),
        }
        for version in versions
    )


def action(version: Version) -> str:
    """Return what an operation did to the clip: `kept`, `changed`, `moved`, `removed` or `brought back`."""
    record, change = version.record, version.change
    if change.moved_from:
        return "moved"
    if change.old_digest:
        return "changed" if change.new_digest else "removed"
    return "brought back" if record.undoes else "kept"


def changed_lines(version: Version) -> Iterator[str]:
    """Yield the lines that changed as in a unified diff, safe to print; or one line that says why there are none."""
    change = version.change
    if change.moved_from:
        yield f"  from {text.safe(change.moved_from)}"
    elif not change.old_digest or not change.new_digest:
        return
    if version.after is None:
        yield "  what it became then is not known: another program changed it since"
        return
    before, after = (_safe_lines(raw) for raw in (version.before or b"", version.after))
    if len(before) + len(after) > _MOST_LINES:
        before, after = _without_common_ends(before, after)
    if len(before) + len(after) > _MOST_LINES:
        yield f"  {len(before)} lines became {len(after)}"
        return
    for line in list(unified_diff(before, after, n=_CONTEXT_LINES, lineterm=""))[2:]:
        if not line.startswith("@@"):
            yield line
        elif not line.startswith("@@ -1"):
            yield "@"


def _safe_lines(raw: bytes) -> list[str]:
    return [text.safe(line) for line in raw.decode("utf-8", "replace").splitlines()]


def _without_common_ends(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Return both lists without the lines that are the same at their beginning and at their end."""
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    end = next((n for n in range(shorter - start) if before[-1 - n] != after[-1 - n]), shorter - start)
    return before[start : len(before) - end], after[start : len(after) - end]
