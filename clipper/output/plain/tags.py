"""The tags with their numbers, and those that may be mistakes, as TSV and JSON for other programs."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clipper.output.plain import encode
from clipper.output.plain.dateline import day

if TYPE_CHECKING:
    from clipper.analysis.checks.rivals import Doubt
    from clipper.analysis.tag_tree import Term


def tsv(terms: "Iterable[Term]") -> Iterator[str]:
    """Yield a line for each tag: tag, its clips, its clips with those of the tags below it, day of the newest."""
    return (encode.tsv_line((term.tag, term.count, term.total, day(term.last))) for term in terms)


def json(terms: "Iterable[Term]") -> Iterator[str]:
    """Yield one JSON array with each tag on a line of its own."""
    return encode.json_array(
        {
            "tag": term.tag,
            "count": term.count,
            "total": term.total,
            "last": day(term.last),
            "spellings": term.spellings,
        }
        for term in terms
    )


def doubts_tsv(doubts: "Iterable[Doubt]") -> Iterator[str]:
    """Yield a line for each doubtful tag: why, the tag, its clips, the tag that is perhaps meant, the command."""
    return map(encode.tsv_line, doubts)


def doubts_json(doubts: "Iterable[Doubt]") -> Iterator[str]:
    """Yield one JSON array with each doubtful tag on a line of its own."""
    return encode.json_array(doubt._asdict() for doubt in doubts)
