"""A choice: tags proposed for one clip after the other, each taken or left by one key, and written as one operation."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from clipper.errors import ClipperError
from clipper.text import count, safe

if TYPE_CHECKING:
    from clipper.analysis.suggestions import Suggestion
    from clipper.cli.options import ChangeOptions
    from clipper.cli.session import Session
    from clipper.model.clip import StoredClip

Offer: TypeAlias = "tuple[StoredClip, list[Suggestion]]"
"""A clip, and the tags that are proposed for it."""

_KEYS = {
    "y": "take it",
    "n": "leave it",
    "a": "take it and all that follow",
    "q": "leave it and all that follow",
    "?": "show these keys",
}


def tags(
    session: "Session", found: "Sequence[StoredClip]", options: "ChangeOptions", *, json: bool, asks: bool
) -> None:
    """Propose tags for clips, and add those that are taken: one by one if a person `asks` for it, else all or none."""
    failed: list[ClipperError] = []
    offered: list[Offer] = []
    offers = _noted(_offers(session, found, failed), offered)
    asks = asks and session.on_terminal and not (json or options.yes or options.dry_run)
    taken: list[Offer] = []
    if json or not session.on_terminal:
        from clipper.output.plain import suggestions as plain

        session.write(plain.json(offers) if json else plain.tsv(offers))
    elif asks:
        taken = _chosen(session, offers)
    else:
        for stored, proposed in offers:
            _head(session, stored)
            for one in proposed:
                _show(session, one)
    if options.yes and not options.dry_run:
        taken = offered
    failed += _add(session, taken, options)
    if not (taken or options.quiet):
        hint = "" if asks or options.dry_run else "; --yes takes all"
        nothing = "No tag is proposed." if found else "No clip matches."
        session.tell(f"Nothing was added{hint}." if offered else nothing)
    session.fail(failed, of=len(found))


def _offers(session: "Session", found: "Sequence[StoredClip]", failed: list[ClipperError]) -> Iterator[Offer]:
    """Yield the clips for which there is something to propose; what cannot be read is put aside."""
    from clipper.analysis.suggestions import Suggester

    suggester = Suggester(session.library.index)
    for stored in found:
        try:
            whole = replace(stored, clip=session.library.read(stored))
        except ClipperError as error:
            failed.append(error)
            continue
        if proposed := suggester.propose(whole):
            yield whole, proposed


def _noted(offers: Iterable[Offer], known: list[Offer]) -> Iterator[Offer]:
    for offer in offers:
        known.append(offer)
        yield offer


def _chosen(session: "Session", offers: Iterable[Offer]) -> list[Offer]:
    """Ask about every tag, and return those that are taken."""
    taken: list[Offer] = []
    answer = ""
    with session.system.keys() as key:
        for stored, proposed in offers:
            chosen: list[Suggestion] = []
            _head(session, stored)
            for one in proposed:
                _show(session, one)
                answer = answer if answer == "a" else _answer(session, key)
                if answer == "q":
                    break
                if answer != "n":
                    chosen.append(one)
            if chosen:
                taken.append((stored, chosen))
            if answer == "q":
                break
    return taken


def _answer(session: "Session", key: Callable[[], str]) -> str:
    """Return one of the keys that mean something; the end of the input leaves all that follows."""
    while True:
        session.ask(f"    Take it? [{'/'.join(_KEYS)}]:")
        answer = key().casefold() or "q"
        if answer in _KEYS and answer != "?":
            return answer
        for known, meaning in _KEYS.items():
            session.tell(f"    {known}  {meaning}")


def _head(session: "Session", stored: "StoredClip") -> None:
    from clipper.output.terminal.suggestions import render_heading

    unique = session.library.unique_lengths([stored])
    session.draw(lambda width: render_heading(stored, unique_length=unique[stored.handle], width=width))


def _show(session: "Session", one: "Suggestion") -> None:
    from clipper.output.terminal.suggestions import render

    session.draw(lambda _: render(one))


def _add(session: "Session", taken: Sequence[Offer], options: "ChangeOptions") -> list[ClipperError]:
    """Write what was taken, say so, and return what failed."""
    from clipper import clipfile

    if not taken:
        return []
    edits = [(stored, partial(clipfile.with_tags, add=[one.tag for one in chosen])) for stored, chosen in taken]
    with session.progress("tagging", len(edits)) as advance:
        outcome = session.library.writer.change(edits, advance, force=options.force)
    if not options.quiet:
        changed = {stored.path for stored in outcome.changed}
        added = [one.tag for stored, chosen in taken if stored.path in changed for one in chosen]
        what = f"{count(len(added), 'tag')} to {count(len(changed), 'clip')}"
        what = ", ".join(map(safe, added)) if len(changed) == 1 else what
        session.tell(f"Added {what}. `clipper undo` takes it back." if added else "Nothing was added.")
    session.warn_of_hard_links(outcome.linked)
    return outcome.failed
