"""Clips that do harm, and what must not reach a terminal."""

import re

from hypothesis import strategies as st
from rich.cells import cell_len

from clipper.analysis.checks import KINDS
from clipper.analysis.checks.finding import Finding
from clipper.analysis.suggestions import Suggestion
from clipper.model.clip import Clip, StoredClip
from clipper.model.keys import FIELDS

FORBIDDEN = [
    *(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5)),
    *(chr(code) for code in (0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0x3164, 0xFEFF, 0xFFA0)),
    *(
        chr(code)
        for code in (0xFDD0, 0xFDEF, *range(0xFFF0, 0xFFFC), 0xFFFE, 0xFFFF, 0x1D159, *range(0x1D173, 0x1D17B))
    ),
    *(chr(code) for code in (*range(0xE0000, 0xE0081), 0xE00FF, 0xE01F0, 0xE0FFF, 0x10FFFF, *range(0xD800, 0xE000))),
]
"""Every character that a terminal may act on, or that hides or turns text, and no script needs; of long ranges some."""

JOINING = [
    *(chr(code) for code in (0x34F, *range(0x180B, 0x1810), 0x200B, 0x200C, 0x200D, 0x2800, *range(0xFE00, 0xFE10))),
    *(chr(code) for code in (0xE0100, 0xE01EF, 0x13430, 0x13455, 0x1BCA0, 0x1BCA3)),
]
"""What cannot be seen either, but is needed between letters of some script, or in an emoji; never by Latin letters."""

ATTACKS = [
    *(
        "\x1b[2J",
        "\x1b]0;owned\x07",
        "\x1b]52;c;aGk=\x1b\\",
        "\x9b31m",
        "\x9d0;t\x9c",
        "\x1bP0;1|17/41\x1b\\",
        "\r\n",
        "\t",
    ),
    *(
        "&#27;[31m",
        "&#x9b;2J",
        "&#x202e;evil",
        "&#0;",
        "&NewLine;",
        "[/b]",
        "[link=file:///etc/passwd]x[/link]",
        ":bomb:",
    ),
    *("[x](javascript:alert(1))", "[x](data:text/html,hi)", "[x](https://e.com/\x1b[2J)", "<https://e.com/\u202e>"),
    *("![\x1b[2J](https://e.com/&#27;[2J)", "`\x1b[2J`", "```\n\x1b[2J\n```", "[r]: https://e.com/&#x9b;\n\n[x][r]"),
    *(
        "| a | b |\n|---|---|\n| \x1b[2J | &#27; |",
        "> \u202e",
        "1. &#x200f;",
        "# \ue0001\U000e0041",
        "a\\\nb",
        "\ufe0f",
        "\u200d",
    ),
    *(
        "日本語の見出し",
        "e\u0301" * 9,
        "👩\u200d👩\u200d👧",
        "word " * 30,
        "x" * 300,
        "שלום",
        "https://e.com/a?b=c",
        "http://é.com/",
    ),
]
"""Texts that once did something to a terminal, to Rich or to a parser of Markdown."""

nasty = st.lists(st.sampled_from(ATTACKS) | st.sampled_from(FORBIDDEN) | st.text(max_size=8), max_size=6).map("".join)
"""Any text, most of it hostile."""

handles = st.text("bcdfghjklmnpqrstvwxz", min_size=8, max_size=8)
dates = st.sampled_from(["2025-05-19", "2025-05", "2025", "", "2025-05-19T10:00:00+02:00", "2000-05-19 10:00"])
"""Dates that clipper knows."""

clips = st.builds(
    Clip,
    **{name: st.lists(nasty, max_size=4).map(tuple) if field.many else nasty for name, field in FIELDS.items()}
    | {"date": nasty | dates, "body": nasty},
    extra=st.dictionaries(nasty, nasty | st.lists(nasty, max_size=2), max_size=2),
) | nasty.map(lambda problem: Clip(problem=f"line 3: {problem}"))

stored_clips = st.builds(StoredClip, nasty.map(lambda name: f"2025/{name}.md"), handles, clips, st.integers(0, 10**7))
"""A stored clip with a path as hostile as the clip."""

suggestions = st.builds(Suggestion, nasty, st.integers(50, 100), st.lists(nasty, max_size=2).map(tuple))
"""A suggestion whose tag and reasons are hostile."""

findings = st.builds(
    Finding,
    path=nasty.map(lambda name: f"2025/{name}.md"),
    handle=handles | st.just(""),
    what=nasty,
    line=st.integers(1, 10**6),
    advice=nasty,
    fix=nasty,
    kind=st.sampled_from(sorted(KINDS)),
)
"""A finding of any kind, of a clip or of another file."""

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_LINK = re.compile(r"\x1b\]8;(?:id=[0-9-]+)?;(?:https?://[\x21-\x7e]+)?\x1b\\")
_JOINING = f"[{''.join(JOINING)}]"
_LEAK = re.compile(
    rf"[{re.escape(''.join(FORBIDDEN)).replace(chr(92) + chr(10), '')}]"
    rf"|(?<=[a-zA-Z.,|]){_JOINING}|(?:{_JOINING}(?<!\ufe0f)){{2}}|^{_JOINING}+$",
    re.MULTILINE,
)


def plain(drawn: str) -> str:
    """Return what was drawn without the styles and web links that Rich writes."""
    return _STYLE.sub("", _LINK.sub("", drawn))


def leaks(drawn: str) -> list[str]:
    """Return the forbidden characters, line ends aside, in what was drawn, and the joiners that join nothing."""
    return _LEAK.findall(plain(drawn))


def widest(drawn: str) -> int:
    """Return the width of the widest line."""
    return max(map(cell_len, plain(drawn).split("\n")))
