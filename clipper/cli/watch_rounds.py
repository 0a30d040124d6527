"""The rounds of `clipper watch`: each asks the feeds that are due, and shows what was kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clipper.errors import BusyError, DiskError
from clipper.text import with_noun

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.library import Library
    from clipper.library.watch import RoundReport
    from clipper.system.fetch import Limits


class WatchRounds:
    """Asks the feeds of an archive; with `names` only these, whether they are due or not."""

    def __init__(
        self, session: "Session", limits: "Limits", names: Sequence[str], *, rules: bool, dry_run: bool
    ) -> None:
        self._session = session
        self._limits = limits
        self._names = names
        self._with_rules = rules
        self._dry_run = dry_run
        self._library: Library | None = None

    def run(self) -> "RoundReport":
        """Do one round, show the clips and what is to be said; the errors are in the report."""
        from clipper.library import watch
        from clipper.library.feeds import named

        session = self._session
        self._library = self._library or session.library_for_adding(dry_run=self._dry_run)
        self._library.mark_stale()  # other programs may have written to the archive since the last round
        feeds = session.config.feeds
        chosen = named(feeds, self._names) if self._names else feeds
        rules = session.rules() if self._with_rules else None
        report = watch.watch(
            self._library,
            chosen,
            self._limits,
            rules.apply if rules else None,
            every_feed=bool(self._names),
            dry_run=self._dry_run,
        )
        if report.stored:
            session.show_clips(report.stored)
        for notice in (*report.notices, *(rules.report() if rules else ())):
            session.tell(notice)
        session.tell(self._summary(report))
        return report

    def run_and_tell(self) -> None:
        """Do a round, and tell its errors: the next one comes after a while, and may succeed."""
        try:
            for error in self.run().errors:
                self._session.tell_error(str(error), error.hint)
        except (BusyError, DiskError) as error:
            self._session.tell_error(str(error), error.hint)

    def _summary(self, report: "RoundReport") -> str:
        kept = len(report.stored)
        parts = [f"{with_noun(kept, 'clip')} {'would be kept' if self._dry_run else 'kept'}"]
        parts.append(f"{with_noun(report.asked, 'feed')} asked")
        parts += [f"{report.unchanged} unchanged"] if report.unchanged else []
        if report.resting:
            from clipper.output.plain.feeds import local_time

            next_time = local_time(report.next_request, self._session.system.now())
            parts.append(f"{report.resting} not due" + (f", the next {next_time}" if next_time else ""))
        return f"{', '.join(parts)}."
