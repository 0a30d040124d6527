"""A feed and its entries, whatever its format."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece that a feed announces.

    `entry_id` is the name that the feed gives it; it may change, and so may all else. `date` is in ISO 8601 with the
    zone of the feed; empty if the feed states none that can be true. `body` is Markdown, and empty for an entry whose
    keys are known already. With `is_teaser` the body is only what the feed says about the piece.
    """

    entry_id: str = ""
    url: str = ""
    title: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    body: str = ""
    is_teaser: bool = False
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, its language, its entries, and how many minutes it asks to wait before the next request."""

    title: str = ""
    language: str = ""
    minutes: int = 0
    entries: tuple[Entry, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return it as values that JSON can encode."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Return the feed that `as_dict` was called on."""
        entries = tuple(Entry(**{name: _frozen(value) for name, value in entry.items()}) for entry in values["entries"])
        return cls(**{**values, "entries": entries})


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as its feed states it: `written_date` is the text of its date, and the contents are HTML or plain text.

    `utc` is the date as the parser understood it: year, month, day, hour, minute and second in UTC; None if it did not.
    """

    entry_id: str = ""
    url: str = ""
    title: str = ""
    written_date: str = ""
    utc: Sequence[int] | None = None
    authors: tuple[str, ...] = ()
    source: str = ""
    content: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed as it states itself, with the address against which links are resolved."""

    title: str = ""
    language: str = ""
    minutes: int = 0
    base: str = ""
    entries: tuple[RawEntry, ...] = ()


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
