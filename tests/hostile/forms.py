"""The forms of headers, fences, dates, tags, keys and texts that we have seen, besides those in the corpus."""


def headed(header: str | bytes, body: str = "Body.\n") -> bytes:
    """Return a clip with this header."""
    raw = header if isinstance(header, bytes) else header.encode()
    return b"---\n" + raw + b"\n---\n\n" + body.encode()


def fenced(opening: str, closing: str) -> bytes:
    """Return a clip with fences as people write them."""
    return f"{opening}title: x\ntags: [a]\n{closing}\nBody.\n".encode()


def _listed(name: str, values: list[str]) -> dict[str, bytes]:
    """Return a clip for each value of one field, as it is written after the colon."""
    key = name.removeprefix("no-")
    return {f"{name}-{number}": headed(f"title: x\n{key}: {value}") for number, value in enumerate(values)}


_DATES = [
    *("10000-01-01", "-1", "-0044-03-15", "2024-02-29T24:00:00Z", "2024-05-19T25:61:61+99:99", "99999999999999999999"),
    *("0x7E8", "２０２４-05-19", "٢٠٢٤-٠٥-١٩", "2024-05-19T10:00:00." + "1" * 5000, "1e400", "2024-W99", "19/20/2024"),
    *(
        "[2024, 5, 19]",
        "{year: 2024}",
        "2024-05-19 2024-05-20",
        "yesterday",
        "''",
        "|\n  2024-05-19\n",
        "2024-05-19 # no",
    ),
    *("1716076800", "2024:05:19", "2024-5-9", "2024-05-19T10:00:00[Europe/Paris]", "Sun, 19 May 2024 10:00:00 GMT"),
]
_TAGS = [
    *(
        "yes",
        "1",
        "~",
        "''",
        "|\n  a\n  b",
        ">\n  a, b",
        "'#'",
        "['#', '##a', 'a#b']",
        "[//, a//b, /a/, ' / ']",
        "[-, --x, '-']",
    ),
    *("[[a, [b, [c]]], {d: [e]}]", "[a, A, á, a\u0301]", '[a a, \'a\\nb\', "a\\nb", "\\t"]', "[" + "a" * 30_000 + "]"),
    *(
        "\n- a\n-\n- ~\n- ''\n- - b",
        "\n  - a\n  # one\n\n  - b # two\n",
        "a; b; c",
        "#a #b #c",
        "[':bomb:', '[/b]', \"\\e[2J\"]",
    ),
    *("\n? a\n? b", "[a]\nkeywords: [b]\ntag: c", "[a]\nTags: [b]\nTAGS: [c]"),
]
_NO_TAGS = ["[,]", "[a, b", "[a b]: c", "- a", "!!set {a, b}", "[:bomb:, '[/b]']"]
_KEYS = [
    *("__class__", "__init__", "__dict__", "self", "cls", "lambda", "import", "None", "True", "metadata", "content"),
    *("handler", "body", "handle", "path", "words", "problem", "extra", "values", "name", "=", "<<", "null", "~", "0"),
]
_OTHER: dict[str, str | bytes] = {
    "python-keys": "\n".join(f"{key}: x" for key in _KEYS),
    "python-keys-inside": "a:\n" + "\n".join(f"  {key}: {{{key}: [x]}}" for key in _KEYS),
    "case-twins": "Title: a\ntitle: b\nTITLE: c",
    "aliases-of-one": "headline: a\nname: b\ntitle: c\npublished: 2024\nissued: 2025",
    "nfc-and-nfd-keys": "é: a\ne\u0301: b",
    "long-key": "k" * 1000 + ": x",
    "longer-key": "? " + "k" * 40_000 + "\n: x",
    "key-of-lines": '"a\\nb\\e[2J": x',
    "key-of-blanks": "' ': x\n'\\t': y",
    "question-key": "? title\n: x",
    "no-value": "title:\ndate:\ntags:\nsource:",
    "1000-keys": "\n".join(f"key{number}: value" for number in range(1000)),
    "yaml-1.1": "a: yes\nb: Off\nc: 1:30:00\nd: 0o17\ne: 0b11\nf: 1_000\ng: .inf\nh: .NaN\ni: =\nj: +1\nk: 1e3",
    "yaml-1.2-json": '"title": "x", "a": [1, 2.5, true, null, {"b": "\\u00e9"}]',
    "flow-json": '{"title": "x", "a": [1, 2.5, true, null, {"b": "\\u00e9\\/"}]}',
    "many-lines-of-text": "title: one\n  two\n\n  three",
    "quoted-lines": "title: 'one\n  two\n\n  three'",
    "keep-and-strip": "a: |+\n  x\n\n\nb: >-\n  y\n\nc: |2\n    z\nd: |-\n",
    "block-at-the-end": "title: x\ndescription: |\n  last\n  --- not a fence",
    "tab-after-colon": "title:\tx\nsource: a\tb",
    "tab-at-the-end": "title: x\t\t\nsource: 'y'\t",
    "nbsp": "title:\u00a0x\n\u00a0source: y",
    "line-separators": "title: a\u2028b\u2029c\u0085d",
    "bom-inside": "title: a\ufeffb\n\ufeffsource: y",
    "not-characters": "title: a\ufffeb",
    "c1-controls": "title: a\u009b2Jb",
    "form-feed": "title: a\x0cb",
    "private-use": "title: \ue000\U0010ffff",
    "bidi": "title: \u202eevil\u2066\u200f\nsource: \u061c",
    "tag-characters": "title: a\U000e0041\U000e007f",
    "astral-key": "😀: x\n𝕥𝕚𝕥𝕝𝕖: y",
    "windows-1252": b"title: \x93quoted\x94",
    "overlong": b"title: \xc0\xaf",
    "five-bytes": b"title: \xf8\x88\x80\x80\x80",
    "beyond-unicode": b"title: \xf4\x90\x80\x80",
    "half-a-character": b"title: \xe6\x97",
    "lone-crs": "title: x\rsource: y\rtags: [a]",
    "mixed-ends": "title: x\r\nsource: y\rtags: [a]\ndate: 2024\r",
    "cr-cr-lf": "title: x\r\r\nsource: y\r\r\n",
    "blank-lines": "\n\n\n\ntitle: x\n\n\n",
    "indented": "  title: x\n  source: y",
    "ragged": "title: x\n source: y",
    "one-long-line": "title: x\ndescription: " + "y" * 60_000,
    "long-quoted": "title: '" + "it''s " * 10_000 + "'",
    "escaped-everything": 'title: "' + "".join(f"\\x{code:02x}" for code in range(256)) + '"',
    "half-pairs": 'title: "\\ud83d\\ude00"',
    "open-brace": "title: {",
    "open-bracket": "tags: [a, b",
    "stray-bracket": "title: ]",
    "comma-first": "title: , x",
    "ampersand": "title: & co",
    "backtick": "title: `x`",
    "pipe": "title: | x",
    "greater": "title: > x",
    "dash": "title: - x",
    "question": "title: ? x",
    "template": "title: {{ title }}",
    "template-quoted": "title: '{{ title }} ${HOME} $(touch x) %s {0.__class__}'",
    "comment-only": "# nothing but this",
    "rule-in-quotes": 'title: "a\n---\nb"',
    "dots-in-block": "a: |\n  x\n...\nb: y",
    "directive-inside": "a: x\n%TAG ! tag:x,2000:\nb: y",
    "merge-text": "<<: x",
    "numbers": "page: 1" + "0" * 4299 + "\nedition: 0x" + "f" * 9000 + "\nplace: 1:" + ":".join(["59"] * 900),
    "wiki-links": "author: ['[[a|b]]', '[[c', '[[]]', [[d]]]",
    "addresses": "url: 'https://[::1'\nsource: https://e.com:99999/%zz?\\#",
    "address-long": "url: https://e.com/" + "a" * 50_000,
    "address-data": "url: 'data:text/html,<script>'\nsource: 'javascript:alert(1)'",
}
_WHOLE: dict[str, bytes] = {
    "opening-with-blank": fenced("--- \n", "---\n"),
    "opening-with-tab": fenced("---\t\n", "---\n"),
    "opening-with-word": fenced("--- yaml\n", "---\n"),
    "opening-indented": fenced(" ---\n", "---\n"),
    "opening-after-blank-line": fenced("\n---\n", "---\n"),
    "opening-after-comment": fenced("<!-- -->\n---\n", "---\n"),
    "opening-of-dashes": fenced("\u2014-\n", "---\n"),
    "opening-of-minus": fenced("−−−\n", "---\n"),
    "closing-with-blank": fenced("---\n", "--- \n"),
    "closing-with-tab": fenced("---\n", "---\t\n"),
    "closing-of-dots": fenced("---\n", "...\n"),
    "closing-of-four": fenced("---\n", "----\n"),
    "closing-indented": fenced("---\n", "  ---\n"),
    "closing-at-the-end": b"---\ntitle: x\n---",
    "closing-and-cr": b"---\ntitle: x\n---\r",
    "closing-blank-then-real": fenced("---\n", "--- \nBody.\n\n---\n"),
    "fences-of-many": b"---\n" * 10_000,
    "fence-far-away": b"---\ntitle: x\n" + b"a: b\n" * 220_000 + b"---\nBody.\n",
    "prose-then-fence": b"---\nProse, and nothing else.\n---\nMore.\n",
    "two-headers": headed("title: x") + headed("title: y"),
    "bom-twice": b"\xef\xbb\xbf\xef\xbb\xbf" + headed("title: x"),
    "bom-after-fence": b"---\n\xef\xbb\xbftitle: x\n---\nBody.\n",
    "bom-alone": b"\xef\xbb\xbf",
    "bom-at-the-end": headed("title: x") + b"\xef\xbb\xbf",
    "bom-half": b"\xef\xbb" + headed("title: x"),
    "utf-16-le": "---\ntitle: x\n---\n".encode("utf-16-le"),
    "utf-16-be-bom": b"\xfe\xff" + "---\ntitle: x\n---\n".encode("utf-16-be"),
    "utf-32": "---\ntitle: x\n---\n".encode("utf-32"),
    "utf-32-be": "---\ntitle: x\n---\n".encode("utf-32-be"),
    "utf-7": b"+AC0ALQAt-\ntitle: x\n---\n",
    "latin-1": headed("title: x") + "Öffentlich für\n".encode("latin-1"),
    "shift-jis": "東京で地震\n".encode("shift-jis"),
    "crlf-then-lf": b"---\r\ntitle: x\r\n---\r\n\nBody\n\r\n\rend\r",
    "lf-cr": b"---\n\rtitle: x\n\r---\n\rBody\n",
    "separator-lines": "---\u2028title: x\u2028---\u2028Body\n".encode(),
    "nel-lines": "---\u0085title: x\u0085---\u0085Body\n".encode(),
    "json": b'{"title": "x"}\n',
    "json-lines": b'{"title": "x"}\n{"title": "y"}\n',
    "toml-fence": b'+++\r\ntitle = "x"\r\n+++\r\nBody\r\n',
    "org": b"#+TITLE: x\n#+DATE: <2024-05-19>\n\n* Heading\n",
    "multi-markdown": b"Title: x\nDate: 2024-05-19\n\nBody\n",
    "mail": b"From: a@example.com\nSubject: =?utf-8?q?x?=\n\nBody\n",
    "html-page": b"<!DOCTYPE html><html><body onload=alert(1)>" + b"<div>" * 9000,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n" + bytes(range(1, 256)) * 40,
    "gzip": b"\x1f\x8b\x08\x00" + bytes(range(256)) * 40,
    "zip": b"PK\x03\x04" + bytes(range(256)) * 40,
    "sqlite": b"SQLite format 3\0" + bytes(8192),
    "elf": b"\x7fELF\x02\x01\x01" + bytes(500),
    "nul-late": headed("title: x", "a" * 9000) + b"\0",
    "spaces": b" " * 1_000_000,
    "line-ends": b"\r\n" * 300_000,
    "lone-cr-flood": headed("title: x", "a\r" * 100_000),
    "no-blank-line": b"---\ntitle: x\n---\nBody",
    "many-blank-lines": b"---\ntitle: x\n---\n" + b"\n" * 100_000 + b"Body",
}
_BODIES = {
    "one-megabyte-line": "a " * 500_000,
    "data-address": f"![x](data:image/png;base64,{'A' * 500_000})",
    "zalgo": "".join(letter + "\u0301\u0316\u0363" * 40 for letter in "the quick brown fox") * 20,
    "right-to-left": "שלום עולם \u202b\u2067" * 5000,
    "line-kinds": "a\x0bb\x0cc\x1cd\x1de\x85f\u2028g\u2029h\r\ni\rj\n" * 2000,
    "entities-huge": "&#99999999999; &#x110000; &#xd800; &#0; &" + "a" * 10_000 + ";",
    "numbers-huge": "999999999. a\n1000000000. b\n" + "9" * 10_000 + ". c\n",
    "backslashes": "\\" * 100_000,
    "tildes": "~" * 50_000 + "\n" + "~~a" * 10_000,
    "rules": "---\n***\n___\n" * 5000,
    "setext": "a\n===\nb\n---\n" * 3000,
    "tabs": "\t" * 20_000 + "a\n" + "\t- a\n" * 3000,
    "footnotes": "".join(f"a[^{number}]\n\n[^{number}]: b\n\n" for number in range(2000)),
    "nested-quotes": "".join("> " * depth + "- a\n" for depth in range(300)),
    "emphasis": "***a** b*" * 5000 + "_" * 20_001,
    "links-in-links": "[a" * 5000 + "](b)" * 5000,
    "titles-of-links": '[a](b "' * 10_000,
    "html-blocks": "<!DOCTYPE " * 20_000 + "<?" * 20_000 + "<![CDATA[" * 10_000,
    "uneven-table": "|a|b\n|-|-|-|-\n" + "|" * 20_000 + "\n" + "|c\n" * 3000,
    "wide-table": "|" + "字" * 3000 + "|b|\n|-|-|\n|c|" + "d" * 30_000 + "|\n",
    "code-in-list": "- ```\n" * 5000,
    "reference-chain": "".join(f"[a{number}]: <b\n" for number in range(9000)),
    "soft-hyphens": "a\u00ad" * 50_000,
    "variation": "a\ufe0f\ufe0e\u034f" * 20_000,
    "fillers": "\u3164\uffa0\u115f\u2800" * 20_000,
    "private": "\ue000\uf8ff\U000f0000\U0010fffd" * 10_000,
    "flags": "🇩🇪🏴\u200d☠️👩🏽\u200d🚀" * 5000,
    "scripts": "ﷺ﷽𒐫꧅" * 5000,
}

_UNREADABLE = """
yaml-1.2-json nbsp line-separators bom-inside not-characters c1-controls form-feed windows-1252 overlong five-bytes
beyond-unicode half-a-character ragged half-pairs open-brace open-bracket stray-bracket comma-first ampersand backtick
pipe greater dash question template rule-in-quotes directive-inside closing-of-four closing-indented fence-far-away
prose-then-fence utf-16-le utf-16-be-bom utf-32 utf-32-be gzip zip sqlite elf
"""
UNREADABLE = frozenset((*_UNREADABLE.split(), *(f"no-tags-{number}" for number in range(len(_NO_TAGS)))))
"""Those that have no clear meaning."""

EVERY: dict[str, bytes] = {
    **_listed("date", _DATES),
    **_listed("tags", _TAGS),
    **_listed("no-tags", _NO_TAGS),
    **{name: headed(header) for name, header in _OTHER.items()},
    **_WHOLE,
    **{name: headed("title: x", body) for name, body in _BODIES.items()},
}
"""The forms, each by a word for it."""
