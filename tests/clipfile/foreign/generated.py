"""Random clip files with headers in TOML and JSON, as Hugo, Zola and others have them."""

import json
from random import Random

_PLAIN = ["a", "b c", "world/ukraine", "Öl", "日本", "no", "2025", "x: y", "it's", "e,f", "#g"]


def toml_file(random: Random) -> bytes:
    """Return a file with tags in any kind of value and place, among other keys and tables."""
    beside = random.sample(_BESIDE_TOML, random.randint(0, 5))
    tables = random.sample(_TABLES_TOML, random.randint(0, 3))
    tags = _toml_tags(random)
    if random.randint(0, 2):
        place = random.randint(0, len(beside))
        lines = [*beside[:place], *tags, *beside[place:], *tables]
    else:
        table = random.choice(["[taxonomies]", "[ taxonomies ] # c", "[params]"])
        lines = [*beside, *tables, table, *tags]
    fence = f"+++{random.choice(['', '', ' '])}"
    return _file(random, "\n".join([fence, *lines, fence, ""]))


_BESIDE_TOML = [
    'title = "x"',
    "# a comment = 1",
    "",
    "date = 2025-05-19T10:00:00Z # when",
    "at = 07:32:00",
    "mood.of.day = 'grim'",
    'summary = """\n  tags = ["no"]\n  [nor.this]\n"""',
    "'a key' = {b = 1, c = [2, 3.0]}",
    "path = 'C:\\x'",
    "n = [\n  1,\n  # two\n  2\n]",
]
_TABLES_TOML = ["[a.b]\nc = 1", "[[menu]]\nname = 'x'\n[[menu]]\nname = 'y'", '[extra]\nauthor = "Jane"', "[d]"]


def _toml_tags(random: Random) -> list[str]:
    items = [_toml_text(random, item) for item in random.sample(_PLAIN, random.randint(0, 4))]
    key, gap = random.choice(["tags", "tags", "keywords", '"tags"', "tags "]), random.choice(["", " ", "  "])
    comment = random.choice(["", " # why", "  # é]"])
    comma = random.choice(["", ",", " ,"]) if items else ""
    lines = [f"  {item},{random.choice(['', ' # c', '  # [d]'])}" for item in items[:-1]]
    last = [f"{random.choice(['  ', ''])}{items[-1]}{comma}{random.choice(['', ' # e'])}"] if items else []
    shapes = [
        [],
        [f"{key} = [{gap}{', '.join(items)}{comma}{gap}]{comment}"],
        [f"{key} = [", *lines, *last, f"{gap}]{comment}"],
        [f"{key} = [ # first", *lines, "  # between", *last, f"{gap}]{comment}"],
        [f"{key} = [{items[0]},", *lines[1:], f"{gap}]"] if items else [],
        [f'{key} = "a, b"{comment}'],
        [f"{key} = ''"],
    ]
    return random.choice(shapes)


def _toml_text(random: Random, value: str) -> str:
    if "'" not in value and random.randint(0, 2) == 0:
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=bool(random.randint(0, 1)))


def json_file(random: Random) -> bytes:
    """Return a file with tags in any kind of value and place, with any kind of blanks, in braces or between fences."""
    members: dict[str, object] = dict(random.sample([*_BESIDE_JSON.items()], random.randint(0, 5)))
    tags = random.choice([random.sample(_PLAIN, random.randint(0, 4)), "a, b", "", ["a"], [1, "b"]])
    place = random.choice(["", "", "taxonomies", "params"])
    if random.randint(0, 4):
        members = {**members, place: {"tags": tags, "x": 1}} if place else {**members, "tags": tags}
    indent = random.choice([None, 2, "\t"])
    separators = random.choice([None, (",", ":"), (", ", " : ")]) if indent is None else None
    text = json.dumps(members, indent=indent, separators=separators, ensure_ascii=bool(random.randint(0, 1)))
    fences = random.choice([("", ""), ("", ""), (";;;\n", "\n;;;"), ("---json\n", "\n---")])
    if fences[0] == ";;;\n" and members and random.randint(0, 1):
        text = text[1:-1]
    return _file(random, f"{fences[0]}{text}{fences[1]}\n")


_BESIDE_JSON = {
    "title": 'A "title" in {braces}',
    "date": "2025-05-19",
    "n": 1.5,
    "list": [1, [True, None], {"tags": ["no"]}],
    "empty": {},
    "é": "日本",
    "menu": {"main": {"name": "x"}},
}


def _file(random: Random, header: str) -> bytes:
    body = "".join(random.choices("ab -\n\ré日😀#:+{", k=random.randint(0, 30)))
    bom, newline = random.choice(["", "", "\ufeff"]), random.choice(["\n", "\n", "\r\n"])
    return (bom + (header + body).replace("\n", newline)).encode()
