"""What became of one clip, version by version: the lines that changed, and JSON."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from clipper import text
from clipper.output.plain import encode
from clipper.output.plain.history import command
from clipper.store.history import Version

_AROUND = 2
_MOST_LINES = 4_000  # more of them take difflib many seconds


def lines(versions: Sequence[Version]) -> Iterator[str]:
    """Yield the versions of a clip as plain lines."""
    for number, version in enumerate(versions):
        head = f"{version.record.number}\t{text.safe(version.record.when)}\t{what(version)}\t{command(version.record)}"
        yield "\n" * bool(number) + head + "\n" + "".join(f"{line}\n" for line in changed_lines(version))


def json(versions: Sequence[Version]) -> Iterator[str]:
    """Yield a JSON array of the versions; `text` is what the clip was before, null where it was not there."""
    return encode.json_array(
        {
            "operation": version.record.number,
            "when": version.record.when,
            "words": list(version.record.words),
            "path": version.change.path,
            "what": what(version),
            "text": None if version.before is None else version.before.decode("utf-8", "replace"),
        }
        for version in versions
    )


def what(version: Version) -> str:
    """Say what an operation did to the clip: `kept`, `changed`, `removed` or `brought back`."""
    record, change = version.record, version.change
    if change.before:
        return "changed" if change.after else "removed"
    return "brought back" if record.undoes else "kept"


def changed_lines(version: Version) -> Iterator[str]:
    """Yield the lines that changed with a few around them, safe to show; or why they are not known."""
    change = version.change
    if not change.before or not change.after:
        return
    if version.after is None:
        yield "  what it became then is not known: another program changed it since"
        return
    before, after = (_lines(raw) for raw in (version.before or b"", version.after))
    if len(before) + len(after) > _MOST_LINES:
        before, after = _trimmed(before, after)
    if len(before) + len(after) > _MOST_LINES:
        yield f"  {len(before)} lines became {len(after)}"
        return
    for line in list(unified_diff(before, after, n=_AROUND, lineterm=""))[2:]:
        if not line.startswith("@@"):
            yield line
        elif not line.startswith("@@ -1"):
            yield "@"


def _lines(raw: bytes) -> list[str]:
    return [text.safe(line) for line in raw.decode("utf-8", "replace").splitlines()]


def _trimmed(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Leave out what is the same at both ends."""
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    end = next((n for n in range(shorter - start) if before[-1 - n] != after[-1 - n]), shorter - start)
    return before[start : len(before) - end], after[start : len(after) - end]
