"""Lines of an agency: `STT 24.11.2026` below a headline, and the agency behind the last sentence, as in `(PAP)`."""

import re

from clipper.intake.text.stated import Stated, quote
from clipper.model import dates
from clipper.model.agencies import find_agency
from clipper.model.dates import ParsedDate

_MAX_LINE = 80
_OPEN, _CLOSE = r"[(\[/\uff08]?[ ]?©?[ ]?", r"[)\]/\uff09]?"
_NAME = r"(?P<agency>[^\W\d_][^\d()\[\]/\uff08\uff09]{1,39}?)"
_AGENCY_FIRST = rf"{_OPEN}{_NAME}[ ]?{_CLOSE}\s*[,|·:\u2013-]?\s*(?P<day>[0-9][^()]{{5,40}})"
_AGENCY_LAST = rf"(?P<day>[^()/\uff08]{{6,40}}?[0-9日])\s*[,|·\u2013-]?\s*[(\[/\uff08]{_NAME}[)\]/\uff09]"
_AT_THE_END = r".*[.!?\u2026\u3002\"\u201d\u00bb]\s*[(/]\s*(?P<agency>[^\W\d_][^()/\d]{1,39})[)/]"


def parse_agency_line(line: str) -> list[Stated]:
    """Return the agency and the day of a line that holds nothing else; an unknown agency is none."""
    if len(line) > _MAX_LINE:
        return []
    plain = line.strip("*_ ")
    for match in (re.fullmatch(_AGENCY_FIRST, plain), re.fullmatch(_AGENCY_LAST, plain)):
        agency = find_agency(match["agency"]) if match else ""
        parsed = dates.parse(match["day"]) if match and agency else None
        if isinstance(parsed, ParsedDate) and parsed.day and not parsed.flaw:
            return [Stated("agency", agency, quote(line)), Stated("date", parsed.iso, quote(line))]
    return []


def parse_agency_at_end(line: str) -> list[Stated]:
    """Return the agency in brackets behind the last sentence of a text."""
    match = re.fullmatch(_AT_THE_END, line[-_MAX_LINE:])
    agency = find_agency(match["agency"]) if match else ""
    return [Stated("agency", agency, quote(f"({agency})"))] if agency else []
