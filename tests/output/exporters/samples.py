"""Clips to export, and what an exporter makes of them."""

import random
from collections.abc import Iterable
from io import BytesIO

from clipper.library.export import ExportOptions, prepare
from clipper.model.clip import Clip, StoredClip
from clipper.output.export_formats import EXPORTERS

EVERYTHING = ExportOptions(notes=True, all_fields=True)
WORDS = [
    *("harbour", "strike", "council", "Zürich", "日本", "مرفأ"),
    *("minister’s", "“quoted”", "&", "co.", "=", "-", "1,", "a_b"),
]

MARKUP = [
    "<script>alert(1)</script>",
    "<img src=https://e.example/x onerror=alert(1)>",
    "![x](https://e.example/pixel.png)",
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    '"><script>',
    "'><svg/onload=alert(1)>",
    "]]><script>",
    "</content></entry><entry>",
    "<!-- --><script>",
    "&lt;script&gt;",
    "```\n<script>",
    "`<script>`",
    "    <script>",
    "# <b>head</b>",
    "Title\n=====\n<iframe>",
    "</DL><DT><A HREF='javascript:x'>",
    "From nobody\n\nFrom x",
    '=cmd|" /C calc"!A0',
    "#set page(width: 1cm)",
    "\\input{/etc/passwd}",
    "@article{x,",
    "&#27;[2J &#x202e; &#0; &#xFFFE;",
    "\ud800 \ufffe \uffff \x00 \x0b",
    "_x0041_ %0d%0a",
    "<u@e.example> <https://e.example/\"onmouseover='x'>",
]
"""Texts that are markup in some format, or do harm in a program that opens it."""


def exported(name: str, clips: Iterable[StoredClip], options: ExportOptions = EVERYTHING) -> bytes:
    """Return the bytes that an exporter makes of clips."""
    out = BytesIO()
    EXPORTERS[name].write((prepare(stored, options) for stored in clips), out, options)
    return out.getvalue()


def stored(number: int = 0, **fields: object) -> StoredClip:
    """Return a stored clip with these fields."""
    return StoredClip(f"2026/{number}.md", "bcdfghjk", Clip(**{"title": f"Clip {number}", **fields}))  # type: ignore[arg-type]


def sample_clips(count: int) -> list[Clip]:
    """Return clips with all that a real one has; no two have the same title."""
    rng = random.Random(14)

    def phrase(most: int) -> str:
        return " ".join(rng.choices(WORDS, k=rng.randint(2, most)))

    def body(number: int) -> str:
        parts = [f"It was the day {number} when {phrase(30)}.", f"He said *so* and **more**: {phrase(20)}"]
        parts += rng.sample(
            ["- one\n- two", "> What was said.", "## What came of it", "See [the page](https://e.example/a?b=1&c=2).",
             "1. first\n2. second", "| a | b |\n| --- | --- |\n| 1 | 2 |", "Line `code` here."],
            k=2,
        )  # fmt: skip
        parts.append(f"The end of {phrase(9)}.")
        parts += [f"## Note\n\nMy remark {number}."] if rng.random() < 0.3 else []
        parts += [f"## Highlights\n\n> the words {number}\n\nwhy they matter"] if rng.random() < 0.3 else []
        return "\n\n".join(parts) + "\n"

    def clip(number: int) -> Clip:
        day = f"20{rng.randint(10, 25)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}"
        return Clip(
            title=f"Piece {number}: {phrase(6)}",
            date=rng.choice([day, day[:7], day[:4], f"{day}T10:30:00+02:00", ""]),
            source=rng.choice(["Daily Example", "Süddeutsche Zeitung", ""]),
            author=tuple(rng.sample(["Jane Doe", "Roe, Richard", "山田太郎"], k=rng.randint(0, 2))),
            url=f"https://e.example/{number}?a=1&b=ü" if rng.random() < 0.8 else "",
            tags=tuple(rng.sample(["world/ukraine", "unread", "starred", "two words", "ports"], k=rng.randint(0, 3))),
            clipped=f"{day}T08:0{rng.randint(0, 9)}:00+00:00",
            language=rng.choice(["de", "en", ""]),
            description=phrase(8) if rng.random() < 0.2 else "",
            page=rng.choice(["A5", ""]),
            extra={"mine": f"key {number}"} if rng.random() < 0.2 else {},
            body=body(number),
        )

    return [clip(number) for number in range(count)]
