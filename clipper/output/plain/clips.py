"""A list of clips as plain lines for other programs: complete, stable, and safe to print."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

from clipper import text
from clipper.errors import UsageError
from clipper.model.clip import FIELDS, StoredClip, StoryClip
from clipper.output.plain.template import EXAMPLE, template, value

if TYPE_CHECKING:
    from clipper.index.neighbours import Neighbours

FORMATS = ("table", "tsv", "csv", "json", "jsonl", "paths", "handles")
"""The formats of a list by name; any other format is a template."""

CSV_COLUMNS = ("handle", "date", "source", "title", "author", "tags", "url", "clipped", "words", "path")
STORY_COLUMNS = ("pickups", "outlets")
"""What stands after them where each story is one row."""

_BLOCK = 1000
_PRINTABLE = bytes(range(0x20, 0x7F))


def render(format_: str, keeps: Iterable[StoredClip], *, by_story: bool = False) -> Iterator[str]:
    """Yield the clips in any format but `table`; UsageError if there is no such format and it is no template.

    Where they stand for their stories, `by_story` says so even of an empty list.
    """
    writers: dict[str, Callable[[Iterable[StoredClip]], Iterator[str]]] = {
        "tsv": lambda keeps: tsv(map(row, keeps)),
        "csv": lambda keeps: csv(keeps, by_story=by_story),
        "json": json,
        "jsonl": jsonl,
        "paths": paths,
        "handles": handles,
    }
    if format_ in writers:
        return writers[format_](keeps)
    if "{" not in format_:
        known = ", ".join(FORMATS)
        raise UsageError(f"there is no format “{text.safe(format_)}”", hint=f"There are {known}, or `{EXAMPLE}`.")
    line = template(format_)
    return (f"{line(stored)}\n" for stored in keeps)


def row(stored: StoredClip) -> tuple[str, str, str, str, str, str]:
    """Return the six texts of a clip's line: handle, date, source, title, tags, path."""
    clip = stored.clip
    return stored.handle, clip.date, clip.source, clip.title, ",".join(clip.tags), stored.path


def tsv(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield lines of texts with tabs between, in blocks; whatever would break a line is made a blank."""
    rest = iter(rows)
    while block := list(islice(rest, _BLOCK)):
        lines = "\n".join(map("\t".join, block)) + "\n"
        tabs = len(block) * (len(block[0]) - 1)
        yield lines if _is_clean(lines, tabs, len(block)) else "".join(map(_safe_line, block))


def _is_clean(lines: str, tabs: int, count: int) -> bool:
    """Tell whether a block has no tabs and line ends but our own, and nothing to make safe."""
    left = _unusual(lines)
    return left.count(b"\t") == tabs and left.count(b"\n") == count and _is_harmless(left)


def _unusual(value: str) -> bytes:
    """Return what is not printable ASCII: the little that is worth a closer look, which takes ten times as long."""
    return value.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE)


def _is_harmless(unusual: bytes) -> bool:
    strange = unusual.translate(None, b"\t\n").decode("utf-8", "surrogatepass")
    return strange.isprintable() or text.is_safe(strange)


def _safe_line(values: Sequence[str]) -> str:
    return "\t".join(map(text.safe, values)) + "\n"


def trouble(path: str, problem: str) -> str:
    """Return why a clip cannot be read, as `path:line: what`."""
    number, colon, what = problem.removeprefix("line ").partition(": ")
    if colon and number.isdecimal() and problem.startswith("line "):
        return text.safe(f"{path}:{number}: {what}")
    return text.safe(f"{path}: {problem}")


def paths(keeps: Iterable[StoredClip]) -> Iterator[str]:
    """Yield each clip's path in the archive."""
    return (f"{text.safe(stored.path)}\n" for stored in keeps)


def handles(keeps: Iterable[StoredClip]) -> Iterator[str]:
    """Yield each clip's handle."""
    return (f"{stored.handle}\n" for stored in keeps)


def csv(keeps: Iterable[StoredClip], *, by_story: bool = False) -> Iterator[str]:
    """Yield a table with a header row; authors and outlets are joined by `; `, since a name may hold a comma.

    A value that a spreadsheet would take for a formula stays as it is: what is exported is what was kept.
    """
    from csv import writer  # a list in another format does not wait for it

    out = StringIO()
    table = writer(out, lineterminator="\n")
    columns = (*CSV_COLUMNS, *(STORY_COLUMNS if by_story else ()))
    table.writerow(columns)
    for stored in keeps:
        cells = {"author": "; ".join(stored.clip.author), "tags": ",".join(stored.clip.tags)}
        if isinstance(stored, StoryClip):
            cells |= {"pickups": ",".join(one.handle for one in stored.pickups), "outlets": "; ".join(stored.outlets)}
        table.writerow([text.safe(cells.get(column) or value(stored, column)) for column in columns])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def json(keeps: Iterable[StoredClip]) -> Iterator[str]:
    """Yield one JSON array, a clip on each line."""
    return array(map(record, keeps))


def array(found: Iterable[dict[str, object]]) -> Iterator[str]:
    """Yield one JSON array, an object on each line."""
    opening = "[\n"
    for one in found:
        yield opening + encoded(one)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def jsonl(keeps: Iterable[StoredClip]) -> Iterator[str]:
    """Yield a JSON object on each line."""
    return (f"{encoded(record(stored))}\n" for stored in keeps)


def article_json(stored: StoredClip, around: "Neighbours | None" = None) -> str:
    """Return one clip with its body, and what is `around` it if that is given, as a JSON object over several lines."""
    found = {**record(stored), "body": stored.clip.body}
    if around:
        found["neighbours"] = {
            "story": [_reference(one) for one in around.story],
            "more": around.more,
            "tags": [_reference(one) for one in around.tags],
            "before": _reference(around.before) if around.before else None,
            "after": _reference(around.after) if around.after else None,
        }
    return encoded(found, indent=2) + "\n"


def _reference(stored: StoredClip) -> dict[str, str]:
    return {"handle": stored.handle, "date": stored.clip.date, "source": stored.clip.source, "title": stored.clip.title}


def record(stored: StoredClip) -> dict[str, object]:
    """Return what other programs may rely on: every field, empty or not, then `handle`, `path` and `words`.

    `extra`, the keys that have no meaning to clipper, and `problem` are there only when a clip has them, `pickups` and
    `outlets` where it stands for its story.
    """
    clip = stored.clip
    found: dict[str, object] = {name: getattr(clip, name) for name in FIELDS}
    found |= {"handle": stored.handle, "path": stored.path, "words": stored.words}
    if isinstance(stored, StoryClip):
        found |= {"pickups": [one._asdict() for one in stored.pickups], "outlets": stored.outlets}
    if clip.extra:
        found["extra"] = dict(clip.extra)
    if clip.problem:
        found["problem"] = clip.problem
    return found


def encoded(found: dict[str, object], *, indent: int | None = None) -> str:
    """Return JSON that loses nothing and holds nothing that a terminal acts on: that is written as an escape."""
    from json import dumps  # the same

    encoded = dumps(found, ensure_ascii=False, indent=indent)
    if _is_harmless(_unusual(encoded)):
        return encoded
    unsafe = [character for character in set(encoded) if not text.is_safe(character)]
    return encoded.translate({ord(character): dumps(character)[1:-1] for character in unsafe})
