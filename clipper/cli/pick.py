"""Propose tags for clips, let the user accept or reject each with a key, and add them as one operation."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from clipper.cli import deeds
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from clipper.analysis.suggestions import Suggestion
    from clipper.cli.options import ChangeOptions
    from clipper.cli.session import Session
    from clipper.model.clip import StoredClip

Proposal: TypeAlias = "tuple[StoredClip, list[Suggestion]]"
"""A clip, and the tags that are proposed for it."""

_KEYS = {
    "y": "take it",
    "n": "leave it",
    "a": "take it and all that follow",
    "q": "leave it and all that follow",
    "?": "show these keys",
}


def pick_tags(
    session: "Session",
    clips: "Sequence[StoredClip]",
    options: "ChangeOptions",
    *,
    json: bool,
    asks: bool,
) -> None:
    """Propose tags for clips, and add those that the user accepts.

    With `asks` the user is asked about each on a terminal; else `--yes` accepts all, and without it none is added. If
    tags are to be added, a file or folder that could not be read is an error: they depend on the whole archive.
    """
    is_change = (asks or options.yes) and not options.dry_run
    failed: list[ClipperError] = session.library.unread_errors() if is_change else []
    total = len(clips) + len(failed)
    seen: list[Proposal] = []
    proposals = _collect(_propose(session, clips, failed), seen)
    asks = asks and session.on_terminal and not (json or options.yes or options.dry_run)
    accepted: list[Proposal] = []
    if json or not session.on_terminal:
        from clipper.output.plain import suggestions as plain

        session.write(plain.json(proposals) if json else plain.tsv(proposals))
    elif asks:
        accepted = _ask_about(session, proposals)
    else:
        for stored, suggestions in proposals:
            _show_heading(session, stored)
            for suggestion in suggestions:
                _show(session, suggestion)
    if options.yes and not options.dry_run:
        accepted = seen
    failed += _add(session, accepted, options)
    if not accepted:
        hint = "" if asks or options.dry_run else "; --yes adds all"
        nothing = "No tag is proposed." if clips else "No clip matches."
        session.tell(f"Nothing was added{hint}." if seen else nothing)
    session.raise_if_any(failed, total=total)


def _propose(session: "Session", clips: "Sequence[StoredClip]", failed: list[ClipperError]) -> Iterator[Proposal]:
    """Yield the clips with a proposal; the errors of clips that cannot be read are added to `failed`."""
    from clipper.analysis.suggestions import Suggester

    suggester = Suggester(session.library.index)
    for stored in clips:
        try:
            with_body = stored.replace(clip=session.library.read(stored))
        except ClipperError as error:
            failed.append(error)
            continue
        if suggestions := suggester.propose(with_body):
            yield with_body, suggestions


def _collect(proposals: Iterable[Proposal], seen: list[Proposal]) -> Iterator[Proposal]:
    """Yield the proposals, and add each to a list."""
    for proposal in proposals:
        seen.append(proposal)
        yield proposal


def _ask_about(session: "Session", proposals: Iterable[Proposal]) -> list[Proposal]:
    """Ask about every tag, and return the accepted ones."""
    accepted: list[Proposal] = []
    answer = ""
    with session.system.keys() as read_key:
        for stored, suggestions in proposals:
            accepted_tags: list[Suggestion] = []
            _show_heading(session, stored)
            for suggestion in suggestions:
                _show(session, suggestion)
                answer = answer if answer == "a" else _read_answer(session, read_key)
                if answer == "q":
                    break
                if answer != "n":
                    accepted_tags.append(suggestion)
            if accepted_tags:
                accepted.append((stored, accepted_tags))
            if answer == "q":
                break
    return accepted


def _read_answer(session: "Session", read_key: Callable[[], str]) -> str:
    """Ask until one of the keys is pressed, and return it; the end of the input counts as `q`."""
    while True:
        session.ask(f"    Take it? [{'/'.join(_KEYS)}]:")
        answer = read_key().casefold() or "q"
        if answer in _KEYS and answer != "?":
            return answer
        for key, meaning in _KEYS.items():
            session.tell(f"    {key}  {meaning}")


def _show_heading(session: "Session", stored: "StoredClip") -> None:
    from clipper.output.terminal.suggestions import render_heading

    unique = session.library.unique_lengths([stored])
    session.draw(lambda width: render_heading(stored, unique_length=unique[stored.handle], width=width))


def _show(session: "Session", suggestion: "Suggestion") -> None:
    from clipper.output.terminal.suggestions import render

    session.draw(lambda _: render(suggestion))


def _add(session: "Session", accepted: Sequence[Proposal], options: "ChangeOptions") -> list[ClipperError]:
    """Add the accepted tags, report it, and return the errors."""
    from clipper.library import retag

    if not accepted:
        return []
    tagged = [(stored, [suggestion.tag for suggestion in suggestions]) for stored, suggestions in accepted]
    with session.progress("tagging", len(tagged)) as advance:
        plan = retag.add_own_tags(tagged)
        outcome = session.library.writer.change(plan.edits, advance, deed=plan.deed, force=options.force)
    deeds.report(session, plan.deed, outcome)
    session.warn_of_hard_links(outcome.linked)
    return outcome.failed
