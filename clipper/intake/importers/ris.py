"""RIS, the format of EndNote, Zotero, Citavi and others: a line `TI  - Title` for each value of a reference."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.text_lines import TextLine, read_lines

if TYPE_CHECKING:
    from clipper.model.values import Value

_SUFFIXES = (".ris", ".txt")
_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_BEGINNING = re.compile(r"\s*TY  - ")
_MAX_LINES = 10_000
"""Lines of one reference."""
_NAMES = ("AU", "A1", "A2")
_FIELDS: Mapping[str, Sequence[str]] = {
    "section": ("SE",),
    "edition": ("ET",),
    "place": ("CY", "PP"),
    "language": ("LA",),
}
_READ = (
    *("TY", "ID", "ER", "TI", "T1", "CT", "T2", "JO", "JF", "JA", "J2", "BT", "DA", "PY", "Y1", "Y2", "SP", "EP"),
    *("UR", "L1", "LK", "KW", "AB", "N2", "N1"),
    *_NAMES,
    *(tag for tags in _FIELDS.values() for tag in tags),
)


def recognises(export: Export) -> bool:
    """Tell whether a text in it begins with the type of a reference."""
    return any(
        _BEGINNING.match(export.head(member).removeprefix("\ufeff")) for member in export.members_ending(*_SUFFIXES)
    )


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every reference; its type and values without a field keep their own names."""
    for member in export.members_ending(*_SUFFIXES):
        reference = _Reference()
        for line in read_lines(export, member):
            if not isinstance(line, TextLine):
                yield line
                continue
            if line.words.startswith("TY  - "):
                if reference.values:
                    yield _entry(export.place(member, reference.start), reference.values)
                reference = _Reference(line.number)
            reference.add(line.words)
        if reference.values:
            yield _entry(export.place(member, reference.start), reference.values)


@dataclass(slots=True)
class _Reference:
    """The values of a reference by their tags, and the line at which it starts."""

    start: int = 0
    values: dict[str, list[str]] = field(default_factory=dict)
    tag: str = ""
    number: int = 0

    def add(self, line: str) -> None:
        """Add a line: a value, or, if the reference has begun, more of the value before it."""
        self.number += 1
        match = _LINE.fullmatch(line)
        if not self.start or self.number > _MAX_LINES:
            return
        if match:
            self.tag = match[1]
            self.values.setdefault(self.tag, []).append((match[2] or "").strip())
        elif line.strip() and self.tag in self.values:
            self.values[self.tag][-1] = f"{self.values[self.tag][-1]}\n{line.strip()}"


def _entry(place: str, values: Mapping[str, list[str]]) -> Entry:
    def first(*tags: str) -> str:
        return next((value for tag in tags for value in values.get(tag, ()) if value), "")

    others = {tag: [one for one in found if one] for tag, found in values.items() if tag not in _READ}
    extra: dict[str, Value] = {"type": first("TY")} if first("TY") else {}
    extra |= {tag: found[0] if len(found) == 1 else [*found] for tag, found in others.items() if found}
    year, *rest = first("DA", "PY", "Y1").split("/")
    if rest and rest[-1].strip() and not rest[-1].strip().isdecimal():
        extra["date-text"] = f"{rest[-1].strip()} {year}"
    pages = [first("SP"), first("EP")]
    fields = {name: first(*tags) for name, tags in _FIELDS.items()}
    return Entry(
        place,
        title=first("TI", "T1", "CT"),
        url=first("UR", "LK", "L1"),
        date=_day(first("DA", "PY", "Y1")),
        saved=_day(first("Y2")),
        source=first("T2", "JO", "JF", "BT", "J2", "JA"),
        author=tuple(_person(name) for tag in _NAMES for name in values.get(tag, ()) if name),
        tags=tuple(word for value in values.get("KW", ()) for word in re.split(r"[;\n]", value)),
        description=first("AB", "N2"),
        note="\n\n".join(filter(None, values.get("N1", ()))),
        fields={**fields, "page": "-".join(dict.fromkeys(filter(None, pages)))},
        extra=extra,
    )


def _day(written: str) -> str:
    """Return a date of RIS, `2019/03/05/`, of which the month, the day and what follows may be missing."""
    year, *rest = written.split("/")
    if not re.fullmatch(r"\d{1,4}", year):
        return written
    parts = [part.zfill(2) for part in rest[:2] if part.isdecimal()]
    return "-".join((year.zfill(4), *parts))


def _person(written: str) -> str:
    """Return a name in the usual order: `Doe, Jane, Jr.` is written `Jane Doe, Jr.`."""
    family, *others = (part.strip() for part in written.split(","))
    given = others[0] if others else ""
    suffix = ", ".join(filter(None, others[1:]))
    return ", ".join(filter(None, (f"{given} {family}".strip(), suffix)))
