"""Provenance: where the value of a field came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provenance:
    """The value of a field and its origin on the page, such as `og:title` or `<h1>`.

    `passed_over` holds the other values that the page states for the field, as pairs of a value and its origin.
    """

    field: str
    value: str
    origin: str
    passed_over: tuple[tuple[str, str], ...] = ()
