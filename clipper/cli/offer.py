"""Ask a person about what a text leaves open: a likely value of a field, a day that can be read in two ways."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from clipper.errors import UsageError
from clipper.text import safe, shorten

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.model.candidate import Candidate
    from clipper.model.clip import Clip, StoredClip
    from clipper.model.dates import AmbiguousDate
    from clipper.model.provenance import Provenance

_MAX_TOLD = 3
"""The number of clips, from the first, whose likely values are told."""
_NAMES = {"date": "day"}


def accept_likely(session: "Session", candidates: "Iterable[Candidate]") -> "Iterator[Candidate]":
    """Ask about each likely value with one key, and yield the candidates with those that the person takes."""
    from clipper.intake.compose import with_values

    with session.system.keys() as read_key:
        for candidate in candidates:
            taken = [entry for entry in candidate.likely if _is_taken(session, candidate, entry, read_key)]
            yield with_values(candidate, taken) if taken else candidate.replace(likely=())


def join_broken_lines(session: "Session", candidates: "Iterable[Candidate]") -> "Iterator[Candidate]":
    """Ask for each text with words broken at line ends whether to join its lines; without a person say how."""
    from clipper.intake.text.join_lines import has_broken_words
    from clipper.intake.text.read import with_joined_lines

    for candidate in candidates:
        if not candidate.provenance or not has_broken_words(candidate.clip.body):
            yield candidate
        elif session.can_ask:
            title = shorten(candidate.clip.title, 40)
            session.ask(f"“{title}”: words are broken at the ends of lines. Join the lines? [Y/n]:")
            with session.system.keys() as read_key:
                yield with_joined_lines(candidate) if says_yes(session, read_key) else candidate
        else:
            notice = f"{candidate.input_name}: words are broken at the ends of lines: --join-lines joins them."
            yield candidate.replace(notices=(*candidate.notices, notice))


def tell_likely(session: "Session", candidates: "Sequence[Candidate]", stored: "Sequence[StoredClip]") -> set[str]:
    """Say which values are likely, and how to set them; return the handles of the clips whose day is among them."""
    likely = {_identity(candidate.clip): candidate.likely for candidate in candidates if candidate.likely}
    dated = set()
    for number, clip in enumerate(item for item in stored if _identity(item.clip) in likely):
        for entry in likely[_identity(clip.clip)]:
            if entry.field == "date":
                dated.add(clip.handle)
            if number < _MAX_TOLD:
                value = safe(shorten(entry.value, 60))
                name = _NAMES.get(entry.field, entry.field)
                session.tell(
                    f"{clip.handle}: the {name} may be {value}, from {safe(entry.origin)}:"
                    f" `clipper edit {clip.handle} --set {entry.field}={_quoted(value)}` sets it."
                )
    return dated


def day_chooser(session: "Session") -> "Callable[[AmbiguousDate], str] | None":
    """Return a function that asks which day is meant; None if no person can be asked."""
    if not session.can_ask:
        return None

    def choose(ambiguous: "AmbiguousDate") -> str:
        days = [reading.in_words for reading in ambiguous.readings]
        keys = "/".join(str(number) for number in range(1, len(days) + 1))
        session.ask(f"“{shorten(ambiguous.value, 40)}”: {' or '.join(days)}? [{keys}]:")
        with session.system.keys() as read_key:
            key = read_key()
        session.tell(key if key.isprintable() else "")
        if not key.isdecimal() or not 1 <= int(key) <= len(days):
            raise UsageError(ambiguous.message)
        return ambiguous.readings[int(key) - 1].iso

    return choose


def _identity(clip: "Clip") -> tuple[str, ...]:
    """Return what tells a stored clip, which is here without its body, from the others of the same command."""
    return clip.title, clip.source, clip.url, clip.place


def _is_taken(session: "Session", candidate: "Candidate", entry: "Provenance", read_key: Callable[[], str]) -> bool:
    title = f"“{shorten(candidate.clip.title, 40)}”: " if candidate.clip.title else ""
    name = _NAMES.get(entry.field, entry.field)
    session.ask(f"{title}the {name} may be {entry.value}, from {entry.origin}. Take it? [Y/n]:")
    return says_yes(session, read_key)


def says_yes(session: "Session", read_key: Callable[[], str]) -> bool:
    """Tell whether the next key is a yes, as Enter is, and show the answer."""
    is_yes = read_key().casefold() in {"", "\n", "\r", "y"}
    session.tell("yes" if is_yes else "no")
    return is_yes


def _quoted(value: str) -> str:
    import shlex

    return shlex.quote(value)
