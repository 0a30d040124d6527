"""The words that clipper itself writes into a press review, in the language of the review."""

from clipper.model import dates
from clipper.model.frozen import Frozen
from clipper.output.citation.days import MONTHS, Day, day_first

LANGUAGES = ("en", "de", "fr")
"""The languages in which a press review can be."""

_ABBREVIATED = 3
_LONGEST_WHOLE = 4


class Labels(Frozen):
    """The words of one language; `{}` stands for a number or a list."""

    language: str = "en"
    title: str = "Press review"
    clips: tuple[str, str] = ("{} clip", "{} clips")
    outlets: tuple[str, str] = ("{} outlet", "{} outlets")
    reprints: tuple[str, str] = ("{} reprint", "{} reprints")
    also: tuple[str, str] = ("Also in {} outlet: {}", "Also in {} outlets: {}")
    contents: str = "Contents"
    coverage: str = "Coverage"
    by_period: str = "Clips by {}"
    units: tuple[str, str, str, str, str, str] = ("day", "week", "month", "year", "decade", "century")
    outlet: str = "Outlet"
    stories: str = "Clips"
    picked_up: str = "Reprints"
    sources: str = "Sources"
    no_outlet: str = "Without an outlet"
    more_outlets: str = "{} more outlets"
    reprint_of: str = "reprint of {}"
    note: str = "Note"
    highlights: str = "Highlights"
    archived: str = "Archived copy"
    look_in_archive: str = "Look for an archived copy"
    page: str = "p. {}"
    to_clips: str = "Skip to the clips"
    undated: str = "undated"
    left_out: tuple[str, str] = ("{} more clip is not in this mail.", "{} more clips are not in this mail.")
    other: str = "Other"

    def count(self, words: tuple[str, str], number: int, *more: str) -> str:
        """Return words with a number, in the form of the number."""
        return words[number != 1].format(number, *more)

    def date(self, written: str) -> str:
        """Return a date in words, such as `26 November 2026`; what is no date as it is written."""
        if written and not (day := _parts(written)):
            return written
        return self.day(day) if written else ""

    def day(self, day: Day) -> str:
        """Return a day, a month or a year in words."""
        return day_first(day, MONTHS[self.language], stop=self._stop(day))

    def short(self, day: Day) -> str:
        """Return a day without its year, or a month, as a column of a chart has it."""
        name = MONTHS[self.language][day[1] - 1] if len(day) > 1 else ""
        month = name if len(name) <= _LONGEST_WHOLE else name[:_ABBREVIATED]
        return f"{day[2]}{self._stop(day)} {month}" if len(day) > 2 else f"{month} {day[0]}".strip()  # noqa: PLR2004

    def _stop(self, day: Day) -> str:
        if self.language == "fr" and day[2:] == (1,):
            return "er"
        return "." if self.language == "de" else ""


_IN_GERMAN = Labels(
    language="de",
    title="Pressespiegel",
    clips=("{} Beitrag", "{} Beiträge"),
    outlets=("{} Medium", "{} Medien"),
    reprints=("{} Nachdruck", "{} Nachdrucke"),
    also=("Auch in {} Medium: {}", "Auch in {} Medien: {}"),
    contents="Inhalt",
    coverage="Resonanz",
    by_period="Beiträge nach {}",
    units=("Tagen", "Wochen", "Monaten", "Jahren", "Jahrzehnten", "Jahrhunderten"),
    outlet="Medium",
    stories="Beiträge",
    picked_up="Nachdrucke",
    sources="Quellen",
    no_outlet="Ohne Medium",
    more_outlets="{} weitere Medien",
    reprint_of="Nachdruck von {}",
    note="Notiz",
    highlights="Hervorhebungen",
    archived="Archivierte Kopie",
    look_in_archive="Archivierte Kopie suchen",
    page="S. {}",
    to_clips="Zu den Beiträgen",
    undated="ohne Datum",
    left_out=("{} weiterer Beitrag fehlt in dieser Nachricht.", "{} weitere Beiträge fehlen in dieser Nachricht."),
    other="Sonstiges",
)
_IN_FRENCH = Labels(
    language="fr",
    title="Revue de presse",
    clips=("{} article", "{} articles"),
    outlets=("{} média", "{} médias"),
    reprints=("{} reprise", "{} reprises"),
    also=("Aussi dans {} média\u00a0: {}", "Aussi dans {} médias\u00a0: {}"),
    contents="Sommaire",
    coverage="Retombées",
    by_period="Articles par {}",
    units=("jour", "semaine", "mois", "année", "décennie", "siècle"),
    outlet="Média",
    stories="Articles",
    picked_up="Reprises",
    sources="Sources",
    no_outlet="Sans média",
    more_outlets="{} autres médias",
    reprint_of="reprise de {}",
    note="Note",
    highlights="Passages surlignés",
    archived="Copie archivée",
    look_in_archive="Chercher une copie archivée",
    page="p. {}",
    to_clips="Aller aux articles",
    undated="sans date",
    left_out=("{} autre article n’est pas dans ce message.", "{} autres articles ne sont pas dans ce message."),
    other="Divers",
)
_BY_LANGUAGE = {"en": Labels(), "de": _IN_GERMAN, "fr": _IN_FRENCH}


def labels(language: str) -> Labels:
    """Return the words of one of LANGUAGES."""
    return _BY_LANGUAGE[language]


def _parts(written: str) -> Day:
    """Return the year, month and day of a date, as far as they are known; () for a week, and for what is no date."""
    parsed = dates.parse(written)
    if not isinstance(parsed, dates.ParsedDate) or parsed.flaw or parsed.week is not None:
        return ()
    return tuple(part for part in (parsed.year, parsed.month, parsed.day) if part is not None)
