"""What is counted, as plain lines for other programs: complete, stable, and safe to print."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clipper import text
from clipper.output.plain import clips
from clipper.output.plain.dateline import day

if TYPE_CHECKING:
    from clipper.analysis.checks.rivals import Doubt
    from clipper.analysis.tag_tree import Term
    from clipper.library.searches import Saved
    from clipper.model.outlets import Outlet


def tags_tsv(terms: "Iterable[Term]") -> Iterator[str]:
    """Yield a line for each tag: tag, clips that bear it, clips with what is below, day of the newest."""
    return (_line(one.tag, one.count, one.total, day(one.last)) for one in terms)


def tags_json(terms: "Iterable[Term]") -> Iterator[str]:
    """Yield one JSON array, a tag on each line."""
    return clips.array(
        {"tag": one.tag, "count": one.count, "total": one.total, "last": day(one.last), "spellings": one.spellings}
        for one in terms
    )


def doubts_tsv(found: "Iterable[Doubt]") -> Iterator[str]:
    """Yield a line for each tag: why it is doubted, the tag, its clips, the tag that is perhaps meant, the command."""
    return (_line(*one) for one in found)


def doubts_json(found: "Iterable[Doubt]") -> Iterator[str]:
    """Yield one JSON array, a doubted tag on each line."""
    return clips.array(one._asdict() for one in found)


def outlets_tsv(found: "Iterable[Outlet]") -> Iterator[str]:
    """Yield a line for each outlet: name, clips, first day, last day."""
    return (_line(one.name, one.count, day(one.first), day(one.last)) for one in found)


def outlets_json(found: "Iterable[Outlet]") -> Iterator[str]:
    """Yield one JSON array, an outlet on each line."""
    return clips.array(map(_record, found))


def searches_tsv(found: "Iterable[Saved]") -> Iterator[str]:
    """Yield a line for each saved search: name, clips that match or nothing if it has a mistake, query, place."""
    return (_line(one.name, "" if one.count is None else one.count, one.query, one.place) for one in found)


def searches_json(found: "Iterable[Saved]") -> Iterator[str]:
    """Yield one JSON array, a saved search on each line."""
    return clips.array({"name": one.name, "query": one.query, "count": one.count, "place": one.place} for one in found)


def _record(one: "Outlet") -> dict[str, object]:
    return {
        "source": one.name,
        "count": one.count,
        "first": day(one.first),
        "last": day(one.last),
        "spellings": one.spellings,
        "by_address": one.by_address,
    }


def _line(*values: str | int) -> str:
    return "\t".join(text.safe(str(value)) for value in values) + "\n"
