"""A site: a folder of pages that opens in any browser, from a USB stick too, and searches without a server."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from clipper import text
from clipper.library.export import ExportedClip, ExportOptions
from clipper.model.hyphenation import broken_words
from clipper.output.markup.article import article
from clipper.output.markup.html import escape, language
from clipper.output.plain import dates
from clipper.system.new_file import NewFolder
from clipper.text.strings import UNSPACED

SUFFIX = "/"
KEEPS = "a folder of pages for a browser, with a search that needs no server"
LOSES: tuple[str, ...] = ("clipped", "section", "edition", "agency", "extra")

_CLIPS_A_SCRIPT = 1000
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PLAIN = frozenset(_DIGITS)
_PAGE = (
    '<!DOCTYPE html>\n<html{language}><head><meta charset="utf-8">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' file:{scripts}\">"
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
    '<link rel="stylesheet" href="{up}style.css"></head><body>{body}</body></html>\n'
)
_CSS = (
    ":root{color-scheme:light dark;background:#fff;color:#111}"
    "body{font:1.05rem/1.6 Georgia,serif;max-width:44rem;margin:auto;padding:1rem}"
    "h1,h2,h3{line-height:1.2}input{font:inherit;width:100%;box-sizing:border-box;padding:.3em}"
    "li{margin:.4em 0}.about{font-size:.9rem}pre{white-space:pre-wrap}"
    "td,th{border-bottom:1px solid;padding:.2em .5em;text-align:left}a{overflow-wrap:anywhere}"
    "@media(prefers-color-scheme:dark){:root{background:#121212;color:#eee}a{color:#9cf}a:visited{color:#caf}}\n"
)


def write_folder(clips: Iterable[ExportedClip], folder: NewFolder, about: ExportOptions) -> None:
    """Write the clips; of all of them together only the words stand in memory."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    rows: list[tuple[str, str]] = []
    scripts = 0
    for number, clip in enumerate(clips):
        body = f'<nav><a href="../index.html">{escape(about.title)}</a></nav><main>{article(clip)}</main>'
        page = _page(clip.headline, body, code=clip.clip.language or "en", up="../")
        folder.add(f"c/{number}.html", page)
        for word in set(text.words(_searched(clip))):
            index[word].append(number)
        rows.append((text.safe(clip.headline), _about(clip)))
        if len(rows) == _CLIPS_A_SCRIPT:
            folder.add(f"clips{scripts}.js", _clips_script(rows))
            rows, scripts = [], scripts + 1
    if rows or not scripts:
        folder.add(f"clips{scripts}.js", _clips_script(rows))
        scripts += 1
    _write_index(index, folder)
    search = Path(__file__).with_suffix(".js").read_text("utf-8")
    folder.add("search.js", search.replace("UNSPACED_RANGES", _in_script(UNSPACED)).encode())
    folder.add("style.css", _CSS.encode())
    folder.add("index.html", _start_page(about.title, scripts))


def _page(title: str, body: str, *, code: str, up: str = "", scripts: str = "") -> bytes:
    marks = language(code).partition(" xml:")[0]
    return _PAGE.format(language=marks, scripts=scripts, title=escape(title), up=up, body=body).encode()


def _start_page(title: str, scripts: int) -> bytes:
    names = (*(f"clips{number}.js" for number in range(scripts)), "search.js")
    tags = "".join(f'<script src="{name}"></script>' for name in names)
    body = (
        f'<main><h1>{escape(title)}</h1><label for="query">Search</label>'
        '<input id="query" type="search" autocomplete="off" dir="auto"><p id="status" role="status"></p>'
        f'<ol id="list"></ol><noscript><p>The search needs JavaScript.</p></noscript></main>{tags}'
    )
    return _page(title, body, code="en", scripts="; script-src 'self' file:")


def _about(exported: ExportedClip) -> str:
    clip = exported.clip
    return text.safe(", ".join(filter(None, (clip.source, dates.day(clip.date)))))


def _searched(exported: ExportedClip) -> str:
    """Return all that a search for words looks in, as that of clipper itself does."""
    clip = exported.clip
    texts = (exported.text, exported.note, exported.highlights)
    joined = (word.joined for word in broken_words(exported.text))
    return "\n".join((clip.title, clip.description, *clip.author, clip.source, *clip.tags, *texts, *joined))


def _clips_script(rows: list[tuple[str, str]]) -> bytes:
    return f"(window.clips ??= []).push(...{_json(rows)});\n".encode()


def _write_index(index: dict[str, list[int]], folder: NewFolder) -> None:
    """Write the words in parts, by their first two letters; each with the numbers of its clips as steps in base 36."""
    parts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for word in sorted(index):
        found = index[word]
        steps = (number - before for number, before in zip(found, (0, *found), strict=False))
        parts[_part_name(word)][word] = ",".join(map(_base_36, steps))
    for name, words in parts.items():
        folder.add(f"i/{name}.js", f"addPart({_json(name)},{_json(words)});\n".encode())


def _part_name(word: str) -> str:
    return "".join(letter if letter in _PLAIN else f"_{_base_36(ord(letter) >> 6)}" for letter in word[:2])


def _base_36(number: int) -> str:
    digits = ""
    while number >= len(_DIGITS):
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits


def _json(value: object) -> str:
    """Return a value as a script has it; the end of a script element cannot be in it."""
    return _in_script(json.dumps(value, ensure_ascii=False, separators=(",", ":"))).replace("</", "<\\/")


def _in_script(value: str) -> str:
    return text.escape_unsafe(value, lambda letter: json.dumps(letter)[1:-1])
