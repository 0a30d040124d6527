"""The clips that a name or a former handle means, found among the paths of all clips."""

from collections.abc import Iterator, Sequence

from clipper import text
from clipper.model import naming


def with_name(paths: Sequence[str], part: str) -> Sequence[str]:
    """Return the paths with a file name, or if there are none, with a part of it; case and blanks aside.

    The page of a bundle also answers to the name of its folder.
    """
    wanted = {text.fold(part), text.fold(text.slug(part, len(part.encode("utf-8", "replace"))) or part)}
    names = [(path, {text.fold(name) for name in (naming.stem(path), naming.name(path))}) for path in paths]
    equal = [path for path, own in names if not wanted.isdisjoint(own)]
    return equal or [path for path, own in names if any(word in name for name in own for word in wanted)]


def with_former_handle(paths: Sequence[str], handle: str) -> Iterator[str]:
    """Yield the paths that had a handle when other clips had their name, or none had it."""
    return (path for path in paths if handle in {naming.handle(path), naming.path_handle(path)})
