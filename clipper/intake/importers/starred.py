"""Feed readers: `starred.json` in the shape of Google Reader, as FreshRSS, Inoreader and others write it."""

from collections.abc import Iterator
from typing import Any

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.json_records import Record, first_record, read_records, to_text

_KEYS = (
    *("id", "title", "author", "published", "updated", "crawlTimeMsec", "timestampUsec", "canonical", "alternate"),
    *("summary", "content", "origin", "categories", "labels", "annotations"),
)
_OF_THE_SERVICE = (
    *("guid", "frss:id", "streamId", "likingUsers", "comments", "isReadStateLocked", "via", "replies", "enclosure"),
    *("media:group", "direction", "htmlUrl", "commentsNum", "mediaUrls", "updatedUsec", "crawled", "read", "href"),
)
_LABEL = "/label/"


def recognises(export: Export) -> bool:
    """Tell whether a JSON file in it has the items of a feed reader."""
    records = (first_record(export, member, "items") for member in export.members_ending(".json"))
    return any(
        {"id", "title"} <= record.keys() and bool({"origin", "crawlTimeMsec", "alternate"} & record.keys())
        for record in records
    )


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every item with its text as the feed had it; labels are tags, and the name of the feed is the source."""
    for member in export.members_ending(".json"):
        for row in read_records(export, member, (*_KEYS, *_OF_THE_SERVICE), "items"):
            yield _entry(row) if isinstance(row, Record) else row


def _entry(row: Record) -> Entry:
    origin, content, summary = (row.values.get(key) for key in ("origin", "content", "summary"))
    labels = [name.partition(_LABEL)[2] for name in row.texts("categories") if _LABEL in name]
    return Entry(
        row.place,
        title=row.text("title"),
        url=_address(row.values.get("canonical")) or _address(row.values.get("alternate")),
        date=row.text("published"),
        saved=row.text("timestampUsec") or row.text("crawlTimeMsec"),
        source=to_text(origin.get("title")) if isinstance(origin, dict) else "",
        author=(row.text("author"),),
        tags=(*labels, *row.texts("labels")),
        starred=True,
        note="\n\n".join(_notes(row.values.get("annotations"))),
        html=_html(content) or _html(summary),
        extra=row.others,
    )


def _address(links: Any) -> str:
    hrefs = (link.get("href") for link in (links if isinstance(links, list) else ()) if isinstance(link, dict))
    return next(filter(None, map(to_text, hrefs)), "")


def _html(value: Any) -> str:
    return to_text(value.get("content")) if isinstance(value, dict) else to_text(value)


def _notes(annotations: Any) -> Iterator[str]:
    for one in annotations if isinstance(annotations, list) else ():
        if isinstance(one, dict) and (note := to_text(one.get("content")).strip()):
            yield note
