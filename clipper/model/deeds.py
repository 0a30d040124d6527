"""What an operation did, and to which clips, in words."""

from collections.abc import Sequence
from typing import NamedTuple

from clipper.text import fold, one_line, shorten, with_noun

MOST_TITLES = 3
"""The number of clips that are named by their titles."""

MAX_TITLE = 60
"""The most letters of a title by which a clip is named."""

_MOST_DETAILS = 8
_INFINITIVES = {
    "added": "add",
    "changed": "change",
    "edited": "edit",
    "fetched": "fetch",
    "kept": "keep",
    "made": "make",
    "marked": "mark",
    "mended": "mend",
    "merged": "merge",
    "removed": "remove",
    "renamed": "rename",
    "saved": "save",
    "split": "split",
    "tagged": "tag",
    "took": "take",
    "untagged": "untag",
}


class Deed(NamedTuple):
    """What is done to clips: `tagged`, and the `details`, such as the tags."""

    verb: str
    details: str = ""

    @property
    def as_plan(self) -> "Deed":
        """The deed before it is done: `tag` for `tagged`."""
        first, blank, rest = self.verb.partition(" ")
        return Deed(f"{_INFINITIVES.get(first, first)}{blank}{rest}", self.details)

    def tell(self, count: int, titles: Sequence[str], moved: int = 0) -> str:
        """Return what was done in words: one clip is named by its title, of several the number and the first titles.

        The words say of how many clips the files were `moved`.

        What comes from clips is not safe for a terminal yet.
        """
        if count == 1 and titles:
            what, named = f"“{titles[0]}”", ""
        else:
            what, named = with_noun(count, "clip") if count else "", list_titles(count, titles)
        told = one_line(" ".join(filter(None, (self.verb, what))))
        if self.details:
            told = f"{told}: {one_line(self.details)}" + (f" ({named})" if named else "")
        elif named:
            told = f"{told}: {named}"
        return told + (f"; moved{f' {moved}' if count > 1 else ''}" if moved else "")


REMOVED = Deed("removed")


def list_titles(count: int, titles: Sequence[str]) -> str:
    """Return the first titles of this number of clips, and how many more there are; empty without titles."""
    quoted = [f"“{title}”" for title in titles[: min(count, MOST_TITLES)]]
    if not quoted:
        return ""
    if count > len(quoted):
        return f"{', '.join(quoted)} and {count - len(quoted)} more"
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def list_details(details: Sequence[str]) -> str:
    """Return details with commas between them, such as the tags; of many the first, and how many more there are."""
    more = len(details) - _MOST_DETAILS
    return ", ".join(details[:_MOST_DETAILS]) + (f" and {more} more" if more > 0 else "")


_RENAMED, _TO, _IN = "renamed outlet ", " to ", " in"


def renaming(old: Sequence[str], into: str) -> Deed:
    """Return the deed that gives an outlet one name in place of its old ones."""
    return Deed(f"{_RENAMED}{list_details(old)}{_TO}{into}{_IN}")


def is_renaming(deed: Deed) -> bool:
    """Tell whether a deed gave an outlet one name."""
    return deed.verb.startswith(_RENAMED) and deed.verb.endswith(_IN)


def renamed(deed: Deed, source: str) -> str:
    """Return the name that a renaming gave to an outlet; empty if it was that of another one.

    As in `sources merge`, case and accents do not matter.
    """
    parts = deed.verb.removeprefix(_RENAMED).removesuffix(_IN).split(_TO)
    for number in range(1, len(parts)):  # a name may hold a “to” of its own
        if f", {fold(source)}, " in f", {fold(_TO.join(parts[:number]))}, ":
            return _TO.join(parts[number:])
    return ""


def name(title: str, path: str) -> str:
    """Return what a clip is called: its title, or without one the name of its file, cut short."""
    from clipper.model import naming  # a clip without a title is rare, and a start need not wait for it

    return shorten(one_line(title), MAX_TITLE) or naming.name(path)
