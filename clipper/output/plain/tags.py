"""The tags with their numbers, and those that may be mistakes, as TSV and JSON for other programs."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clipper.output.plain import encode
from clipper.output.plain.dates import day

if TYPE_CHECKING:
    from clipper.analysis.checks.similar_tags import DoubtfulTag
    from clipper.analysis.tag_tree import TagCount


def tsv(tags: "Iterable[TagCount]") -> Iterator[str]:
    """Yield a line for each tag: tag, its clips, its clips with those of the tags below it, day of the newest."""
    return (encode.tsv_line((tag.tag, tag.count, tag.total, day(tag.last))) for tag in tags)


def json(tags: "Iterable[TagCount]") -> Iterator[str]:
    """Yield one JSON array with each tag on a line of its own."""
    return encode.json_array(
        {
            "tag": tag.tag,
            "count": tag.count,
            "total": tag.total,
            "last": day(tag.last),
            "spellings": tag.spellings,
        }
        for tag in tags
    )


def doubtful_tsv(tags: "Iterable[DoubtfulTag]") -> Iterator[str]:
    """Yield a line for each doubtful tag: why, the tag, its clips, the tag that is perhaps meant, the command."""
    return map(encode.tsv_line, tags)


def doubtful_json(tags: "Iterable[DoubtfulTag]") -> Iterator[str]:
    """Yield one JSON array with each doubtful tag on a line of its own."""
    return encode.json_array(tag._asdict() for tag in tags)
