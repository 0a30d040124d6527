"""Shapes of a stranger's archive that are more than one thing in the place of another."""

import json

from tests.hostile import inputs
from tests.hostile.shapes import (
    CLIPS,
    GOOD,
    HEAD,
    JOURNAL,
    Shape,
    all_of,
    bomb,
    deep,
    hard_link,
    journal,
    link,
    numbered,
    pipe,
    put,
    stand_ins,
    unchangeable,
    with_attributes,
    with_mode,
)

SPARE = "2025/spare.md"
SETTINGS = ".clipper.toml"
LOG = ".clipper/history/00000001.log"

PATHS = [
    *("../outside.md", "./here.md", "a/../../outside.md", "a//b.md", "/etc/x.md", ".clipper/x.md", ".git/hooks/x.md"),
    *("2000/evil.md", "sub\\..\\x.md", "x.md/../../y.md", "a\nb.md", "\u202ex.md", "x\0.md", "..md", "\udcff.md"),
    *("a" * 300 + ".md", ".clipper.toml", "2025/../../home/documents/note.md", "2000/note.md", "2000/note.html.gz"),
]
"""Paths that a journal may state, and that lead somewhere else, or nowhere."""


def settings(text: str) -> Shape:
    return put(SETTINGS, text.encode("utf-8", "surrogateescape"))


def searches(count: int, query: str) -> Shape:
    """Return settings with searches, each of which refers to the next one."""
    lines = (f's{number} = "{query.format(number + 1)}"\n' for number in range(count))
    return settings("[searches]\n" + "".join(lines) + f's{count} = "tag:a"\n')


def rules(count: int) -> Shape:
    """Return settings with rules, each of which builds on the next one."""
    lines = (f'"tag:t{number + 1}" = "t{number}"\n' for number in range(count))
    return settings("[rules]\n" + "".join(lines) + f'"tag:a" = "t{count}"\n')


UNUSUAL: dict[str, Shape] = {
    "a shell's file as a clip": hard_link("2025/bashrc.md", ".bashrc"),
    "two names of one clip": all_of(put("2025/one.md", CLIPS[SPARE]), hard_link("2025/two.md", "documents/1.md")),
    "folders that lead into one another": all_of(link("up", ".."), link("round", "round"), link("2025/in", "../up")),
    "a folder of the user by a link": link("docs", "~/documents"),
    "a hole between header and end": put("2025/hole.md", CLIPS[SPARE], size=8 << 30),
    "setuid": with_mode(SPARE, 0o6755),
    "sticky": with_mode("2025", 0o3777),
    "forbidden folder": with_mode("2025", 0o0),
    "forbidden clip": with_mode(SPARE, 0o0),
    "protected archive": with_mode(".", 0o555),
    "another owner's clip": with_mode(SPARE, 0o644, owner=12_345),
    "another owner's folder": with_mode("2025", 0o755, owner=12_345),
    "another owner's .clipper": all_of(put(".clipper/x", b""), with_mode(".clipper", 0o777, owner=12_345)),
    "forbidden .clipper": all_of(put(".clipper/x", b""), with_mode(".clipper", 0o0)),
    "attributes": with_attributes(SPARE),
    "a clip that cannot be changed": unchangeable(SPARE, "i"),
    "a clip that can only grow": unchangeable(SPARE, "a"),
    "a folder that cannot be changed": unchangeable("2025", "i"),
    "too deep": deep,
    "names like options": all_of(*(put(f"2025/{name}", b"x") for name in ("-rf.md", "--force.md", "-.md", "--.md"))),
    "names like nothing": all_of(
        *(put(f"2025/{name}", b"x") for name in ("a\nb.md", "\udcff.md", "\x1b[2J.md", " .md"))
    ),
    "long names": all_of(*(put(f"{letter * 250}/{letter * 252}.md", b"x") for letter in "nm")),
    "git with hooks": all_of(
        put(".git/hooks/pre-commit", b"#!/bin/sh\ntouch ~/owned\n", mode=0o755),
        put(".git/config", b"[core]\n\tfsmonitor = touch ~/owned\n\tpager = touch ~/owned\n"),
    ),
    "an original that is a bomb": bomb,
    "settings with programs": settings('editor = "touch ~/owned"\npager = "touch ~/owned"\narchive = "~/documents"\n'),
    "settings of another archive": settings('archive = "~/documents"\n'),
    "settings that are binary": put(SETTINGS, b"\xff\xfe\0\0" * 100),
    "settings that are huge": settings("[searches]\n" + "".join(f'a{n} = "tag:a"\n' for n in range(300_000))),
    "settings that are one comment": settings("# " + "x" * 30_000_000),
    "settings with a number without end": settings("[list]\nlimit = " + "9" * 100_000),
    "settings nested too deep": settings("a = " + "[" * 200_000),
    "settings with a key without end": settings("a" + ".a" * 50_000 + " = 1"),
    "settings with strings without end": settings('"""' * 200_000),
    "settings with characters for terminals": settings('[searches]\n"\x1b[2J" = "tag:a"\n'),
    "searches in a circle": settings('[searches]\na = "@b"\nb = "@a"\n'),
    "searches that double": searches(18, "@s{0} @s{0}"),
    "searches that double without a word": searches(18, "(@s{0} OR @s{0}) has:tags"),
    "searches that lead on": searches(60, "@s{0} or x"),
    "a search that is huge": settings('[searches]\na = "' + "(tag:a OR " * 50_000 + '"\n'),
    "a search of one long word": settings('[searches]\na = "' + "*?a" * 200_000 + '"\n'),
    "rules in a circle": settings('[rules]\n"tag:a" = "b"\n"tag:b" = "a"\n'),
    "rules that build on one another": rules(400),
    "rules that are many": rules(20_000),
    "a rule with many tags": settings('[rules]\n"tag:a" = [' + ", ".join(f'"t{n}"' for n in range(30_000)) + "]\n"),
    "aliases without number": settings(
        "[sources]\n" + "".join(f'"Outlet {n}" = ["o{n}.example", "o {n}"]\n' for n in range(50_000))
    ),
    "aliases of aliases": settings('[sources]\n"BBC" = ["Reuters"]\n"Reuters" = ["BBC"]\n'),
    "a journal of paths": all_of(
        link("2000", "~/documents"), put(LOG, journal(*({"path": path} for path in PATHS), {"path": GOOD}))
    ),
    "a journal that restores from elsewhere": all_of(
        link(".clipper/history/00000001/1.md", "~/.ssh/id"),
        put(LOG, journal({"path": "2025/key.md", "aside": "1.md"}, {"path": "2025/b.md", "aside": "../../../x.md"})),
    ),
    "a journal that gives back a shell's file": all_of(
        hard_link(".clipper/history/00000001/1.md", ".bashrc"),
        put(LOG, journal({"path": "2025/rc.md", "aside": "1.md"})),
    ),
    "a journal of lies": put(LOG, journal({"path": "2025/a.md", "size": 1 << 40}, {"path": "2025/b.md", "size": -1})),
    "a journal of one line": put(LOG, json.dumps(HEAD).encode(), size=6 << 30),
    "a journal too deep": put(LOG, b"[" * 900_000 + b"\n"),
    "a journal of huge numbers": put(
        LOG, json.dumps(HEAD).encode() + b'\n{"end": ' + b"9" * 190 + b', "whole": true}\n'
    ),
    "a journal of odd times": put(LOG, journal(head=HEAD | {"when": "99999-99-99T99", "undoes": 10**30})),
    "a journal with characters for terminals": put(LOG, journal(head=HEAD | {"words": ["\x1b[2J", "\u202e"]})),
    "the last journal": put(".clipper/history/99999999.log", JOURNAL),
    "many journals": numbered(".clipper/history/{:08}.log", 3000, JOURNAL),
    "many staged files": numbered(".clipper/tmp/{:016x}", 3000),
    "staged files that are more": all_of(
        hard_link(".clipper/tmp/" + "a" * 16, ".bashrc"),
        link(".clipper/tmp/" + "b" * 16, "~/documents/sub/deep.txt"),
        pipe(".clipper/tmp/" + "c" * 16),
        put(".clipper/tmp/" + "d" * 16, b"", size=9 << 30),
        put(".clipper/tmp/" + "e" * 16 + "/deep.txt", b"x"),
    ),
    "something left before": all_of(
        link(".clipper/left/" + "a" * 16, "~/documents/letter.txt"), put(".clipper/tmp/" + "a" * 16, b"x")
    ),
}
"""Each of them is put beside the good clips; commands refuse it, or leave it alone."""

SHAPES: dict[str, Shape] = {**stand_ins(), **UNUSUAL, **inputs.SHAPES}
