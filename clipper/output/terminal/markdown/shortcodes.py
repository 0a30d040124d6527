"""Shortcodes: what site generators read in a text, such as `{% include x %}`, `{{< figure >}}` and `{:.note}`.

They are put aside before the text is parsed, since to Markdown their characters mean other things. A mark stands in
for each, and code gets back what was written.
"""

import html
import re
from dataclasses import dataclass, replace

from clipper import text
from clipper.output.terminal.markdown.tags import names

_OPEN, _CLOSE = "\ue000", "\ue001"
MARK = f"{_OPEN}([0-9]{{1,6}}){_CLOSE}"
"""The pattern of a mark; its group is the number of the shortcode."""
_MARK_IN_ADDRESS = "%EE%80%80([0-9]{1,6})%EE%80%81"

_OPENING = r"\{[{%:#.]|(?<=[)\]])\{[\w-]+="
_ATTRIBUTES = (
    r"\{:\s*(?:[#.][\w-]|[\w-]+=[\"'\w]|toc\b|/?\}|[\w-]+:|:)[^{}\n]{0,300}\}|\{:/?\w*\s*/?\}"
    r"|(?<=[)\]*_`\"])\{(?:[#.][A-Za-z]|[\w-]+=)[^{}\n]{0,300}\}"
)
_STRONG_COMMENT = r"\*\*<!--[^<>]{0,200}-->\*\*"
_ARGUMENT = r"""(?:([\w-]+)\s*=\s*)?("(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`|[^\s"'`=]+)"""
_NEVER_WITHIN = ("{{", "{%", "```")
_MAY_BE_LONG = r"\{%-?\s*(?:include|render)"
_LONGEST = 50_000
_LONGEST_SHOWN = 60

_CONTROL = names(
    "if unless else elsif case when for assign capture raw comment highlight cycle increment decrement break"
    " continue tablerow layout param with range partial define block"
)
_PROSE_KEYS = names("title caption alt text label heading quote author cite name description credit summary")
_HIDDEN_KEYS = names("class style width height id sizes align loading target rel markdown")
_ADDRESS_KEYS = ("src", "href", "url", "link", "file", "image", "path")
_REFERENCES = names("ref relref post_url link page")
_IMAGES = names("figure img image picture")


def mark(number: str) -> str:
    """Return the mark of a shortcode."""
    return f"{_OPEN}{number}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Shortcode:
    """A shortcode: as it is written, what a reader is shown of it, and the address that it names.

    `shown` is empty if it only tells the generator what to do; `prose` are the longer texts in it. `path` is what it
    adds to an address that it stands in.
    """

    raw: str
    name: str = ""
    shown: str = ""
    address: str = ""
    path: str = ""
    prose: tuple[str, ...] = ()


class Shortcodes:
    """A text with marks in place of its shortcodes, and the shortcodes by their numbers."""

    def __init__(self, source: str) -> None:
        self._shortcodes: list[Shortcode] = []
        # Whoever uses the characters of our marks gets the text as it is.
        self.text = source if _OPEN in source else self._put_aside(source)

    def get(self, number: str) -> Shortcode | None:
        """Return the shortcode of a mark; None if there is none."""
        return self._shortcodes[int(number)] if int(number) < len(self._shortcodes) else None

    @property
    def has_includes(self) -> bool:
        """Whether the text includes another, in which the addresses of its links may be."""
        return any(shortcode.name.startswith(("include", "render")) for shortcode in self._shortcodes)

    def take_prose(self, number: str) -> tuple[str, ...]:
        """Return the longer texts of a shortcode, which are to be parsed by themselves, and drop them from it."""
        shortcode = self.get(number)
        if not shortcode or not shortcode.prose:
            return ()
        self._shortcodes[int(number)] = replace(shortcode, prose=())
        return tuple("\n".join(map(str.strip, words.split("\n"))) for words in shortcode.prose)

    def restore(self, value: str) -> str:
        """Return a text with each mark replaced by what was written."""
        return re.sub(MARK, lambda match: self._of(match).raw, value) if _OPEN in value else value

    def in_address(self, value: str) -> str:
        """Return an address with each mark replaced by what the shortcode means there."""
        return re.sub(f"{MARK}|{_MARK_IN_ADDRESS}", lambda match: self._of(match).path, value)

    def _of(self, match: re.Match[str]) -> Shortcode:
        return self.get(next(filter(None, match.groups()))) or Shortcode(match[0], path=match[0])

    def _mark(self, shortcode: Shortcode) -> str:
        self._shortcodes.append(shortcode)
        return mark(str(len(self._shortcodes) - 1))

    def _put_aside(self, source: str) -> str:
        # Some translators mark a place by a comment, in asterisks of its own so that nothing else takes it for bold.
        source = re.sub(_STRONG_COMMENT, lambda match: self._mark(Shortcode(match[0])), source)
        finder = _Finder(source)
        parts: list[str] = []
        done = 0
        for match in re.finditer(_OPENING, source):
            if match.start() < done or not (found := finder.shortcode_at(match.start())):
                continue
            end, shortcode = found
            parts += [source[done : match.start()], self._mark(shortcode)]
            done = end
            if shortcode.name == "raw" and (end := finder.find("{% endraw %}", done)) > 0:
                parts.append(source[done:end])
                done = end
        parts.append(source[done:])
        return self._without_open_comment("".join(parts))

    def _without_open_comment(self, source: str) -> str:
        """Put aside the beginning of a comment that never ends, so that it does not hide the rest of the text."""
        end = source.rfind("-->")
        start = source.find("<!--", max(end, 0))
        if start < 0:
            return source
        return source[:start] + source[start:].replace("<!--", self._mark(Shortcode("<!--", shown="<!--")))


class _Finder:
    """Finds the ends of shortcodes; it remembers the last end of each kind, so that no text takes it long."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._next: dict[str, int] = {}

    def find(self, closing: str, start: int) -> int:
        """Return the next place of a text at or after `start`; -1 if there is none."""
        known = self._next.get(closing, start - 1)
        if known != -1 and known < start:
            known = self._source.find(closing, start)
            self._next[closing] = known
        return known

    def shortcode_at(self, start: int) -> tuple[int, Shortcode] | None:
        """Return the shortcode at a place with its end; None if none begins there."""
        source = self._source
        opening = source[start : start + 3]
        if not opening.startswith(("{{", "{%")):
            match = re.compile(_ATTRIBUTES).match(source, start)
            return (match.end(), Shortcode(match[0])) if match else None
        closing = {"{{<": ">}}", "{{%": "%}}"}.get(opening, "%}" if opening.startswith("{%") else "}}")
        end = self.find(closing, start + 2)
        if not 0 <= end - start <= _LONGEST or any(source.find(no, start + 2, end) > 0 for no in _NEVER_WITHIN):
            return None
        if source.find("\n\n", start, end) > 0 and not re.compile(_MAY_BE_LONG).match(source, start):
            return None
        content = source[start + 2 : end]
        end += len(closing)
        raw = source[start:end]
        if opening.startswith("{%"):
            shortcode = _tag(raw, content.strip("-"))
            if shortcode.name == "comment" and (after := self.find("{% endcomment %}", end)) > 0:
                hidden = source[start : after + len("{% endcomment %}")]
                return (start + len(hidden), Shortcode(hidden)) if "```" not in hidden else None
            return end, shortcode
        return end, _hugo_shortcode(raw, content[1:]) if opening in {"{{<", "{{%"} else _value(raw, content)


def _value(raw: str, content: str) -> Shortcode:
    """Return the shortcode of `{{ value }}`; a comment is not shown."""
    value = content.strip("- \n")
    if value.startswith("/*"):
        return Shortcode(raw)
    quoted = re.search(r"[\"']([^\"']*)[\"']", value)
    is_base = re.search(r"(?:url|base|root|prefix|path)(?:\s*\|.*)?$", value, re.IGNORECASE | re.DOTALL)
    path = quoted[1] if quoted else "" if is_base else raw
    shown = text.one_line(raw)
    return Shortcode(raw, shown=shown if quoted else text.shorten(shown, _LONGEST_SHOWN), path=path)


def _hugo_shortcode(raw: str, content: str) -> Shortcode:
    """Return the shortcode of one of Hugo's shortcodes; one that is commented out stands for itself."""
    content = content.strip()
    if content.startswith("/*"):
        return Shortcode(raw, shown=raw.replace("/*", "", 1).replace("*/", "", 1), path=raw)
    return Shortcode(raw) if content.startswith("/") else _tag(raw, content.removesuffix("/"))


def _tag(raw: str, content: str) -> Shortcode:
    name = (content.split(maxsplit=1) or [""])[0]
    if name in _CONTROL or name.startswith("end") or not name:
        return Shortcode(raw, name)
    words: list[str] = []
    addresses: dict[str, str] = {}
    plain: list[str] = []
    for key, quoted in re.findall(_ARGUMENT, content.strip()[len(name) :]):
        value = html.unescape(quoted[1:-1] if quoted[0] in "\"'`" else quoted)
        if key in _ADDRESS_KEYS:
            addresses[key] = value
        elif not key:
            plain.append(value)
        elif value and key not in _HIDDEN_KEYS and (key in _PROSE_KEYS or " " in value):
            words.append(value)
    path = plain[0] if plain and name in _REFERENCES else raw
    address = next((addresses[key] for key in _ADDRESS_KEYS if addresses.get(key)), "")
    prose = tuple(words) if sum(map(len, words)) > _LONGEST_SHOWN * 2 else ()
    described = " · ".join(filter(None, [" ".join(plain), *([] if prose else map(without_tags, words))]))
    label = "image" if name in _IMAGES else name.removesuffix(".html")
    return Shortcode(raw, name, f"[{label}: {described}]" if described else f"[{label}]", address, path, prose)


def without_tags(value: str) -> str:
    """Return a text of one line without the tags in it."""
    return text.one_line(re.sub(r"<[^<>]{1,2000}>", " ", value))
