"""The stories that were kept more than once, as TSV and JSON for other programs."""

from collections.abc import Iterable, Iterator

from clipper.analysis.duplicates import Member, Story
from clipper.output.plain import encode, hunks

KEYS = ("story", "kind", "share", "handle", "date", "source", "title", "url", "path")
"""The keys of JSON. `share` is null where a text is too short to be compared."""


CHANGE_KEYS = ("changes", "rough")
"""The keys that JSON has besides these if texts are compared.

`changes` is a list of what was `removed` and what was `added`, null for the earliest clip and for one that cannot be
read. `rough` is true if the texts were too long to be compared word by word.
"""


def tsv(stories: Iterable[Story]) -> Iterator[str]:
    """Yield a line for each clip: story, kind, share in percent, handle, date, source, title, path.

    If texts were compared, the changes follow, each on a line that begins with a tab.
    """
    for story in stories:
        for member in story.members:
            values = _as_dict(story, member)
            yield encode.tsv_line("" if values[key] is None else str(values[key]) for key in KEYS if key != "url")
            if member.difference:
                yield from (f"\t{hunks.to_text(hunk)}\n" for hunk in hunks.group_changes(member.difference))
                if member.difference.rough:
                    yield f"\t({hunks.ROUGH})\n"


def json(stories: Iterable[Story], *, with_changes: bool = False) -> Iterator[str]:
    """Yield one JSON array with each clip on a line of its own, `with_changes` if texts were compared."""
    return encode.json_array(
        _as_dict(story, member) | (_changes(member) if with_changes else {})
        for story in stories
        for member in story.members
    )


def _as_dict(story: Story, member: Member) -> dict[str, object]:
    stored, clip = member.stored, member.stored.clip
    values = (member.kind, member.share, stored.handle, clip.date, clip.source, clip.title, clip.url, stored.path)
    return dict(zip(KEYS, (story.number, *values), strict=True))


def _changes(member: Member) -> dict[str, object]:
    difference = member.difference
    values = (hunks.changes(difference), difference.rough) if difference else (None, False)
    return dict(zip(CHANGE_KEYS, values, strict=True))
