"""What came of an export, in one line: how many clips were written, and what of them stayed behind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from clipper.library.export import HELD, ExportOptions
from clipper.text import safe, with_noun


def summary(
    label: str, loses: Sequence[str], held: Mapping[str, int], written: int, options: ExportOptions, *, target: str
) -> str:
    """Return the line; `label` is the name of the format, `held` counts what the clips hold by the names of HELD."""
    written -= held.get("no url", 0) if "no url" in loses else 0
    where = f" to {safe(target)}" if target else ""
    return " ".join((f"Wrote {with_noun(written, 'clip')}{where}.", *_left(label, loses, held, options)))


def _left(label: str, loses: Sequence[str], held: Mapping[str, int], options: ExportOptions) -> Iterator[str]:
    if lost := [name for name in loses if held.get(name)]:
        verb = "hold" if label.endswith("s") else "holds"
        nouns = (f"no {HELD[name][1]}" for name in lost)
        yield f"{label} {verb} {_joined(nouns)}: {_joined(_counted(lost, held))} stayed behind."
    not_asked = (
        ("--notes", ("note", "highlights"), options.notes),
        ("--all-fields", ("extra",), options.all_fields),
        ("--full", ("text",), options.texts == "full"),
    )
    for option, names, was_asked in not_asked:
        left = [name for name in names if held.get(name) and name not in loses]
        if left and not was_asked:
            what = "shortened" if option == "--full" and options.texts == "excerpt" else "not asked for"
            yield f"{_joined(_counted(left, held))} {what} ({option})."


def _counted(names: Iterable[str], held: Mapping[str, int]) -> Iterator[str]:
    return (f"{held[name]} {HELD[name][held[name] != 1]}" for name in names)


def _joined(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
