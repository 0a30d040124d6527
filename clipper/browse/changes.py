"""What the keys change, each as one operation; every function runs in the library's thread."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.browse.desk import Desk
from clipper.errors import RefusedError, UnreadableError
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.config import Config


def tagging(paths: Sequence[str], tags: Sequence[str], *, adds: bool) -> Callable[[Desk], str]:
    """Return what adds tags to clips, as the archive spells them, or removes them."""
    from clipper.library import retag
    from clipper.model.fields import validate_tag

    def change(desk: Desk) -> str:
        stored = desk.stored(paths)
        if not adds:
            return desk.carry_out(retag.change_tags(stored, remove=tags))
        from clipper.model.tags import spell_as_known

        spelled, notices = spell_as_known([validate_tag(tag) for tag in tags], desk.library.index.tag_counts())
        return " ".join((desk.carry_out(retag.change_tags(stored, add=spelled)), *notices))

    return change


def remove(desk: Desk, paths: Sequence[str]) -> str:
    """Remove clips."""
    return desk.remove(desk.stored(paths))


def replace_file(desk: Desk, path: str, contents: tuple[bytes, bytes], copy: Path) -> str:
    """Replace the content of a clip's file by what the editor left; an error says where the edited copy is."""
    from clipper import clipfile
    from clipper.library import edit_clips

    before, after = contents
    kept = f"the clip is kept as it was; what you wrote is in {safe(str(copy))}"
    if not after.strip():
        raise RefusedError(f"{safe(path)} was emptied in the editor: {kept}")
    try:
        clipfile.read(after)
    except UnreadableError as error:
        raise error.in_file(path).with_suffix(kept) from error
    (stored,) = desk.stored([path])
    plan = edit_clips.replace_file(stored, before, after)
    outcome = desk.library.writer.change(plan.edits, deed=plan.deed, moves=plan.moves)
    if outcome.failed:
        raise outcome.failed[0].with_suffix(kept)
    desk.library.system.discard_copy(copy)
    return desk.report(plan.deed, outcome)


def citations(desk: Desk, paths: Sequence[str]) -> str:
    """Return the references of clips, one a line, in the style of the settings."""
    from clipper.output.citation.bibliography import entries
    from clipper.output.citation.markup import to_plain
    from clipper.output.citation.reference import ReferenceOptions, from_clip

    config = desk.library.config
    readable = [stored for stored in desk.stored(paths) if not stored.clip.problem]
    if not readable:
        raise RefusedError("a clip that cannot be read has no citation", hint="e opens it.")
    references = [from_clip(stored, ReferenceOptions(language=config.cite_language)) for stored in readable]
    return "\n".join(map(to_plain, entries(config.cite_style, references, config.cite_language)))


def save_search(desk: Desk, name: str, query: str, take_settings: "Callable[[Config], object]") -> str:
    """Save a query under a name, and hand the settings with it to the screen."""
    from clipper import config
    from clipper.library import searches
    from clipper.store.archive import SETTINGS_NAME

    library = desk.library
    number = searches.save(name, query, library, force=False)
    library.config = config.load(library.system.config_file, library.archive.root / SETTINGS_NAME)
    take_settings(library.config)
    desk.note_operation()
    return f"Saved @{name.removeprefix('@').casefold()}, which {number} match now. u undoes it."


def tag_tree(counts: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    """Yield each tag, its last level indented below the one above it, and the number of its clips."""
    known: set[str] = set()
    for tag in sorted(counts):
        levels = tag.split("/")
        for depth in range(1, len(levels) + 1):
            above = "/".join(levels[:depth])
            if above not in known:
                known.add(above)
                number = counts.get(above)
                yield above, f"{'  ' * (depth - 1)}{levels[depth - 1]}", "" if number is None else str(number)
