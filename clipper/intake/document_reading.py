"""Make a candidate of a document.

Title, day and names are those that the text states, as in any text; a title and a name that it does not state are taken
from the properties of the file. The day on which the file was made is only likely to be that of the text.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from clipper.errors import RefusedError, UnreadableError, UsageError
from clipper.intake import document_task, headline, people
from clipper.intake.compose import compose
from clipper.intake.document import Document, to_markdown
from clipper.intake.overrides import GIVEN_BY_USER, ChooseDay, Overrides
from clipper.intake.text.clippings import ParsedText, parse_clippings
from clipper.model import dates
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.model.provenance import Provenance
from clipper.text import one_line

_PROPERTIES = "the properties of the file"
_TEMPLATES = {"python-docx"}
"""Programs whose documents have the author and the day of a template."""
_NOTE = re.compile(r"\[\^\d+\]")
_OF_NEXIS = r"(?ms)^[ \t]*\d{1,6} of \d{1,6} DOCUMENTS[ \t]*$|\bJob Number:.{0,200}\bDocuments \((?:[2-9]|\d{2,4})\)"
_MAX_SEARCHED = 20_000
_HEAD_LINES = 12
_MAX_HEAD_LINE = 100
_SAVED_NAMES = (".doc", ".docx", ".odt", ".rtf", ".pdf", ".indd", ".qxd")
_NO_TITLES = {"untitled", "document", "document1", "word document", "microsoft word", "print", "layout 1"}


def read_document(raw: bytes, overrides: Overrides, *, clipped: str, choose_day: ChooseDay | None = None) -> Candidate:
    """Return the candidate of a document of a known format; raise a ClipperError that says why it cannot be read."""
    stated = document_task.run(raw, _as_stated)
    if re.search(_OF_NEXIS, stated["body"][:_MAX_SEARCHED]):
        hint = "`clipper import FILE` makes a clip of each."
        raise RefusedError("it holds several documents of Nexis, not one text", hint=hint)
    plain, day = _take_out_day([headline.plain_text(line) for line in _NOTE.sub("", stated["body"]).splitlines()])
    parsed = _parse(plain, overrides, clipped, choose_day)
    values = {entry.field: entry for entry in _values(parsed, day, stated)}
    fields: dict[str, Any] = {name: entry.value for name, entry in values.items()}
    if "author" in fields:
        fields["author"] = tuple(fields["author"].split("; "))
    if parsed:
        fields["tags"] = parsed.clip.tags
    clip = Clip().replace(**fields, body=stated["body"])
    given = overrides.replaced
    provenance = [entry for entry in values.values() if entry.field not in given]
    provenance += [Provenance(name, "; ".join(value), GIVEN_BY_USER) for name, value in given.items() if value]
    likely = [*parsed.likely] if parsed else []
    made = dates.iso(stated["made"]).partition("T")[0]
    if made and stated["author"] not in _TEMPLATES and not any(entry.field == "date" for entry in likely):
        likely.append(Provenance("date", made, "the day on which the file was made"))
    likely = [entry for entry in likely if entry.field not in {*given, *values}]
    candidate = compose(overrides.apply(clip), clipped)
    return candidate.replace(provenance=tuple(provenance), likely=tuple(likely), notices=tuple(stated["notices"]))


def _as_stated(document: Document) -> dict[str, Any]:
    """Return the text of a document as Markdown, and what its file states; this runs in the subprocess."""
    body = to_markdown(document)
    if not body.strip():
        raise UnreadableError("there is no text in it")
    values = {name: getattr(document, name) for name in ("title", "author", "made", "language", "notices")}
    return {**values, "body": body}


def _take_out_day(lines: list[str]) -> tuple[str, Provenance | None]:
    """Return a text without the line of its head that holds only a day, or a place and a day; and that day."""
    head = [number for number, line in enumerate(lines[:_HEAD_LINES]) if line.strip()]
    for number in head:
        line = lines[number].strip()
        if len(line) > _MAX_HEAD_LINE:
            break
        day = next(filter(None, map(dates.iso, (line, line.partition(", ")[2]))), "")
        if day:
            return "\n".join([*lines[:number], *lines[number + 1 :]]), Provenance("date", day, f"“{line}”")
    return "\n".join(lines), None


def _parse(plain: str, overrides: Overrides, clipped: str, choose_day: ChooseDay | None) -> ParsedText | None:
    """Return what the text states as any pasted text does; None if it seems to hold several."""
    today = date.fromisoformat(clipped[:10])
    try:
        found = parse_clippings(plain, today, ignore_dates=overrides.date is not None, choose_day=choose_day)
    except UsageError:
        found = parse_clippings(plain, today, ignore_dates=True)
    return found[0] if len(found) == 1 else None


def _values(parsed: ParsedText | None, day: Provenance | None, stated: dict[str, Any]) -> Iterator[Provenance]:
    """Yield the fields: what the text states, then what only the properties of the file state."""
    told = {entry.field: entry for entry in parsed.provenance} if parsed else {}
    told |= {"date": day} if day else {}
    yield from _title(told, stated)
    yield from (entry for name, entry in told.items() if name not in {"title", "tags"})
    if "author" not in told and (names := people.parse_bylines([stated["author"]]).people):
        yield Provenance("author", "; ".join(names), _PROPERTIES)
    if stated["language"]:
        yield Provenance("language", one_line(stated["language"]), _PROPERTIES)


def _title(told: Mapping[str, Provenance], stated: dict[str, Any]) -> Iterator[Provenance]:
    """Yield the title: a heading that opens the text, a headline, that of the file, or the first sentence."""
    body = _NOTE.sub("", stated["body"])
    first = body.partition("\n")[0]
    of_text = told.get("title")
    if first.startswith("# "):
        yield Provenance("title", headline.plain_text(first.removeprefix("# ")), "the first heading")
    elif of_text and of_text.origin != "the first sentence":
        yield of_text
    elif of_file := _plain_title(stated["title"]):
        yield Provenance("title", of_file, _PROPERTIES)
    elif of_text:
        yield of_text
    elif words := headline.find_title(body):
        yield Provenance("title", words, "the first sentence")


def _plain_title(title: str) -> str:
    """Return the title among the properties; empty if it is only the name of a file or of a template."""
    title = one_line(title).removeprefix("Microsoft Word - ")
    is_name = title.casefold().endswith(_SAVED_NAMES) or title.casefold() in _NO_TITLES
    return "" if is_name or " " not in title else title
