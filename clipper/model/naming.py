"""The file name of a new clip, and the handle by which a person names a clip."""

import re
import unicodedata
from collections.abc import Iterator, MutableMapping

from clipper import text
from clipper.model import dates, urls
from clipper.model.clip import Clip
from clipper.model.hashing import digest

MIN_UNIQUE_LENGTH = 3
"""The fewest letters of a handle that lists print in bold, so that they stay unique while the archive grows."""

HANDLE_LENGTH = 8
"""The number of letters of a handle."""

MAX_OUTLET_BYTES = 30
"""The most bytes of the name of a file that say the outlet."""

# As Syncthing, Dropbox in its languages, Nextcloud, OneDrive and others name them.
_CONFLICT_COPY = (
    r"(?i)\.sync-conflict-|conflicted copy|_conflict-\d|\((?:case|unicode encoding|whitespace) conflict(?: \d+)?\)"
    r"|\((?:[^()]* )?(?:in konflikt stehende kopie|konfliktkopie|copie en conflit|copia en conflicto|copia in conflitto"
    r"|copia conflictiva|c[oó]pia em conflito|conflicterende kopie|conflictkopie|kopia powodująca konflikt"
    r"|konfliktkopi[ae]?|konfliktní kopie|motstridende kopi|salinan (?:yang )?(?:bermasalah|konflik)"
    r"|конфликтующая копия|конфліктна копія|conflicted\))|\[conflict\]"
    r"|競合コピー|問題のあるコピー|冲突副本|衝突複本|충돌하는 사본|สำเนาที่ขัดแย้งกัน"
    r"|-(?-i:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{7,11}(?:-\d+)?\.md$"
)
_COPY_MARK = (
    r"(?i)(?:\.sync-conflict-[^/.]*+| \((?:[^()/]|\([^()/]*\))*+\)| \[conflict\]|_conflict-\d[^/_.]*+"
    r"|-[A-Z]++-[A-Z0-9]++(?:-\d+)?)(?=\.(?:md|markdown)$)"
)
_NUMBER_OF_COPY = r"(?i)(?<=[^\s/])(?: [2-9]| [1-9]\d| \([1-9]\d?\))(?=\.(?:md|markdown)$)"
"""What iCloud, Google Drive and file managers put behind the name of a copy."""
_LETTERS = "bcdfghjklmnpqrstvwxz"
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]
_PAGE_OF_BUNDLE = r"(?i)_?index(\.[a-z]{2,3}(?:[-_][a-z]{2,4})?)?"
_MAX_STEM_BYTES = 92  # with a suffix and `.md` a name stays under 100 bytes
_NUMBER = r"-(?:[2-9]|[1-9][0-9]+)"
_MAX_WORDS = 80
_MAX_SEARCHED = 2000
_MIN_SUBJECT = 24
"""Characters of the first words that the name of a file holds if it was made from them."""
_RESERVED_ON_WINDOWS = r"(?:con|prn|aux|nul|com\d|lpt\d)"


def stem(path: str) -> str:
    """Return the last part of a clip's path without `.md`."""
    return path.rpartition("/")[2].removesuffix(".md")


def name(path: str) -> str:
    """Return the name of a clip: its stem, or that of its folder if the file is the page of a bundle.

    Hugo and others keep a page with its pictures in a folder: `posts/budget/index.md` and its translation
    `posts/budget/index.fr.md` are `budget` and `budget.fr`.
    """
    own = stem(path)
    folder = path.rpartition("/")[0].rpartition("/")[2]
    match = re.fullmatch(_PAGE_OF_BUNDLE, own) if folder and "index" in own.lower() else None
    return f"{folder}{match[1] or ''}" if match else own


def handle(path: str) -> str:
    """Return the handle of a clip whose name is unique in the archive: eight letters, a hash of the name.

    It is the same on every machine and in any folder.
    """
    return _letters_of(name(path))


def path_handle(path: str) -> str:
    """Return the handle of a clip whose name another clip of the archive has too: a hash of its path."""
    return _letters_of(path.removesuffix(".md"))


def _letters_of(value: str) -> str:
    number = int.from_bytes(digest(unicodedata.normalize("NFC", value).encode("utf-8", "surrogateescape"), 8))
    letters = ""
    for _ in range(4):
        number, pair = divmod(number, len(_PAIRS))
        letters += _PAIRS[pair]
    return letters


def is_handle(value: str) -> bool:
    """Tell whether a text can be a handle, or its beginning."""
    return 0 < len(value) <= HANDLE_LENGTH and set(value) <= set(_LETTERS)


def is_conflict_copy(path: str) -> bool:
    """Tell whether a sync program made this file because a clip was changed on two machines."""
    return re.search(_CONFLICT_COPY, path) is not None


def usual_path(path: str) -> str:
    """Return the path of the clip of which a conflict copy was made; the path itself if it is not the name of one."""
    return re.sub(_COPY_MARK, "", path) if is_conflict_copy(path) else path


def unnumbered_path(path: str) -> str:
    """Return a path without the number of a copy, as in `name 2.md` and `name (1).md`; the path itself without one."""
    return re.sub(_NUMBER_OF_COPY, "", path)


def unique_length(handle: str, *neighbours: str | None) -> int:
    """Return the number of letters that distinguish a handle from its neighbours in the sorted list of all handles."""
    length = MIN_UNIQUE_LENGTH
    for neighbour in filter(None, neighbours):
        common = next((n for n, (a, b) in enumerate(zip(handle, neighbour, strict=True)) if a != b), len(handle))
        length = max(length, min(common + 1, len(handle)))
    return length


def first_words(body: str) -> str:
    """Return the words of the first line of a text that has any, shortened, without the marks before them."""
    for line in body[:_MAX_SEARCHED].splitlines():
        words = text.one_line(line).lstrip("#>*_-+~` ")
        if any(character.isalnum() for character in words):
            return text.shorten(words, _MAX_WORDS)
    return ""


def is_named_after_words(path: str, body: str) -> bool:
    """Tell whether the name of a clip's file was made from its first words."""
    subject = text.slug(first_words(body), _MAX_STEM_BYTES)
    beginning = subject[:_MIN_SUBJECT]
    return bool(beginning) and beginning in stem(path)


def _subjects(clip: Clip) -> Iterator[str]:
    yield clip.title
    yield urls.key(clip.url)
    yield first_words(clip.body)


def folder_and_day(clip: Clip) -> tuple[str, str]:
    """Return the folder of a new clip, and the day with which its name begins, which may be empty."""
    day = dates.iso(clip.date).partition("T")[0]
    return day[:4] or "undated", day


def outlet_slug(source: str) -> str:
    """Return the part of a name that says the outlet."""
    return text.slug(source, MAX_OUTLET_BYTES)


def new_name(clip: Clip, outlet: str | None = None) -> str:
    """Return the best path for a new clip, without `.md`: `2000/2000-05-19-reuters-title`.

    A clip without a title is named after its address, or else its first words. With `outlet` that is the part that says
    the outlet, whatever the clip has.
    """
    folder, day = folder_and_day(clip)
    parts = [day, outlet_slug(clip.source) if outlet is None else outlet]
    room = _MAX_STEM_BYTES - sum(len(part.encode()) + 1 for part in parts if part)
    subject = next(filter(None, (text.slug(words, room) for words in _subjects(clip))), "")
    name = "-".join(filter(None, (*parts, subject))) or "untitled"
    if re.fullmatch(_RESERVED_ON_WINDOWS, name):
        name = f"clip-{name}"
    return f"{folder}/{name}"


def numbered_paths(name: str, last_numbers: MutableMapping[str, int]) -> Iterator[str]:
    """Yield paths for a clip with a name: the name itself, then with `-2`, `-3` and so on.

    `last_numbers` maps each name to the last number that was yielded for it, and is updated: calls that share it yield
    no path twice.
    """
    while True:
        number = last_numbers[name] = last_numbers.get(name, 0) + 1
        yield f"{name}.md" if number == 1 else f"{name}-{number}.md"


def has_name(path: str, name: str) -> bool:
    """Tell whether a path is one that `numbered_paths` yields for a name."""
    rest = path.removesuffix(".md").removeprefix(name)
    return f"{name}{rest}.md" == path and (not rest or re.fullmatch(_NUMBER, rest) is not None)
