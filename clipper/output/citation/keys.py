"""Citation keys: the names by which a document calls a reference, such as `doe2019harbour`."""

import re
import unicodedata
from collections.abc import Iterable

from clipper.output.citation.disambiguation import letters
from clipper.output.citation.reference import Reference

_LONGEST = 40
_LEAST_LETTERS = 4
_UNFOLDED = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "ł": "l", "Ł": "L", "đ": "d"}
)


def assign(references: Iterable[Reference]) -> dict[str, str]:
    """Return the key of each reference by its handle; equal keys get letters in the order of the handles.

    So a key does not depend on the order of the references, and hardly ever on which others there are.
    """
    taken: set[str] = set()
    keys: dict[str, str] = {}
    for reference in sorted(references, key=lambda reference: reference.handle):
        base = _base(reference)
        number, key = 0, base
        while key in taken:
            key = f"{base}{letters(number)}"
            number += 1
        taken.add(key)
        keys[reference.handle] = key
    return keys


def _base(reference: Reference) -> str:
    """Return the first author or the outlet, the year, and the first long word of the headline."""
    who = _folded(reference.names[0].family if reference.names else reference.outlet)
    words = [*map(_folded, reference.title.split())]
    word = next((word for word in words if len(word) >= _LEAST_LETTERS), "".join(words))
    year = str(reference.issued[0]) if reference.issued else ""
    return f"{who[: _LONGEST // 2] or 'clip'}{year}{word}"[:_LONGEST]


def _folded(value: str) -> str:
    """Return the letters and digits of a text that are ASCII, or are when their accents are taken away."""
    plain = unicodedata.normalize("NFKD", value[:200].translate(_UNFOLDED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())
