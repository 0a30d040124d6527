"""An entry of another service becomes a clip: its states become tags; notes and highlights follow the text."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from clipper import text
from clipper.errors import ClipperError, RefusedError
from clipper.intake.decoding import NOT_TEXT
from clipper.intake.exports import timestamps
from clipper.intake.exports.rows import Entry, SkippedRow, UnreadableRow
from clipper.model import urls
from clipper.model.clip import Clip
from clipper.model.keys import field_name
from clipper.model.tags import TO_FETCH, sanitize
from clipper.model.values import Value

ToMarkdown: TypeAlias = Callable[[str, str], str]
"""Converts HTML to Markdown; its second argument is the address to which links are relative."""

_PLAIN_KEY = re.compile(r"[A-Za-z][\w-]{0,59}", re.ASCII)
_BLANK = re.compile(r"\s")
_AROUND_SLASH = re.compile(r"(?<=\S)\s*/\s*(?=\S)")
_STYLED = re.compile(r"<(i|b|em|strong|su[bp]|sc|span)(?:\s[^<>]*)?>([^<>]*)</\1>", re.IGNORECASE)
_REFERENCE = re.compile(r"&#?\w{1,31};")
_MAX_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ConvertedEntry:
    """A clip, the problems of its entry, and the tags that clipper must write differently, as pairs of old and new."""

    clip: Clip
    problems: Sequence[str] = ()
    renamed: Sequence[tuple[str, str]] = ()


def convert_entry(
    entry: Entry, to_markdown: ToMarkdown | None, more_tags: Sequence[str] = ()
) -> ConvertedEntry | SkippedRow | UnreadableRow:
    """Convert an entry to a clip, with `more_tags`; without `to_markdown` an entry with HTML raises RefusedError."""
    problems: list[str] = []
    url = _BLANK.sub("%20", _clean(entry.url).strip())
    article = _clean(entry.text) or _convert_html(entry, to_markdown, url, problems)
    body = "\n\n".join(_sections(article, _clean(entry.note), _clean(entry.highlights)))
    title = _plain_title(_clean(entry.title))
    extra = {_key(name): _clean_value(value) for name, value in entry.extra.items()}
    if url and not urls.is_address(url):
        if not body:
            return SkippedRow(entry.place, f"its address is none of the web: {_shown(url)}")
        extra["address"], url = url, ""
    if not url and not body and not (title and (entry.source or entry.date or entry.author or entry.extra)):
        return UnreadableRow(entry.place, "it has neither an address nor a text")
    date = _parse_time(timestamps.parse_published, entry.date, "date-text", extra, problems)
    clipped = _parse_time(timestamps.parse_saved, entry.saved, "clipped-text", extra, problems)
    tags, renamed = _tags(entry, more_tags, has_text=bool(article.strip()) or not url)
    clip = Clip(
        title="" if urls.key(title) == urls.key(url) and urls.is_address(title) else title,
        date=date,
        source=text.one_line(_clean(entry.source)),
        author=tuple(filter(None, (text.one_line(_clean(name)) for name in entry.author))),
        url=url,
        tags=tags,
        clipped=clipped,
        description=text.one_line(_clean(entry.description)),
        extra=extra,
        body=f"{body}\n" if body else "",
        **{name: text.one_line(_clean(value)) for name, value in entry.fields.items()},
    )
    return ConvertedEntry(clip, problems, renamed)


def _convert_html(entry: Entry, to_markdown: ToMarkdown | None, url: str, problems: list[str]) -> str:
    page = _clean(entry.html)
    if not page.strip():
        return ""
    if to_markdown is None:
        from clipper.system.extras import install_command

        hint = f"`{install_command('web')}` installs it."
        raise RefusedError("this export holds pages as HTML, and what reads HTML is not installed", hint=hint)
    try:
        article = _clean(to_markdown(page, url))
    except ClipperError as error:
        problems.append(f"its page could not be read: {error}")
        return ""
    if not article.strip():
        problems.append("its page holds no text")
    return article


def _sections(article: str, note: str, highlights: str) -> Iterator[str]:
    """Yield the parts of a body that are not empty: the text, then the note and the highlights under headings."""
    if article.strip():
        yield article.strip("\r\n").rstrip()
    if highlights.strip() and not highlights.lstrip().startswith(">"):  # a remark without a passage is a note
        note, highlights = "\n\n".join(filter(str.strip, (note, highlights))), ""
    for heading, part in (("## Note", note), ("## Highlights", highlights)):
        if part.strip():
            yield f"{heading}\n\n{part.strip()}"


def _tags(entry: Entry, more_tags: Sequence[str], *, has_text: bool) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    names = [*entry.tags, *entry.folders]
    names += [state for state, is_set in (("unread", entry.unread), ("starred", entry.starred)) if is_set]
    pairs = [(tag, sanitize(_AROUND_SLASH.sub("/", tag))) for tag in names if tag.strip()]
    renamed = [(tag, new) for tag, new in pairs if new != tag.strip()]
    tags = (*(new for _, new in pairs), *(() if has_text else (TO_FETCH,)), *more_tags)
    spelled: dict[str, str] = {}  # a folder `Press` and a tag `press` are one tag
    for tag in filter(None, tags):
        spelled.setdefault(tag.casefold(), tag)
    return tuple(spelled.values()), renamed


def _parse_time(
    parse: Callable[[str], str | None], written: str, key: str, extra: dict[str, Value], problems: list[str]
) -> str:
    """Return a time as clipper writes it; one that cannot be read stays in words, under a key of its own."""
    parsed = parse(_clean(written))
    if parsed is None:
        problems.append(f"its date cannot be read, and is kept as {key}: {_shown(written)}")
        extra.setdefault(key, text.one_line(_clean(written)))
    return parsed or ""


def _plain_title(title: str) -> str:
    """Return a title without the markup and the character references that services leave in it."""
    if "<" in title:
        title = _STYLED.sub(r"\2", title)
    return text.one_line(_REFERENCE.sub(lambda match: html.unescape(match[0]), title) if "&" in title else title)


def _key(name: str) -> str:
    """Return a header key for a name of the service; it never means one of clipper's fields."""
    key = name if _PLAIN_KEY.fullmatch(name) else text.slug(name, _MAX_SHOWN) or "column"
    return f"other-{key}" if field_name(key) else key


def _clean_value(value: Value) -> Value:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, list):
        return [_clean_value(item) for item in value]
    return {_key(name): _clean_value(item) for name, item in value.items()} if isinstance(value, dict) else None


def _clean(value: str) -> str:
    """Replace NUL and surrogates, which no text file can hold."""
    return NOT_TEXT.sub("\ufffd", value)


def _shown(value: str) -> str:
    return f"“{text.shorten(text.safe(value), _MAX_SHOWN)}”"
