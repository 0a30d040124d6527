"""Hostile headers in TOML and JSON."""


def toml(header: str) -> bytes:
    """Return a clip with a header in TOML."""
    return b"+++\n" + header.encode() + b"\n+++\n\nBody.\n"


def braces(header: str) -> bytes:
    """Return a clip with a header in JSON, as Hugo reads it."""
    return header.encode() + b"\n\nBody.\n"


_MANY = 50_000

UNREADABLE: dict[str, bytes] = {
    "toml-not-closed": b'+++\ntitle = "x"\nBody.\n',
    "toml-open-text": toml('title = "x'),
    "toml-open-lines": toml('title = """x'),
    "toml-twice": toml('title = "x"\ntitle = "y"'),
    "toml-table-twice": toml("[a]\nx = 1\n[a]\ny = 2"),
    "toml-no-value": toml("title ="),
    "toml-no-such-day": toml("date = 2024-02-30"),
    "toml-two-values": toml('title = "x" "y"'),
    "toml-dots": toml(f"[a]\na{'.a' * _MANY} = 1"),
    "toml-dots-in-table": toml(f"[a{'.a' * _MANY}]"),
    "toml-deep-lists": toml(f"a = {'[' * _MANY}"),
    "toml-deep-inline": toml(f"a = {'{a=' * _MANY}"),
    "toml-17-deep": toml(f"a = {'[' * 17}{']' * 17}"),
    "toml-many-values": toml(f"a = [{'1,' * 25_000}]"),
    "toml-many-tables": toml("\n".join(f"[a{number}]" for number in range(11_000))),
    "toml-digits": toml(f"a = {'9' * _MANY}"),
    "toml-hex-digits": toml(f"a = 0x{'f' * _MANY}"),
    "toml-control": toml('title = "a\x1b[2Jb"'),
    "toml-nul": toml('title = "a\0b"'),
    "toml-bad-escape": toml(r'title = "\q"'),
    "toml-bad-key": toml('a = 1\n"\\q" = 1'),
    "toml-half-pair": toml(r'title = "\ud83d\ude00"'),
    "toml-cr": b'+++\rtitle = "x"\rdate = 2024\r+++\rBody.\r',
    "toml-large": toml(f'title = "{"x" * 1_050_000}"'),
    "toml-not-utf-8": b'+++\ntitle = "caf\xe9"\n+++\nBody.\n',
    "toml-yaml": toml('title = "x"\nsource: y'),
    "json-not-closed": braces('{"title": "x"'),
    "json-nan": braces('{"page": NaN}'),
    "json-comma": braces('{"title": "x",}'),
    "json-comment": braces('{"title": "x" // y\n}'),
    "json-half-pair": braces(r'{"title": "\ud83d"}'),
    "json-control": braces('{"title": "a\x1b[2Jb"}'),
    "json-17-deep": braces('{"a": ' + "[" * 17 + "]" * 17 + "}"),
    "json-deep": braces('{"a":' + "[" * _MANY + "]" * _MANY + "}"),
    "json-deep-objects": braces('{"a":' * 1000 + "1" + "}" * 1000),
    "json-many-values": braces('{"a": [' + "1," * 25_000 + "1]}"),
    "json-large": braces('{"title": "' + "x" * 1_050_000 + '"}'),
    "json-between-fences": b';;;\n"title": x\n;;;\nBody.\n',
    "json-list-between-fences": b'---json\n{"a": [}\n---\nBody.\n',
}
"""Headers that no program reads, or that would take it much time or memory."""

READABLE: dict[str, bytes] = {
    "toml-empty": b"+++\n+++\nBody.\n",
    "toml-rules": b"+++\n\nProse, and nothing else.\n\n+++\n\nMore.\n",
    "toml-rule-alone": b"+++\nProse without an end.\n",
    "toml-bom-and-blanks": b'\xef\xbb\xbf\n+++  \ntitle = "x"\n+++\t\nBody.\n',
    "toml-crlf": toml('title = "x"\ntags = [\n  "a", # one\n]').replace(b"\n", b"\r\n"),
    "toml-every-value": toml(
        "a = 1_000\nb = 0xff\nc = 1e400\nd = nan\ne = -inf\nf = true\ng = 1979-05-27 07:32:00.999999\n"
        "h = 07:32:00\ni = 1979-05-27T00:32:00-07:00\nj = [1, 'a', [2.50]]\nk = {l.m = 1}\n"
    ),
    "toml-texts": toml('a = \'\'\'\n\'x\'\n\'\'\'\nb = """\\\n  y ""z"""""\nc = \'C:\\d\'\nd = "\\U0001F600"'),
    "toml-keys": toml("a.b.c = 1\n\"d e\".'f' = 2\n1 = 3\n'' = 4\n[g.h]\n[[i]]\n[[i.j]]\nk = 1\n[[i]]"),
    "toml-zola": toml('date = 2024-05-19\n[taxonomies]\ntags = ["a"]\n[extra]\nauthor = "x"\ndate = 2025-01-01'),
    "toml-tags-of-every-kind": toml('tags = [1, "a", \'b\', true, ["c"], {d = "e"}, 2024-05-19]'),
    "toml-tags-a-number": toml("tags = 2024"),
    "toml-tags-a-table": toml("[tags]\na = 1"),
    "toml-tags-a-text": toml("tags = 'a, b'"),
    "toml-tags-in-braces": toml("taxonomies = {tags = ['a']}"),
    "toml-escapes": toml(r'title = "\u001b[2J\u009b31m\u202e\U000E0041"'),
    "toml-many-escapes": toml('title = "' + "\\n" * 100_000 + '"'),
    "toml-many-slow-escapes": toml('title = """' + "\\u0041" * 40_000 + '"""'),
    "toml-many-keys": toml("\n".join(f"key{number} = 1" for number in range(3000))),
    "toml-many-lists-of-tables": toml("[[a]]\n" * 3000),
    "toml-many-comments": toml("# x\n" * 50_000),
    "json-empty": b"{}\n\nBody.\n",
    "json-crlf": b'{\r\n  "title": "x",\r\n  "tags": [\r\n    "a"\r\n  ]\r\n}\r\n\r\nBody.\r\n',
    "json-cr": b'{\r"title": "x"\r}\rBody.\r',
    "json-twice": braces('{"title": "x", "title": "y"}'),
    "json-thousands-of-times": braces("{" + '"k": 1,' * 3000 + '"k": 1}'),
    "json-every-value": braces('{"a": 1e400, "b": -0, "c": true, "d": null, "e": [1.50], "f": {}, "": ""}'),
    "json-digits": braces('{"page": ' + "9" * 50_000 + "}"),
    "json-braces-in-text": braces(r'{"title": "}{\"", "a": {"b": "{"}}'),
    "json-then-text": b'{"title": "x"} and more.\n',
    "json-tags-of-every-kind": braces('{"tags": [1, "a", null, ["b"], {"c": "d"}, true]}'),
    "json-semicolons": b';;;\n"title": "x",\n"tags": ["a"]\n;;;\nBody.\n',
    "json-named": b'---json\n{"title": "x"}\n---\nBody.\n',
    "toml-named": b'--- TOML\ntitle = "x"\n---\nBody.\n',
    "json-escapes": braces(r'{"title": "\u001b[2J\u009b\u202e"}'),
    "json-flood": b"{" * 1_000_000,
    "json-template": b"{{ title }}\n\nBody.\n",
    "json-no-key": b"{\nint x;\n}\n\nBody.\n",
}
"""Odd headers that are read, and texts that begin as if there were a header."""

EVERY = {**READABLE, **UNREADABLE}
"""All of them, each by a word for it."""
