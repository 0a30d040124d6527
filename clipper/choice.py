"""A choice: tags proposed for one clip after the other, each taken or left by one key, and written as one operation."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from clipper.errors import ClipperError
from clipper.text import count, safe

if TYPE_CHECKING:
    from clipper.bulk import Manner
    from clipper.clip import Kept
    from clipper.session import Session
    from clipper.suggestions import Suggestion

Offer: TypeAlias = "tuple[Kept, list[Suggestion]]"
"""A clip, and the tags that are proposed for it."""

_KEYS = {
    "y": "take it",
    "n": "leave it",
    "a": "take it and all that follow",
    "q": "leave it and all that follow",
    "?": "show these keys",
}


def tags(at: "Session", found: "Sequence[Kept]", manner: "Manner", *, json: bool, asks: bool) -> None:
    """Propose tags for clips, and add those that are taken: one by one if a person `asks` for it, else all or none."""
    failed: list[ClipperError] = []
    offered: list[Offer] = []
    offers = _noted(_offers(at, found, failed), offered)
    asks = asks and at.on_terminal and not (json or manner.yes or manner.dry_run)
    taken: list[Offer] = []
    if json or not at.on_terminal:
        from clipper.views import proposals

        at.write(proposals.json(offers) if json else proposals.tsv(offers))
    elif asks:
        taken = _chosen(at, offers)
    else:
        for kept, proposed in offers:
            _head(at, kept)
            for one in proposed:
                _show(at, one)
    if manner.yes and not manner.dry_run:
        taken = offered
    failed += _add(at, taken, manner)
    if not (taken or manner.quiet):
        hint = "" if asks or manner.dry_run else "; --yes takes all"
        nothing = "No tag is proposed." if found else "No clip matches."
        at.tell(f"Nothing was added{hint}." if offered else nothing)
    at.fail(failed, of=len(found))


def _offers(at: "Session", found: "Sequence[Kept]", failed: list[ClipperError]) -> Iterator[Offer]:
    """Yield the clips for which there is something to propose; what cannot be read is put aside."""
    from clipper.suggestions import Suggester

    suggester = Suggester(at.library.index)
    for kept in found:
        try:
            whole = replace(kept, clip=at.library.whole(kept))
        except ClipperError as error:
            failed.append(error)
            continue
        if proposed := suggester.propose(whole):
            yield whole, proposed


def _noted(offers: Iterable[Offer], known: list[Offer]) -> Iterator[Offer]:
    for offer in offers:
        known.append(offer)
        yield offer


def _chosen(at: "Session", offers: Iterable[Offer]) -> list[Offer]:
    """Ask about every tag, and return those that are taken."""
    taken: list[Offer] = []
    answer = ""
    with at.outside.keys() as key:
        for kept, proposed in offers:
            chosen: list[Suggestion] = []
            _head(at, kept)
            for one in proposed:
                _show(at, one)
                answer = answer if answer == "a" else _answer(at, key)
                if answer == "q":
                    break
                if answer != "n":
                    chosen.append(one)
            if chosen:
                taken.append((kept, chosen))
            if answer == "q":
                break
    return taken


def _answer(at: "Session", key: Callable[[], str]) -> str:
    """Return one of the keys that mean something; the end of the input leaves all that follows."""
    while True:
        at.ask(f"    Take it? [{'/'.join(_KEYS)}]:")
        answer = key().casefold() or "q"
        if answer in _KEYS and answer != "?":
            return answer
        for known, meaning in _KEYS.items():
            at.tell(f"    {known}  {meaning}")


def _head(at: "Session", kept: "Kept") -> None:
    from clipper.views.suggestions import head

    unique = at.library.unique([kept])
    at.draw(lambda width: head(kept, letters=unique[kept.handle], width=width))


def _show(at: "Session", one: "Suggestion") -> None:
    from clipper.views.suggestions import suggestion

    at.draw(lambda _: suggestion(one))


def _add(at: "Session", taken: Sequence[Offer], manner: "Manner") -> list[ClipperError]:
    """Write what was taken, say so, and return what failed."""
    from clipper import clipfile

    if not taken:
        return []
    edits = [(kept, partial(clipfile.with_tags, add=[one.tag for one in chosen])) for kept, chosen in taken]
    with at.progress("tagging", len(edits)) as tick:
        outcome = at.library.change(edits, tick, force=manner.force)
    if not manner.quiet:
        changed = {kept.path for kept in outcome.changed}
        added = [one.tag for kept, chosen in taken if kept.path in changed for one in chosen]
        what = f"{count(len(added), 'tag')} to {count(len(changed), 'clip')}"
        what = ", ".join(map(safe, added)) if len(changed) == 1 else what
        at.tell(f"Added {what}. `clipper undo` takes it back." if added else "Nothing was added.")
    at.warn_of_links(outcome.linked)
    return outcome.failed
