"""What a page says: the value of a field, and the places on the page where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provenance:
    """The value of a field, its origin on the page, and what other places say that were passed over for it."""

    field: str
    value: str
    origin: str
    passed_over: tuple[tuple[str, str], ...] = ()
