"""Whether the file of a clip lies where the clip's date and title say, as that of a new clip does.

Only names that clipper gave are judged: who names files by hand, or keeps the layout of another program, has reasons.
The outlet in a name does not count, since a new name for an outlet is given to many clips at once.
"""

import re
import unicodedata
from collections.abc import Iterator

from clipper import text
from clipper.model import naming
from clipper.model.clip import Clip

_PATH = r"(?P<folder>[0-9]{4}|undated)/(?P<day>[0-9]{4}(?:-[0-9]{2}){0,2}(?![0-9]))?-?(?P<rest>[^/]*)\.md"


def is_misplaced(path: str, before: Clip, after: Clip) -> bool:
    """Tell whether clipper gave a file its name for the clip `before`, and would give another one for `after`."""
    if naming.folder_and_day(before) == naming.folder_and_day(after) and before.title == after.title:
        return False
    outlets = (naming.outlet_slug(before.source), *_outlets(path))
    outlet = next((outlet for outlet in outlets if _is_name_of(path, before, outlet)), None)
    if outlet is None or naming.is_conflict_copy(path):
        return False
    return not any(_is_name_of(path, after, each) for each in (outlet, naming.outlet_slug(after.source)))


def is_own_name(path: str, clip: Clip) -> bool:
    """Tell whether clipper gives a new clip with this date and this title, of some outlet, such a path."""
    return any(_is_name_of(path, clip, outlet) for outlet in (naming.outlet_slug(clip.source), *_outlets(path)))


def has_own_shape(path: str) -> bool:
    """Tell whether a path looks like one that clipper gives: in the folder of its year, and in lower case."""
    match = re.fullmatch(_PATH, path)
    if not match or naming.is_conflict_copy(path):
        return False
    stem = naming.stem(path)
    is_in_folder = match["folder"] == "undated" or (match["day"] or "").startswith(match["folder"])
    return is_in_folder and text.slug(stem, len(stem.encode("utf-8", "replace"))) == unicodedata.normalize("NFC", stem)


def _is_name_of(path: str, clip: Clip, outlet: str) -> bool:
    return naming.has_name(unicodedata.normalize("NFC", path), naming.new_name(clip, outlet))


def _outlets(path: str) -> Iterator[str]:
    """Yield what may be the outlet in the name of a file: nothing, or some of the words after the day."""
    yield ""
    match = re.fullmatch(_PATH, unicodedata.normalize("NFC", path))
    rest = match["rest"] if match else ""
    yield from (
        rest[: end.start()]
        for end in re.finditer("-", rest)
        if len(rest[: end.start()].encode("utf-8", "replace")) <= naming.MAX_OUTLET_BYTES
    )
