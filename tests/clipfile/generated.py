"""Files of clips as people and other tools write them, made with dice: thousands of them in a second."""

from random import Random

NEW_TAGS = ["new", "world/ukraine/2025", "Öl neu", "no way", "日本語", "2026", "c++", "it's"]
"""Tags that no such file has."""

_PLAIN = ["a", "b c", "world/ukraine", "Öl", "日本", "no", "2025"]
_QUOTED = [*_PLAIN, "x: y", "#1", "it's", 'say "so"']
_BESIDE = ["title: 'It''s'", "# a comment", "", "date: 2025-05-19", "x: {y: [1, 2]}", "d: |\n  one\n  --- two", "z: é"]
_NAMES = ["world", "World/Ukraine", "world/ukraine/peace", "worldcup", "Élan", "日本/東京", "a b", "no", "2024", "~x"]
_NAMES += ["a: b", "it's", 'q"q']


def _quoted(value: str, quotes: str) -> str:
    doubled = {"": value, "'": value.replace("'", "''"), '"': value.replace('"', '\\"')}
    return f"{quotes}{doubled[quotes]}{quotes}"


_ITEMS = [*_PLAIN, "c-d", *(_quoted(item, quotes) for quotes in ("'", '"') for item in _QUOTED)]


def clip_file(dice: Random) -> bytes:
    """Return a file with tags in any kind of list, among other lines, with any line end and any body."""
    beside = dice.sample(_BESIDE, dice.randint(0, 6))
    place = dice.randint(0, min(3, len(beside)))
    head = "\n".join([*beside[:place], *_tag_lines(dice), *beside[place : place + 3]])
    body = "".join(dice.choices("ab -\n\r\té日😀#:", k=dice.randint(0, 30)))
    text = f"---\n{head}\n---\n{body}" if dice.randint(0, 9) else body
    return (dice.choice(["", "", "\ufeff"]) + text.replace("\n", dice.choice(["\n", "\n", "\r\n", "\r"]))).encode()


def _tag_lines(dice: Random) -> list[str]:
    items = dice.sample(_ITEMS, dice.randint(0, 4))
    key, gap = dice.choice(["tags", "tags", "tags", "keywords", "tag"]), dice.choice(["", " ", "  "])
    comment, indent = dice.choice(["", " # why", "  # é"]), dice.choice(["", " ", "  ", "    "])
    tail = dice.choice(["", ",", " ,"]) if items else ""
    words = dice.choices([*_PLAIN, "c-d"], k=dice.randint(1, 3))
    shapes = [
        [],
        [f"{key}:{comment}"],
        [f"{key}: [{gap}{', '.join(items)}{tail}{gap}]{comment}"],
        [f"{key}:{comment}", *(f"{indent}- {item}{dice.choice(['', ' # c'])}" for item in items)],
        [f"{key}: {', '.join(words)}{comment}"],
        [f"{key}: [", *(f"  {item}," for item in items), f"{gap}]{comment}"] if items else [],
        [f"{key}: {dice.choice(['>', '|', '>-', '|+'])}", "  a, b", "  c"],
    ]
    return dice.choice(shapes)


def tags_to_rename(dice: Random) -> bytes:
    """Return a file whose tags are written each in its manner; some cannot be read, or have no such quotes."""
    tags = dice.choices(_NAMES, k=dice.randint(1, 5))
    said = [_quoted(tag, dice.choice(["", "'", '"'])) for tag in tags]
    shapes = [
        "".join(f"\n- {one} # c" for one in said),
        "".join(f"\n    -  {one}" for one in said),
        f" [{', '.join(said)}]",
        f" {', '.join(tags)}",
    ]
    lines = f"title: x # y\ntags:{dice.choice(shapes)}\nkicker: 'z'\n"
    return f"---\n{lines}---\n\nBody.\n".replace("\n", dice.choice(["\n", "\r\n"])).encode()
