"""Hostile and damaged files. They are made here, since git would change many of them."""

import contextlib
import os
import stat
from pathlib import Path
from typing import NamedTuple

from tests.hostile import foreign_forms, forms
from tests.hostile.forms import headed

GOOD = "good.md"
GOOD_CLIP = b"---\ntitle: A good clip\ndate: 2025-05-19\nsource: Reuters\n---\n\nIt reads well.\n"


class File(NamedTuple):
    """A clip's file: its path, its bytes, and whether its header can be read."""

    path: str
    raw: bytes
    readable: bool = True


def _nested(depth: int) -> str:
    return "a: " + "[" * depth + "x" + "]" * depth


UNREADABLE: dict[str, bytes] = {
    "tab": headed("a:\n\tb: c"),
    "control": headed("title: a\x1b[2Jb"),
    "nul": headed("title: a\0b"),
    "delete": headed("title: a\x7fb"),
    "not-utf-8": headed(b"title: caf\xe9"),
    "surrogates": headed(b"title: \xed\xa0\x80"),
    "anchor": headed("a: &x [1]"),
    "alias": headed("a: *x"),
    "recursive": headed("a: &x [*x]"),
    "merge": headed("base: &b {title: one}\n<<: *b"),
    "billion-laughs": headed("a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]"),
    "merge-chain": headed(
        "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 30))
    ),
    "tag": headed("a: !foo bar"),
    "python": headed("a: !!python/object/apply:os.system ['touch /tmp/owned']"),
    "binary": headed("a: !!binary aGVsbG8="),
    "deep-17": headed(_nested(17)),
    "deep-30000": headed(_nested(30_000)),
    "deep-mappings": headed("a: " + "{a: " * 2000 + "}" * 2000),
    "unclosed-lists": headed("a: " + "[" * 60_000),
    "deep-blocks": headed("\n".join(" " * n + "a:" for n in range(200))),
    "larger-than-1-mib": headed("title: " + "x" * 1_050_000),
    "many-nodes": headed("a: [" + "x," * 25_000 + "]"),
    "a-list": headed("- a\n- b"),
    "a-text": headed("hello"),
    "unclosed": b"---\ntitle: Hello\nbody without an end\n",
    "directive": headed("%YAML 1.2"),
    "list-key": headed("? [a, b]\n: x"),
    "mapping-key": headed("? {a: b}\n: x"),
    "colon": headed("title: Trump: talks"),
    "at-sign": headed("title: @x"),
    "percent": headed("title: %x"),
    "star": headed("title: *star*"),
    "bang": headed("title: !important x"),
    "quote-and-more": headed('title: "foo" bar'),
    "open-quote": headed('title: "foo'),
    "bad-escape": headed('title: "\\q\\\u202e"'),
    "lone-surrogate": headed('title: "\\ud800"'),
    "utf-16": "---\ntitle: x\n---\n\nBody\n".encode("utf-16"),
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20,
    "zeros": bytes(5000),
}
"""Files whose header has no clear meaning, each by a word for what is wrong."""

READABLE: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \r\n\t\n",
    "only-a-fence": b"---\n",
    "two-fences": b"---\n---\n",
    "four-dashes": b"----\ntitle: x\n----\n\nBody\n",
    "rule-first": b"---\n\nsome: text: x\n\n---\n\nmore text\n",
    "bom": b"\xef\xbb\xbf" + headed("title: x"),
    "crlf": headed("title: x\ntags: [a]").replace(b"\n", b"\r\n"),
    "cr": headed("title: x\ntags: [a]").replace(b"\n", b"\r"),
    "no-final-newline": headed("title: x").rstrip(),
    "comments": headed("# one\ntitle: x # two\n# three"),
    "folded": headed("title: >\n  one\n  two\ndescription: |\n  ---\n  three"),
    "rules-inside": headed("title: x", "---\na: b\n---\n"),
    "norway": headed("title: NO\nsource: 10:00\nplace: 0123\npage: 1.10\nedition: ~"),
    "no-such-day": headed("date: 2024-02-30"),
    "year-0": headed("date: 0000-01-01\nclipped: 99999-99-99"),
    "5000-digits": headed("page: " + "9" * 5000),
    "odd-keys": headed("1: a\nyes: b\ncontent: c\nself: d\nhandler: e\n'': f"),
    "twice": headed("title: one\ntitle: two"),
    "twice-alike": headed("title: one\ntitle: one"),
    "twice-inside": headed("a:\n  b: 1\n  b: 2"),
    "thousands-of-times": headed("k: v\n" * 9000),
    "second-document": headed("a: 1\n...\nb: 2"),
    "1-mib": headed("title: x\nraw: " + "x" * 1_000_000),
    "toml": b'+++\ntitle = "x"\n+++\n\nBody\n',
    "json": b'{\n"title": "x"\n}\n\nBody\n',
    "escapes": headed(
        'title: "\\e[2J\\a\\x9b31m\\e]52;c;aGk=\\a"\nsource: "\\u202e\\U000e0041"', "\x1b[2J\x9b\u202e\n"
    ),
    "markup": headed("title: '[/b] [link=file:///etc/passwd]x[/] :bomb:'", "[/b] :bomb:\n"),
    "bad-bytes": headed("title: x") + b"caf\xe9 \xff\xfe \xed\xa0\x80\n",
    "braces": headed("{title: x, tags: [a, b]}"),
    "tags-of-every-kind": headed("tags: [a, {b: c}, [d, e], ~, '', ' f ', 'g,h']"),
    "tags-a-text": headed("tags: a, b"),
    "tags-a-mapping": headed("tags: {a: b}"),
    "title-a-list": headed("title: [a, {b: c}]\ndate: [2025]\nurl: {a: b}"),
    "3000-tags": headed("tags: [" + ", ".join(f"t{n}" for n in range(3000)) + "]"),
    "long-title": headed("title: " + "word " * 12_000),
    "javascript": headed("url: javascript:alert(1)", "[x](javascript:alert(1)) ![x](file:///etc/passwd)\n"),
    "nul-bytes": headed("title: x", "\0" * 200_000),
    "escape-bytes": headed("title: x", "\x1b[2J" * 50_000),
    "one-word-lines": headed("title: x", "a\n" * 20_000),
    "paragraphs": headed("title: x", "a\n\n" * 10_000),
    "brackets": headed("title: x", "[" * 50_000),
    "images": headed("title: x", "![" * 50_000),
    "links": headed("title: x", "[a](" * 30_000),
    "quotes-in-quotes": headed("title: x", ">" * 20_000 + "a"),
    "lists-in-lists": headed("title: x", "".join("  " * n + "- a\n" for n in range(400))),
    "lists-on-a-line": headed("title: x", "- " * 20_000 + "a"),
    "stars": headed("title: x", "*" * 50_000 + "a" + "*" * 50_000),
    "star-a": headed("title: x", "*a " * 20_000),
    "underscores": headed("title: x", "__a_" * 40_000),
    "backticks": headed("title: x", "".join("`" * n + "a" for n in range(600))),
    "entities": headed("title: x", "&#27;&#x9b;&NewLine;" * 10_000),
    "html": headed("title: x", "<div " * 40_000),
    "comments-in-html": headed("title: x", "<!--" * 40_000),
    "autolinks": headed("title: x", "<https://e.com/" * 12_000),
    "table": headed("title: x", "|a" * 5000 + "|\n" + "|-" * 5000 + "|\n" + ("|b" * 5000 + "|\n") * 4),
    "long-table": headed("title: x", "|a|b|\n|-|-|\n" + "|c|d|\n" * 10_000),
    "headings": headed("title: x", "# a\n" * 10_000),
    "references": headed("title: x", "".join(f"[a{n}]: https://e.com\n" for n in range(8000)) + "[a]" * 8000),
    "fences": headed("title: x", "```\n" * 20_000),
    "combining": headed("title: a" + "\u0301" * 5000, "a" + "\u0301" * 100_000),
    "joiners": headed("title: " + "\u200d" * 5000, "👩\u200d" * 60_000),
    "wide": headed("title: " + "字" * 5000, "字" * 100_000),
}
"""Files that are odd but readable."""

LARGE = (
    File("header.md", headed("".join(f"key{n}: value\n" for n in range(250_000))), readable=False),
    File("unclosed.md", b"---\ntitle: Hello\n" + b"body\n" * 800_000, readable=False),
    File("line.md", headed("title: x", "a" * 4_000_000)),
    File("lines.md", headed("title: x", "A line of a body that is far too long.\n" * 500_000)),
)
"""Files of four megabytes, and one of twenty."""

TOO_LONG_TO_DRAW = {"lines.md"}
"""A file that `add` would refuse for its size; to print all of it takes a terminal many seconds."""

NAMES = (
    *(
        "n" * 252,
        "字" * 84,
        "e\u0301 nfd",
        "\u00e9 nfc",
        "case",
        "CASE",
        "CON",
        "aux",
        "-x",
        "--help",
        "-tag:x",
        " ",
        "  b ",
    ),
    *(
        "a.md",
        "new\nline",
        "tab\tname",
        "\x1b[2J\x1b]0;x\x07",
        "\u202eevil",
        "\U000e0041",
        "\udcff\udc80",
        "*?[a]",
    ),
    *(
        "'quote\"",
        "$(touch x)",
        "`x`",
        "tag:x",
        "@name",
        "a|b",
        "%s{0}",
        "🗞",
        "\u0130I",
        "ﬁ",
        "\u2028",
        "back\\slash",
        "~",
        "#",
    ),
    *(
        "PRN",
        "nul",
        "COM1",
        "lpt9.txt",
        "con.tar",
        "CLOCK$",
        "x.",
        "x ",
        "n.md.md",
        "clip~",
        "#clip#",
        "(1)",
    ),
    *(
        "Straße",
        "STRASSE",
        "Strasse",
        "ｆｕｌｌ",
        "K",
        "\u212a",
        "i",
        "ı",
        "İ",
        "한",
        "\u1112\u1161\u11ab",
        "\u00c5",
        "\u212b",
        "A\u030a",
    ),
    *(
        "a:b",
        "a<b>c",
        "a?b",
        "50%",
        "a&b",
        "a;b",
        "=1+1",
        "+x",
        "@x",
        "!x",
        "{a,b}",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\x7f",
    ),
    *(
        "\udce9",
        "caf\udce9",
        "e" + "\u0301" * 120,
        "👩\u200d👩\u200d👧",
        "\ue000",
        "ﷺ",
        "שלום",
        "1",
        "-1",
        "0123",
        "null",
        "bcdfghjk",
    ),
)
"""Stems of names that are hard on shells, terminals and other systems."""


CONFLICTS = (
    "clip.sync-conflict-20250519-101112-ABCDEFG",
    "clip (conflicted copy 2025-05-19 101112)",
    "clip (Jane's conflicted copy 2025-05-19)",
)
"""Stems of conflict copies, which a change by query leaves out."""

GROUPS = ("unreadable", "odd", "forms", "foreign", "names", "large")
FLOODED = ("odd", "forms", "foreign")
"""The groups with long bodies that are one piece again and again."""
SHORT = 10_000
"""The bytes of such a body that show what kind it is of."""
MANY = {
    *("1-mib", "thousands-of-times", "long-table", "address-long", "json-thousands-of-times"),
    *("toml-many-keys", "toml-many-slow-escapes", "toml-many-comments", "toml-many-lists-of-tables"),
}
"""Readable files of these groups whose headers, or what is drawn of them, take a command much time."""


def files(group: str) -> list[File]:
    """Return the files of a group, or of "few" one bad file, all of which are listed, and the good one."""
    good = File(GOOD, GOOD_CLIP)
    if group == "unreadable":
        deep = File("dir\x1b[2J\u202e.d/a.md", headed("a:\n\tb: c"), readable=False)
        return [*(File(f"{word}.md", raw, readable=False) for word, raw in UNREADABLE.items()), deep, good]
    if group == "odd":
        return [*(File(f"odd/{word}.md", raw) for word, raw in READABLE.items()), good]
    if group in {"forms", "foreign"}:
        module = forms if group == "forms" else foreign_forms
        return [
            *(File(f"{group}/{word}.md", raw, word not in module.UNREADABLE) for word, raw in module.EVERY.items()),
            good,
        ]
    if group == "large":
        return [*LARGE, good]
    if group == "few":
        return [File("bad.md", headed("a:\n\tb: c"), readable=False), good]
    stems = enumerate((*NAMES, *CONFLICTS))
    named = [File(f"{stem}.md", b"Text number %d.\n" % number) for number, stem in stems]
    return [*named, File("/".join(["d"] * 40) + "/a.md", b"Deep down.\n"), good]


def shortened(file: File) -> File:
    """Return a file with only the first `SHORT` bytes of its body, or less, so that no character is cut in two."""
    header, fence, body = file.raw.partition(b"\n---\n\n")
    end = min(SHORT, len(body))
    while end < len(body) and body[end] & 0xC0 == 0x80:
        end -= 1
    return file._replace(raw=header + fence + body[:end])


def make(root: Path, group: str, *, whole: bool = True) -> list[File]:
    """Make an archive of a group, and return the files of it that this file system can hold.

    Unless the files are to be `whole`, those of the `FLOODED` groups are shortened, and `MANY` are left out.
    """
    made, every = [], files(group)
    if group in FLOODED and not whole:
        every = [shortened(file) for file in every if Path(file.path).stem not in MANY]
    for file in every:
        target = root / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError):
            if not target.exists():  # where case or accents make no difference
                target.write_bytes(file.raw)
                made.append(file)
    (root / ".clipper.toml").touch()
    return made


TOO_DEEP = "s-deep" * 30
"""A long name for folders: a path through many of them is longer than a system call accepts."""


def make_strange(root: Path) -> list[str]:
    """Put things that are no clips beside the clips, and return the paths that a list skips with a notice."""
    outer = root.parent / "secret.md"
    outer.write_text("A secret outside the archive.\n")
    (root / "s-link.md").symlink_to(outer)
    (root / "s-broken.md").symlink_to("nowhere")
    (root / "s-loop.md").symlink_to("s-loop.md")
    (root / "s-up").symlink_to("..")
    (root / "s-folder.md").mkdir()
    (root / "s-device-link.md").symlink_to("/dev/zero")
    (root / "s-mirror.md").symlink_to(GOOD)
    os.mkfifo(root / "s-pipe.md")
    with contextlib.suppress(OSError):  # not every system lets everybody
        os.mknod(root / "s-socket.md", stat.S_IFSOCK | 0o600)
        os.mknod(root / "s-device.md", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    for name in (".hidden.md", ".md", "..md", "....md"):
        (root / name).write_text("Hidden.\n")
    (root / ".git").mkdir()
    (root / ".git" / "a.md").write_text("Hidden.\n")
    (root / "upper.MD").write_text("No clip.\n")
    (root / "notes.txt").write_text("No clip.\n")
    return sorted(path.name for path in root.glob("s-*"))


def make_too_deep(root: Path) -> None:
    """Put a clip at a path that is too long for a system call, folder by folder."""
    folder = os.open(root, os.O_RDONLY)
    for _ in range(30):
        os.mkdir(TOO_DEEP, dir_fd=folder)
        inside = os.open(TOO_DEEP, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inside
    clip = os.open("clip.md", os.O_WRONLY | os.O_CREAT, dir_fd=folder)
    os.write(clip, b"Far away.\n")
    os.close(clip)
    os.close(folder)
