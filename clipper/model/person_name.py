"""The name of an author as it is printed, taken apart: family name, given name, particle and suffix.

References invert names and shorten given names, so they must know which word is which. The name of a body is kept
whole, and so is a name in a script without capitals, where the order of the words tells nothing.
"""

import re
from collections.abc import Collection, Sequence

from clipper import text
from clipper.model.agencies import find_agency
from clipper.model.frozen import Frozen
from clipper.model.offices import is_office

_PARTICLES = frozenset(
    {"af", "al", "av", "bin", "bint", "da", "das", "de", "del", "dela", "della", "den", "der", "des"}
    | {"di", "do", "dos", "du", "e", "el", "ibn", "la", "le", "les", "lo", "ten", "ter", "van", "vande"}
    | {"vander", "vom", "von", "y", "zu", "zum", "zur", "’t", "'t"}
)
_FRENCH_PARTICLES = frozenset({"de", "du", "des", "d’", "d'"})
"""Alone before a family name, they do not belong to it: `Gaulle, Charles de`, but `von der Leyen, Ursula`."""

_CONJUNCTIONS = frozenset({"und", "y", "e", "et", "i"})
"""They join two particles, `von und zu Example`, or two family names, `Borbón y Borbón`."""

_ELIDED = r"([dD]['’])(?=[^\W\d_]{2})"
_ARTICLE = r"(?:a[dlnrstz]|ash|el)-"
"""An Arabic article is written small before a name."""

_SUFFIX = r"(?:[JS]r\.?|I{2,3}|IV|VI{0,3}|Ph\.?\s?D\.?|M\.?D\.?|Esq\.?)"
_FIRST_OF_WHOLE_SCRIPTS = "\u3040"
_WHOLE_SCRIPT = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_BODY_WORDS = frozenset(
    {"agencia", "agenzia", "association", "bank", "centre", "center", "club", "commission", "company"}
    | {"council", "federation", "foundation", "institut", "league", "network", "organisation"}
    | {"organization", "party", "post", "project", "society", "trust", "union", "université", "universität"}
)


class PersonName(Frozen):
    """A name: of a person, or if there is only `family`, of a body or of someone with one name.

    The particle stands before the family name. `is_detached` says that it does not belong to it: where the name is
    inverted, it stands behind the given name, as in `Gaulle, Charles de`.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    is_detached: bool = False

    @property
    def full_family(self) -> str:
        """The family name with its particle before it; an elided one needs no blank."""
        return with_particle(self.particle, self.family)


def with_particle(particle: str, family: str) -> str:
    """Return a family name with a particle before it."""
    return f"{particle}{family}" if not particle or particle.endswith(("’", "'")) else f"{particle} {family}"


def parse(printed: str, bodies: Collection[str] = ()) -> PersonName:
    """Take a name apart: `Jane Q. Doe`, `Doe, Jane`, `King, Martin L., Jr.`, `Ursula von der Leyen`.

    `bodies` are further names of bodies, folded, such as the outlet. Braces keep words together:
    `{Ministry of Silly Walks}` is a body, `{García Márquez}, Gabriel` has two family names.
    """
    printed = text.one_line(printed)
    if match := re.fullmatch(r"\{([^{}]*)\}", printed):
        return PersonName(match[1].strip())
    if match := re.fullmatch(r"\{([^{}]+)\},\s*([^{},]+)(?:,\s*([^{},]+))?", printed):
        return PersonName(match[1].strip(), match[2].strip(), "", (match[3] or "").strip())
    if _is_whole(printed, bodies):
        return PersonName(printed)
    family, *rest = (part.strip() for part in printed.split(","))
    if rest and not re.fullmatch(_SUFFIX, rest[0]):
        suffix = next((part for part in rest[1:] if re.fullmatch(_SUFFIX, part)), "")
        return _with_family(family.split(" "), rest[0], suffix)
    words = family.split(" ")
    suffix = rest[0] if rest else words.pop() if len(words) > 2 and re.fullmatch(_SUFFIX, words[-1]) else ""  # noqa: PLR2004 - given, family, suffix
    start = next((index for index, word in enumerate(words[1:-1], 1) if word in _PARTICLES), len(words) - 1)
    if start and words[start] in _CONJUNCTIONS:  # `José Ortega y Gasset`
        start -= start > 1
    return _with_family(words[start:], " ".join(words[:start]), suffix)


def printed(name: PersonName) -> str:
    """Return a name as it is printed: in its natural order, unless its parts could not be told from that.

    `Jane Doe`, but `García Márquez, Gabriel`: `parse` finds the same parts in what is returned, if it can at all.
    """
    natural = " ".join(filter(None, (name.given, name.full_family, name.suffix)))
    if not name.given or _parts(parse(natural)) == _parts(name):
        return natural
    inverted = ", ".join(filter(None, (name.full_family, name.given, name.suffix)))
    return inverted if _parts(parse(inverted)) == _parts(name) else natural


def _parts(name: PersonName) -> tuple[str, ...]:
    return (name.family, name.given, name.particle, name.suffix)


def _with_family(words: Sequence[str], given: str, suffix: str) -> PersonName:
    """Return a name whose family name is in these words, with its particles before it."""
    count = 0
    while count < len(words) - 1 and (words[count] in _PARTICLES or (count and words[count] in _CONJUNCTIONS)):
        count += 1
    particle, family = " ".join(words[:count]), " ".join(words[count:])
    if not given:
        return PersonName(" ".join(words), suffix=suffix)
    if not particle and (match := re.match(_ELIDED, family)) and family[0].islower():
        particle, family = match[1], family[match.end() :]
    return PersonName(family, given, particle, suffix, particle in _FRENCH_PARTICLES)


def _is_whole(name: str, bodies: Collection[str]) -> bool:
    """Tell whether a name is not taken apart: that of a body, of one word, or in a script without capitals."""
    words = name.split(" ")
    if (
        len(words) == 1
        or (max(name) >= _FIRST_OF_WHOLE_SCRIPTS and re.search(_WHOLE_SCRIPT, name))
        or re.search(r"[\d@/&:]", name)
    ):
        return True
    if not (re.match(r"['’]?[^\W\d_]", name) and any(letter.isupper() or letter.islower() for letter in name)):
        return True
    if text.fold(name) in bodies or find_agency(name) or is_office(name) or words[0] == "The":
        return True
    if not _BODY_WORDS.isdisjoint(text.split_words(name)):
        return True
    known = _PARTICLES | _CONJUNCTIONS
    small = rf"{_ELIDED}|{_ARTICLE}"
    lowered = [word for word in words if word[0].islower() and word not in known and not re.match(small, word)]
    return bool(lowered) and len(lowered) < len(words)
