"""Posts of social networks, chats and transcripts: who wrote them, and when."""

import re
from collections.abc import Sequence

from clipper.intake import bylines
from clipper.intake.text.stated import Line, Stated, quote
from clipper.model import dates, urls
from clipper.model.dates import ParsedDate

_MAX_NAME = 50
_MAX_LINES = 12
_ACCOUNT = r"@[\w.-]{2,40}(?:@[\w.-]{3,60})?(?:\s*[·•|]\s*(?P<when>\S.{0,30}))?"
_DEGREE = r"[·•|]?\s*(?:1st|2nd|3rd\+?|following|you|1\.|2\.|3\.\+?|verified)(?:\s*[·•|].*)?"
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_TELEGRAM = r"(?P<name>[^\[\]]{2,50}?),? \[(?P<day>[^\[\]]{6,30})\]"
_WECHAT = (
    r"(?:原创\s+)?(?:(?P<author>[^\W\d_]{2,5})\s+)?(?P<source>[^\W\d][^\W_]{1,19})\s+(?P<day>[0-9]{4}[-年/].{5,25})"
)
_TIME_THEN_DAY = (
    r"(?P<time>[0-9]{1,2}[:.][0-9]{2}(?: ?[ap]\.?m\.?)?)\s*[·•|]\s*(?P<day>[^·•|]{6,30}[0-9]{4})(?:\s*[·•|].*)?"
)
_CHAT_LINE = (
    r"\[?(?P<day>[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}),? [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]m)?\]?"
    r"(?: -)? [^:]{1,40}: \S.*"
)
_MIN_CHAT_LINES = 2
_TRANSCRIPT = r"(?:transcript|abschrift|transcription|transcripción|trascrizione)\s*:\s*(?P<title>\S.*)"


def parse_post(lines: Sequence[Line]) -> tuple[list[Stated], str]:
    """Return what a copied post states, and the line with which its own words begin; nothing if it is no post.

    A post has the writer's name, the account below it, then the words; its day is beside the account or at the end.
    """
    lines = lines[:_MAX_LINES]
    if len(lines) < 3 or lines[1].is_blank_above or len(lines[0].words) > _MAX_NAME:  # noqa: PLR2004 - name, account, words
        return [], ""
    account = _INVISIBLE.sub("", lines[1].words)
    if not re.fullmatch(_ACCOUNT, account) and not (
        re.fullmatch(_DEGREE, account, re.IGNORECASE) and bylines.is_person(lines[0].words)
    ):
        return [], ""
    stated = [Stated("author", lines[0].words, quote(lines[0].words))]
    words = ""
    for line in lines[1:]:
        day = _read_day(line.words)
        if day and not any(item.field == "date" for item in stated):
            stated.append(Stated("date", day, quote(line.words)))
        elif urls.is_address(line.words):
            stated.append(Stated("url", line.words, quote(line.words)))
        elif line is not lines[1] and not day:
            words = words or line.words
    return (stated, words) if words else ([], "")


def parse_channel(lines: Sequence[Line]) -> list[Stated]:
    """Return what the line above a message of a channel states, as Telegram and WeChat copy it."""
    if match := re.fullmatch(_TELEGRAM, lines[0].words):
        name, day = match["name"], _read_day(match["day"])
        kind = "author" if bylines.is_person(name) and not name.startswith("The ") else "source"
        return [Stated(kind, name, quote(lines[0].words)), Stated("date", day, quote(lines[0].words))] if day else []
    line = lines[1].words if len(lines) > 2 else ""  # noqa: PLR2004 - a title, the line, a text
    match = re.fullmatch(_WECHAT, line) if not line.isascii() and line == line.upper() == line.lower() else None
    day = _read_day(match["day"]) if match else ""
    if not match or not day:
        return []
    stated = [Stated("title", lines[0].words, "the first line"), Stated("date", day, quote(line))]
    stated.append(Stated("source", match["source"], quote(line)))
    return [*stated, Stated("author", match["author"], quote(line))] if match["author"] else stated


def parse_chat(lines: Sequence[Line]) -> list[Stated]:
    """Return the day of a chat: each line begins with a time and a name; only a day that can be read in one way."""
    matches = [re.fullmatch(_CHAT_LINE, line.words) for line in lines[:_MAX_LINES]]
    days = [match["day"] for match in matches if match]
    if len(days) < _MIN_CHAT_LINES or not matches[0]:
        return []
    parsed = dates.parse(days[0])
    if not isinstance(parsed, ParsedDate) or parsed.flaw or not parsed.day:
        return []
    return [Stated("date", parsed.iso, quote(lines[0].words))]


def parse_transcript(line: str) -> list[Stated]:
    """Return the title and the day in the first line of a transcript: `Transcript: Press conference, 25 May 2026`."""
    match = re.fullmatch(_TRANSCRIPT, line, re.IGNORECASE)
    if not match:
        return []
    title, comma, day = match["title"].rpartition(", ")
    parsed = dates.parse(day) if comma else None
    if isinstance(parsed, ParsedDate) and parsed.day and not parsed.flaw:
        return [Stated("title", title, quote(line)), Stated("date", parsed.iso, quote(line))]
    return [Stated("title", match["title"], quote(line))]


def _read_day(words: str) -> str:
    match = re.fullmatch(_TIME_THEN_DAY, words, re.IGNORECASE)
    written = f"{match['day']} {match['time']}" if match else words.partition(" · ")[2] or words
    parsed = dates.parse(written) if len(written) <= _MAX_NAME else None
    return parsed.iso if isinstance(parsed, ParsedDate) and parsed.day and not parsed.flaw else ""
