"""Stories that were kept more than once, as plain lines for other programs: complete, stable, and safe to print."""

from collections.abc import Iterable, Iterator

from clipper import text
from clipper.analysis.duplicates import Member, Story
from clipper.output.plain import encode, hunks

KEYS = ("story", "kind", "share", "handle", "date", "source", "title", "url", "path")
"""What other programs may rely on; `share` is null where a text is too short to tell."""


CHANGES = ("changes", "rough")
"""What else there is where texts are compared: a list of what was `removed` and what was `added`, null for the earliest
clip and for one that cannot be read, and whether the texts were too long to compare every word."""


def tsv(stories: Iterable[Story]) -> Iterator[str]:
    """Yield a line for each clip: story, kind, share in percent, handle, date, source, title, path, tabs between.

    Where texts are compared, the changes follow, each in a line that begins with a tab.
    """
    for story in stories:
        for member in story.members:
            one = _record(story, member)
            said = ["" if one[key] is None else str(one[key]) for key in KEYS if key != "url"]
            yield "\t".join(map(text.safe, said)) + "\n"
            if member.difference:
                yield from (f"\t{hunks.to_text(hunk)}\n" for hunk in hunks.group_changes(member.difference))
                if member.difference.rough:
                    yield f"\t({hunks.ROUGH})\n"


def json(stories: Iterable[Story], *, with_changes: bool = False) -> Iterator[str]:
    """Yield one JSON array, a clip on each line; with what differs where the texts are compared, `with_changes`."""
    return encode.json_array(
        _record(story, member) | (_changes(member) if with_changes else {})
        for story in stories
        for member in story.members
    )


def _record(story: Story, member: Member) -> dict[str, object]:
    kept, clip = member.stored, member.stored.clip
    values = (member.kind, member.share, kept.handle, clip.date, clip.source, clip.title, clip.url, kept.path)
    return dict(zip(KEYS, (story.number, *values), strict=True))


def _changes(member: Member) -> dict[str, object]:
    found = member.difference
    return dict(zip(CHANGES, (hunks.changes(found), found.rough) if found else (None, False), strict=True))
