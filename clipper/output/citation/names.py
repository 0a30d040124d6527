"""Names in a reference: inverted, shortened to initials, and joined to a series."""

from collections.abc import Callable, Sequence

from clipper.model.person_name import PersonName
from clipper.output.citation.reference import Reference


def initials(given: str, *, stop: str = ".", between: str = " ", hyphen: str = "-") -> str:
    """Return a given name as its initials: `Jean-Pierre Q.` as `J.-P. Q.`."""
    letters = [
        hyphen.join(f"{piece[0]}{stop}" for piece in name.split("-") if piece)
        for name in given.replace("’", "").split()
    ]
    return between.join(filter(None, letters))


def inverted(name: PersonName, given: str, *, separator: str = ", ", before_suffix: str = ", ") -> str:
    """Return a name with the family name first; `given` is the given name as the style writes it."""
    if not name.given:
        return name.full_family
    family, rest = (
        (name.family, joined_particle(given, name.particle)) if name.is_detached else (name.full_family, given)
    )
    return f"{family}{separator}{rest}" + (f"{before_suffix}{name.suffix}" if name.suffix else "")


def joined_particle(given: str, particle: str) -> str:
    """Return a given name with the particle that stands behind it."""
    return f"{given} {particle}".strip()


def straight(name: PersonName) -> str:
    """Return a name in its natural order: `Ursula von der Leyen`, `Martin Luther King Jr.`."""
    return " ".join(filter(None, (name.given, name.full_family, name.suffix)))


def short(name: PersonName) -> str:
    """Return the name by which a note calls a person: the family name, with a particle that belongs to it."""
    return name.family if name.is_detached else name.full_family


def called(
    reference: Reference,
    conjunction: str,
    most: int,
    *,
    given: Callable[[str], str] = str,
    name: Callable[[PersonName], str] = short,
    comma_before: bool = True,
) -> str:
    """Return the authors as a note calls them; of more than `most` the first alone, or as many as tell it apart.

    `given` is how the style writes a given name. `comma_before` is about the conjunction of three names and more.
    """
    listed = [
        f"{given(author.given)} {name(author)}" if index in reference.given_called and author.given else name(author)
        for index, author in enumerate(reference.names)
    ]
    shown = listed if len(listed) <= most else listed[: max(1, reference.names_called)]
    if len(shown) == len(listed):
        return series(listed, conjunction, comma_before=comma_before and len(listed) > 2)  # noqa: PLR2004
    return f"{', '.join(shown)}{',' if len(shown) > 1 else ''} et al."


def series(names: Sequence[str], conjunction: str, *, comma_before: bool = True) -> str:
    """Return names with commas between them and a conjunction before the last."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no conjunction
        return "".join(names)
    return f"{', '.join(names[:-1])}{',' if comma_before else ''} {conjunction} {names[-1]}"
