"""Random clip files, as people and other tools write them."""

from random import Random

NEW_TAGS = ["new", "world/ukraine/2025", "Öl neu", "no way", "日本語", "2026", "c++", "it's"]
"""Tags that none of these files has."""

_PLAIN = ["a", "b c", "world/ukraine", "Öl", "日本", "no", "2025"]
_QUOTED = [*_PLAIN, "x: y", "#1", "it's", 'say "so"']
_BESIDE = ["title: 'It''s'", "# a comment", "", "date: 2025-05-19", "x: {y: [1, 2]}", "d: |\n  one\n  --- two", "z: é"]
_NAMES = ["world", "World/Ukraine", "world/ukraine/peace", "worldcup", "Élan", "日本/東京", "a b", "no", "2024", "~x"]
_NAMES += ["a: b", "it's", 'q"q']


def _quoted(value: str, quotes: str) -> str:
    doubled = {"": value, "'": value.replace("'", "''"), '"': value.replace('"', '\\"')}
    return f"{quotes}{doubled[quotes]}{quotes}"


_ITEMS = [*_PLAIN, "c-d", *(_quoted(item, quotes) for quotes in ("'", '"') for item in _QUOTED)]


def clip_file(random: Random) -> bytes:
    """Return a file with tags in any kind of list, among other lines, with any line end and any body."""
    beside = random.sample(_BESIDE, random.randint(0, 6))
    place = random.randint(0, min(3, len(beside)))
    head = "\n".join([*beside[:place], *_tag_lines(random), *beside[place : place + 3]])
    body = "".join(random.choices("ab -\n\r\té日😀#:", k=random.randint(0, 30)))
    text = f"---\n{head}\n---\n{body}" if random.randint(0, 9) else body
    return (random.choice(["", "", "\ufeff"]) + text.replace("\n", random.choice(["\n", "\n", "\r\n", "\r"]))).encode()


def _tag_lines(random: Random) -> list[str]:
    items = random.sample(_ITEMS, random.randint(0, 4))
    key, gap = random.choice(["tags", "tags", "tags", "keywords", "tag"]), random.choice(["", " ", "  "])
    comment, indent = random.choice(["", " # why", "  # é"]), random.choice(["", " ", "  ", "    "])
    tail = random.choice(["", ",", " ,"]) if items else ""
    words = random.choices([*_PLAIN, "c-d"], k=random.randint(1, 3))
    shapes = [
        [],
        [f"{key}:{comment}"],
        [f"{key}: [{gap}{', '.join(items)}{tail}{gap}]{comment}"],
        [f"{key}:{comment}", *(f"{indent}- {item}{random.choice(['', ' # c'])}" for item in items)],
        [f"{key}: {', '.join(words)}{comment}"],
        [f"{key}: [", *(f"  {item}," for item in items), f"{gap}]{comment}"] if items else [],
        [f"{key}: {random.choice(['>', '|', '>-', '|+'])}", "  a, b", "  c"],
    ]
    return random.choice(shapes)


def tags_to_rename(random: Random) -> bytes:
    """Return a file whose tags are each quoted in another way; some files are invalid."""
    tags = random.choices(_NAMES, k=random.randint(1, 5))
    quoted = [_quoted(tag, random.choice(["", "'", '"'])) for tag in tags]
    shapes = [
        "".join(f"\n- {tag} # c" for tag in quoted),
        "".join(f"\n    -  {tag}" for tag in quoted),
        f" [{', '.join(quoted)}]",
        f" {', '.join(tags)}",
    ]
    lines = f"title: x # y\ntags:{random.choice(shapes)}\nkicker: 'z'\n"
    return f"---\n{lines}---\n\nBody.\n".replace("\n", random.choice(["\n", "\r\n"])).encode()
