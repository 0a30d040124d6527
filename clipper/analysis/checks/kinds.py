"""The kinds of findings: the heading of each, why it matters, what to do, and the check that finds it.

The checks are in the modules that `KINDS` names, one module for each family of flaws: each public function in them
finds one kind. The other modules beside this one help the checks. A check reports only what is certain or very likely:
nobody runs a check again that raises false alarms.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from clipper.analysis.checks import dates, evidence, filing, headers, leftovers, missing, names, quotes, tags, twins
from clipper.analysis.checks.finding import Finding, Subject


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding: its heading, why it matters, advice to the user, and the check that finds it.

    In `advice`, `CLIP` is replaced by the handle of the clip and `PATH` by its path.
    """

    heading: str
    why: str
    advice: str
    check_clip: Callable[[Subject], Iterator[Finding]] | None = None
    check_folder: Callable[[Path], Iterator[Finding]] | None = None


KINDS: Mapping[str, FindingKind] = {
    "unreadable": FindingKind(
        "Clips that cannot be read",
        "Nothing in them is found, and no command changes them.",
        "clipper edit CLIP",
    ),
    "foreign-header": FindingKind(
        "Headers that are not read",
        "The header counts as text: the clip has no title, no date and no tags.",
        "clipper edit CLIP, and write it as YAML between two lines ---",
        check_clip=headers.find_foreign_header,
    ),
    "repeated-key": FindingKind(
        "One key twice",
        "The last one is read; other programs may read the first, or refuse the file.",
        "clipper edit CLIP, and remove one of the two lines",
        check_clip=headers.find_repeated_keys,
    ),
    "hidden-value": FindingKind(
        "Values that count as a comment",
        "What stands after # without a blank is not read: no list shows it, no search finds it.",
        "clipper edit CLIP, and put the value in quotes, or the tags in a list [one, two]",
        check_clip=headers.find_hidden_values,
    ),
    "doubled-key": FindingKind(
        "Two keys for one field",
        "Only one of them is read; other programs may read the other.",
        "clipper edit CLIP, if no website and no script reads the other key",
        check_clip=headers.find_doubled_keys,
    ),
    "changed-text": FindingKind(
        "Texts that changed since they were kept",
        "The header has the fingerprint (sha256) of the text as it was kept, and this text has another one.",
        "clipper history CLIP shows its versions; if this text is right, clipper edit CLIP --unset sha256",
        check_clip=evidence.find_changed_text,
    ),
    "lost-quote": FindingKind(
        "Quotes that are not in the text",
        "The clip keeps words as a quote that its text does not have, or has no longer.",
        "clipper edit CLIP, and correct the quote or the text; clipper history CLIP shows its versions",
        check_clip=quotes.find_lost_quotes,
    ),
    "early-date": FindingKind(
        "Dated earlier than their own text",
        "Lists, searches and citations give a day on which this was not yet written.",
        "clipper edit CLIP --set date=DAY",
        check_clip=dates.find_early_date,
    ),
    "late-date": FindingKind(
        "Dated later than they were clipped",
        "One of the two dates is wrong.",
        "clipper edit CLIP --set date=DAY",
        check_clip=dates.find_late_date,
    ),
    "future-date": FindingKind(
        "Dated in the future",
        "Lists show it before all new clips, and no search for a past time finds it.",
        "clipper edit CLIP --set date=DAY",
        check_clip=dates.find_future_date,
    ),
    "no-header": FindingKind(
        "Without a header",
        "Only a search for their words finds them, and lists have nothing to show.",
        "clipper edit CLIP --set title=TITLE --set date=DAY --set source=OUTLET",
        check_clip=missing.find_missing_header,
    ),
    "no-date": FindingKind(
        "Without a date",
        "No search by date finds it, and it cannot be cited.",
        "clipper edit CLIP --set date=DAY",
        check_clip=missing.find_missing_date,
    ),
    "no-source": FindingKind(
        "Without a source",
        "Nobody can tell where it appeared.",
        "clipper edit CLIP --set source=OUTLET",
        check_clip=missing.find_missing_source,
    ),
    "no-title": FindingKind(
        "Without a title",
        "Lists have nothing to show for it.",
        "clipper edit CLIP --set title=TITLE",
        check_clip=missing.find_missing_title,
    ),
    "same-address": FindingKind(
        "Kept twice from one address",
        "Every list shows the same story twice.",
        "clipper remove CLIP",
        check_clip=twins.find_same_address,
    ),
    "same-file": FindingKind(
        "One file on another system",
        "Where such names are the same, as on macOS and Windows, one clip replaces the other.",
        "rename one of the two files",
        check_clip=twins.find_same_file,
    ),
    "tag-spelling": FindingKind(
        "Tags in two spellings",
        "A list of tags shows both, and other programs find only one.",
        "clipper tag --where tag:=OLD --remove OLD --add NEW",
        check_clip=tags.find_spellings,
    ),
    "tag-slip": FindingKind(
        "Tags that look like another",
        "A search for one of them does not find the other.",
        "clipper tag --where tag:=OLD --remove OLD --add NEW",
        check_clip=tags.find_slips,
    ),
    "conflict-copy": FindingKind(
        "Copies made by a sync program",
        "Bulk changes leave them out; a change made in one of them is nowhere else.",
        "compare it with the clip, then clipper remove PATH",
        check_clip=names.find_conflict_copy,
    ),
    "numbered-copy": FindingKind(
        "Copies with a number",
        "iCloud and Google Drive name so what was changed on two machines, and file managers what was copied.",
        "compare it with the clip, then clipper remove PATH",
        check_clip=names.find_numbered_copy,
    ),
    "bad-name": FindingKind(
        "Names that other systems do not allow",
        "On those systems the clip cannot be synced, unpacked or checked out.",
        "rename the file",
        check_clip=names.find_unportable_name,
    ),
    "misplaced": FindingKind(
        "Named by another date or title",
        "Everything works; only who looks at the files is misled.",
        "clipper check --fix handle:CLIP",
        check_clip=filing.find_misplaced,
    ),
    "leftover": FindingKind(
        "Left by an interrupted write",
        "It is not a clip, and no list shows it; the clip itself is whole.",
        "compare it with the clip, then delete it",
        check_folder=leftovers.find_unfinished_files,
    ),
    "large-history": FindingKind(
        "A large history",
        "It grows with every change, and is copied and backed up with the archive.",
        "clipper history --prune 90d, after which older changes cannot be undone",
        check_folder=leftovers.find_large_history,
    ),
}
"""Every kind of finding, in the order of a report."""
