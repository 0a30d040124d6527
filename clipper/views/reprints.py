"""Stories that were kept more than once, as plain lines for other programs: complete, stable, and safe to print."""

from collections.abc import Iterable, Iterator

from clipper import text
from clipper.duplicates import Story
from clipper.views import lines

KEYS = ("story", "kind", "share", "handle", "date", "source", "title", "url", "path")
"""What other programs may rely on; `share` is null where a text is too short to tell."""


def tsv(stories: Iterable[Story]) -> Iterator[str]:
    """Yield a line for each clip: story, kind, share in percent, handle, date, source, title, path, tabs between."""
    for one in _records(stories):
        said = ["" if one[key] is None else str(one[key]) for key in KEYS if key != "url"]
        yield "\t".join(map(text.safe, said)) + "\n"


def json(stories: Iterable[Story]) -> Iterator[str]:
    """Yield one JSON array, a clip on each line."""
    return lines.array(_records(stories))


def _records(stories: Iterable[Story]) -> Iterator[dict[str, object]]:
    for story in stories:
        for member in story.members:
            kept, clip = member.kept, member.kept.clip
            values = (member.kind, member.share, kept.handle, clip.date, clip.source, clip.title, clip.url, kept.path)
            yield dict(zip(KEYS, (story.number, *values), strict=True))
