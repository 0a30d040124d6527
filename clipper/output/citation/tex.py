"""Values as BibTeX and BibLaTeX have them: whatever a clip says is letters to TeX, and to every reader of the file."""

import re
from collections.abc import Collection, Mapping

from clipper.model.person_name import PersonName
from clipper.output.citation.days import Day
from clipper.output.citation.reference import Reference

# BibTeX counts braces, and knows no `\{`.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%#_$"},
}
_NAME = r"[^\W\d_][\w .’'-]*"
_IN_ADDRESS = r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]"


def escape(value: str) -> str:
    """Return a text as TeX prints it.

    Straight double quotation marks become curved ones, since babel makes shorthands of them; two apostrophes or accents
    are held apart, since TeX makes one mark of them.
    """
    value = re.sub(r'(^|[\s(\[{“‘–—-])"', r"\1“", " ".join(value.split())).replace('"', "”")
    value = "".join(_ESCAPES.get(character, character) for character in value)
    return value.replace("``", "{`}{`}").replace("''", "{'}{'}")


def title(headline: str) -> str:
    """Return a headline whose own capitals stay: styles lower what is not in braces."""
    words = headline.split()
    keeps = (any(letter.isupper() for letter in (word if index else word[1:])) for index, word in enumerate(words))
    return " ".join(f"{{{escape(word)}}}" if keep else escape(word) for word, keep in zip(words, keeps, strict=True))


def address(url: str) -> str:
    """Return an address that no reader has to unescape: what is special to TeX is percent-encoded."""
    return re.sub(
        _IN_ADDRESS, lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url
    )


def authors(names: Collection[PersonName]) -> str:
    """Return the authors of a reference."""
    return " and ".join(map(_person, names))


def iso_day(day: Day) -> str:
    """Return a day as `2019-03-07`, as exact as it is known."""
    return "-".join(f"{part:0{4 if index == 0 else 2}}" for index, part in enumerate(day))


def pages(page: str) -> str:
    """Return pages with two hyphens between the first and the last."""
    return escape(re.sub(r"\s{0,9}[-–]{1,9}\s{0,9}", "--", page))


def entry(kind: str, key: str, fields: Mapping[str, str], bare: Collection[str] = ()) -> bytes:
    """Return an entry with the fields that are not empty, one a line; `bare` names those without braces."""
    lines = [f"  {name} = {value if name in bare else f'{{{value}}}'}" for name, value in fields.items() if value]
    body = ",\n".join(lines)
    return f"@{kind}{{{key},\n{body}\n}}\n\n".encode("utf-8", "replace")


def visited(reference: Reference) -> str:
    """Return the day of the visit of a piece with an address."""
    return iso_day(reference.accessed) if reference.url else ""


def _person(name: PersonName) -> str:
    """Return a name as `particle Family, Suffix, Given`; a body is in braces as a whole."""
    if not name.given:
        return f"{{{escape(name.family)}}}"
    # Biber counts commas inside braces too.
    family = _held_together(name.family.replace(",", " ").strip() or "?")
    given = _held_together(name.given.replace(",", " ").strip() or "?")
    particle = " ".join(map(_held_together, name.particle.split()))
    return ", ".join(filter(None, (f"{particle} {family}".strip(), escape(name.suffix.replace(",", " ")), given)))


def _held_together(value: str) -> str:
    """Return a part of a name, in braces unless it is only letters: the word `and` in any case would part names."""
    escaped = escape(value)
    is_plain = re.fullmatch(_NAME, value) and not re.search(r"\band\b", value, re.IGNORECASE)
    return escaped if is_plain else f"{{{escaped}}}"
