"""What an operation did, and to which clips, in words."""

from collections.abc import Sequence
from typing import NamedTuple

from clipper.text import one_line, shorten, with_noun

MOST_TITLES = 3
"""The number of clips that are named by their titles."""

_MAX_TITLE = 60


class Deed(NamedTuple):
    """What is done to clips: `tagged`, and the `details`, such as the tags."""

    verb: str
    details: str = ""

    def tell(self, count: int, titles: Sequence[str]) -> str:
        """Return what was done in words: one clip is named by its title, of several the number and the first titles.

        What comes from clips is not safe for a terminal yet.
        """
        quoted = [f"“{title}”" for title in titles[:MOST_TITLES]]
        if count == 1 and quoted:
            what, more = quoted[0], self.details
        else:
            what = with_noun(count, "clip") if count else ""
            dots = " …" if count > len(quoted) else ""
            more = self.details or ", ".join(quoted) + dots * bool(quoted)
        return one_line(" ".join(filter(None, (self.verb, what)))) + (f": {one_line(more)}" if more else "")


def name(title: str, path: str) -> str:
    """Return what a clip is called in the history: its title, or without one its file name, cut short."""
    return shorten(one_line(title), _MAX_TITLE) or path.rpartition("/")[2].removesuffix(".md")
