"""A piece that another service kept becomes a clip: its states become tags, its notes and highlights stand below."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from clipper import text
from clipper.errors import ClipperError, RefusedError
from clipper.intake.decoding import NOT_TEXT
from clipper.intake.exports import times
from clipper.intake.exports.rows import Entry, PassedOver, Unreadable
from clipper.model import urls
from clipper.model.clip import Clip, Value, field_name
from clipper.model.tags import TO_FETCH, sanitize

Markdown: TypeAlias = Callable[[str, str], str]
"""Returns a page of HTML in Markdown; beside the page stands its address, to which its links are relative."""

_PLAIN_KEY = re.compile(r"[A-Za-z][\w-]{0,59}", re.ASCII)
_BLANK = re.compile(r"\s")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Composed:
    """A clip, what could not be taken over as it was, and the tags that had to be written anew, by their old names."""

    clip: Clip
    flaws: Sequence[str] = ()
    renamed: Sequence[tuple[str, str]] = ()


def compose(entry: Entry, markdown: Markdown | None, more: Sequence[str] = ()) -> Composed | PassedOver | Unreadable:
    """Return the clip that an entry makes, with `more` tags; without `markdown` an entry with HTML is refused."""
    flaws: list[str] = []
    url = _BLANK.sub("%20", _clean(entry.url).strip())
    written = _clean(entry.text) or _of_html(entry, markdown, url, flaws)
    body = "\n\n".join(_sections(written, _clean(entry.note), _clean(entry.highlights)))
    title = text.one_line(_clean(entry.title))
    extra = {_key(name): _clean_value(value) for name, value in entry.extra.items()}
    if url and not urls.is_address(url):
        if not body:
            return PassedOver(entry.place, f"its address is none of the web: {_shown(url)}")
        extra["address"], url = url, ""
    if not url and not body and not (title and (entry.source or entry.date or entry.author)):
        return Unreadable(entry.place, "it has neither an address nor a text")
    tags, renamed = _tags(entry, more, fetched=bool(written.strip()) or not url)
    clip = Clip(
        title="" if urls.key(title) == urls.key(url) and urls.is_address(title) else title,
        date=_moment(times.published, entry.date, flaws),
        source=text.one_line(_clean(entry.source)),
        author=tuple(filter(None, (text.one_line(_clean(name)) for name in entry.author))),
        url=url,
        tags=tags,
        clipped=_moment(times.saved, entry.saved, flaws),
        description=text.one_line(_clean(entry.description)),
        extra=extra,
        body=f"{body}\n" if body else "",
        **{name: text.one_line(_clean(value)) for name, value in entry.fields.items()},
    )
    return Composed(clip, flaws, renamed)


def merged(one: Clip, other: Clip) -> Clip:
    """Return the first of two clips of one piece with what only the second one has: tags, notes, an earlier date."""
    bare = [TO_FETCH in clip.tags for clip in (one, other)]
    bodies = [other.body, one.body] if bare == [True, False] else [one.body, other.body]
    if not any(bare) or bodies[1].strip() in bodies[0]:
        del bodies[1]
    tags = [tag for tag in (*one.tags, *other.tags) if tag != TO_FETCH]
    return replace(
        one,
        title=one.title or other.title,
        tags=tuple(dict.fromkeys((*tags, *((TO_FETCH,) if all(bare) else ())))),
        clipped=min(filter(None, (one.clipped, other.clipped)), default=""),
        description=one.description or other.description,
        extra={**other.extra, **one.extra},
        body="\n".join(filter(None, bodies)),
    )


def _of_html(entry: Entry, markdown: Markdown | None, url: str, flaws: list[str]) -> str:
    page = _clean(entry.html)
    if not page.strip():
        return ""
    if markdown is None:
        hint = "pip install 'clipper[web]' brings what reads them."
        raise RefusedError("this export holds the pages that were saved, as HTML", hint=hint)
    try:
        written = _clean(markdown(page, url))
    except ClipperError as error:
        flaws.append(f"its page could not be read: {error}")
        return ""
    if not written.strip():
        flaws.append("its page holds no text")
    return written


def _sections(written: str, note: str, highlights: str) -> Iterator[str]:
    """Yield the parts of a body that there are: the text, then the note and the highlights under their headings."""
    if written.strip():
        yield written.strip("\r\n").rstrip()
    for heading, part in (("## Note", note), ("## Highlights", highlights)):
        if part.strip():
            yield f"{heading}\n\n{part.strip()}"


def _tags(entry: Entry, more: Sequence[str], *, fetched: bool) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    asked = [*entry.tags, *entry.folders]
    asked += [name for name, has in (("unread", entry.unread), ("starred", entry.starred)) if has]
    pairs = [(tag, sanitize(tag)) for tag in asked if tag.strip()]
    renamed = [(tag, new) for tag, new in pairs if new != tag.strip()]
    found = (*(new for _, new in pairs), *(() if fetched else (TO_FETCH,)), *more)
    return tuple(dict.fromkeys(filter(None, found))), renamed


def _moment(read: Callable[[str], str], written: str, flaws: list[str]) -> str:
    try:
        return read(_clean(written))
    except ValueError:
        flaws.append(f"its date is none: {_shown(written)}")
        return ""


def _key(name: str) -> str:
    """Return a key under which a value can stand in a header without being taken for another field."""
    said = name if _PLAIN_KEY.fullmatch(name) else text.slug(name, _SHOWN) or "column"
    return f"other-{said}" if field_name(said) else said


def _clean_value(value: Value) -> Value:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, list):
        return [_clean_value(one) for one in value]
    return {_key(name): _clean_value(one) for name, one in value.items()} if isinstance(value, dict) else None


def _clean(value: str) -> str:
    """Return a text without what no file can hold: NUL and halves of characters."""
    return NOT_TEXT.sub("\ufffd", value)


def _shown(value: str) -> str:
    return f"“{text.shorten(text.safe(value), _SHOWN)}”"
