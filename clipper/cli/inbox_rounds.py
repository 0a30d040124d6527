"""The rounds of `clipper inbox`: each reads the folder, keeps what is new as one operation, and moves it aside."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clipper.errors import BusyError, ClipperError, DiskError
from clipper.intake.inbox import LISTING, Inbox
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.intake.novelty import KnownError
    from clipper.intake.read_inbox import Round
    from clipper.library import Library
    from clipper.model.clip import StoredClip

_MOST_NAMED = 5


class InboxRounds:
    """Works through an inbox; `count` is the number of files that were read, or could not be."""

    def __init__(
        self,
        session: "Session",
        inbox: Inbox,
        *,
        tags: Sequence[str],
        keep_html: bool,
        evidence: bool,
        rules: bool,
        max_size: int,
    ) -> None:
        from clipper.intake.overrides import Overrides
        from clipper.intake.read_inbox import InboxReader
        from clipper.model.tags import spell_as_known
        from clipper.system.fetch import MEGABYTE, Limits

        self._session = session
        self._inbox = inbox
        self._keep_html = keep_html
        self._evidence = evidence or session.config.evidence
        self._with_rules = rules
        spelled, notices = spell_as_known(tags, session.tag_counts) if tags else ([], [])
        for notice in notices:
            session.tell(notice)
        self._overrides = Overrides(tags=spelled)
        self._reader = InboxReader(session.system, session.progress, inbox, Limits(max_size=max_size * MEGABYTE))
        self._library: Library | None = None
        self._named: list[str] = []
        self.count = 0

    def run(self, *, dry_run: bool) -> list[ClipperError]:
        """Work until the inbox holds nothing new, and return the errors of the files that stay in it."""
        failed: list[ClipperError] = []
        is_last = False
        while not is_last:
            done = self._run_one(dry_run=dry_run)
            failed += [error for _, error in done.failed]
            is_last = done.is_last or dry_run
        return failed

    def run_and_tell(self, *, dry_run: bool) -> None:
        """Do the same, and tell the errors: the next round comes after a while, and may succeed."""
        try:
            for error in self.run(dry_run=dry_run):
                self._session.tell_error(str(error), error.hint)
        except (BusyError, DiskError) as error:
            self._session.tell_error(str(error), error.hint)

    def _run_one(self, *, dry_run: bool) -> "Round":
        from clipper.intake.read_inputs import AddOptions

        session = self._session
        now = session.system.now()
        survey = self._inbox.survey(now.timestamp())
        options = AddOptions(now.isoformat(), original=self._keep_html, evidence=self._evidence)
        done = self._reader.read(survey.complete, self._overrides, options, session.config.sources)
        self.count += len(done.read) + len(done.failed)
        stored: list[StoredClip] = []
        known: Sequence[KnownError] = ()
        if done.candidates:
            kept = None if dry_run else self._inbox.open_kept()
            stored, known = self._keep(done, dry_run=dry_run)
            if kept:
                self._inbox.put_aside(done.read, kept)
        if not dry_run:
            self._inbox.write_listing(self._reader.reasons())
        self._tell(len(stored), len(known), len(done.failed), survey.incomplete, dry_run=dry_run)
        return done

    def _keep(self, done: "Round", *, dry_run: bool) -> "tuple[list[StoredClip], Sequence[KnownError]]":
        session = self._session
        rules = session.rules() if self._with_rules else None
        self._library = self._library or session.library_for_adding(dry_run=dry_run)
        self._library.mark_stale()  # other programs may have written to the archive since the last round
        stored, known = self._library.writer.add(
            done.candidates, rules.apply if rules else None, tell=session.tell, dry_run=dry_run
        )
        session.show_clips(stored)
        for notice in (*(rules.report() if rules else ()), *(n for each in done.candidates for n in each.notices)):
            session.tell(notice)
        return stored, known

    def _tell(self, kept: int, known: int, failed: int, incomplete: list[str], *, dry_run: bool) -> None:
        """Say what became of the files; what is only being written is told once."""
        counts = ((kept, "would be kept" if dry_run else "kept"), (known, "there already"), (failed, "not kept"))
        told = ", ".join(f"{number} {what}" for number, what in counts if number)
        if told:
            where = f": {LISTING} says why" if failed and not dry_run else ""
            self._session.tell(f"{told}{where}.")
        new = [name for name in incomplete if name not in self._named]
        if new:
            names = ", ".join(map(safe, new[:_MOST_NAMED]))
            more = f" and {len(new) - _MOST_NAMED} more" if len(new) > _MOST_NAMED else ""
            self._session.tell(f"Still being written: {names}{more}.")
        self._named = incomplete
