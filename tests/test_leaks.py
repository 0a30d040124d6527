"""Nothing in a clip, a file name, an argument or an error acts on the terminal, whichever command prints it."""

import csv
import io
import json
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipper.clipfile import read
from clipper.errors import UnreadableError
from clipper.model.keys import FIELDS
from tests.conftest import FakeSystem, Figure
from tests.output.hostile import ATTACKS, FORBIDDEN, JOINING, leaks
from tests.running import STATUSES, run

POINTS = [point for point in (*FORBIDDEN, *JOINING) if not "\ud800" <= point <= "\udfff"]
"""Characters that a text can have; surrogates stand for undecodable bytes in a name or an argument."""

EVIL = "".join(f"e{point}" for point in POINTS)
SOME = EVIL[:120]
BLANKS = {point for point in POINTS if point.isspace()}
FORMATS = ("table", "tsv", "csv", "json", "jsonl", "paths", "handles")
TIMELINES = [
    ("timeline", *shape) for shape in ((), ("--json",), ("--of", "tag"), ("--heatmap",), ("--versus", "is:untagged"))
]
EXPORTS = ("evil.csv", "evil.json", "evil.html", "evil.txt", f"z{SOME[2:]}.zip", "vault")
"""The names of hostile exports."""
EVERYTHING = " ".join(f"{{{name}}}" for name in (*FIELDS, "path", "name", "words", "problem"))


def quoted(value: str) -> str:
    """Return a text as a YAML string in which every character is escaped."""
    return '"' + "".join(f"\\U{ord(letter):08x}" for letter in value) + '"'


def hostile_clips() -> Iterator[tuple[str, bytes]]:
    """Yield a clip, with its path, for each place that can have a hostile text."""
    for name, field in FIELDS.items():
        value = f"https://e.com/{EVIL}" if name == "url" else EVIL
        said = f"\n- {quoted(value)}\n- x" if field.many else f" {quoted(value)}"
        yield f"{name}.md", f"---\n{name}:{said}\n---\n\nBody of {name}\n".encode()
    yield (
        "key.md",
        f"---\n? {quoted('k' + EVIL)}\n: [{quoted(EVIL)}, {{? {quoted(EVIL)}\n : x}}]\n---\n\nKey\n".encode(),
    )
    references = "".join(f"&#{ord(point)};x" for point in POINTS)
    body = f"# {EVIL}\n\n{EVIL}\n\n`{EVIL}` [{EVIL}](https://e.com/{SOME}) {references}\n\n```{SOME}\n{EVIL}\n```\n"
    yield "body.md", body.encode() + b"\xff\x9b2J\n"
    for number in range(0, len(EVIL), 60):
        key = quoted(EVIL[number : number + 60])
        yield f"twice{number}.md", f"---\n{key}: 1\n{key}: 2\n---\n\nTwice {number}\n".encode()
    yield "escape.md", '---\na: "\\\u202e"\n---\n\nEscape\n'.encode()
    yield "raw.md", f"---\na: {SOME}\n---\n\nRaw\n".encode()
    yield "bytes.md", b"---\na: \xff\x9b2J\n---\n\nBytes\n"


def hostile_names() -> Iterator[bytes]:
    """Yield file names with every hostile character but NUL, which no name can have."""
    letters = [point for point in POINTS if point != "\0"]
    for start in range(0, len(letters), 40):
        yield "n".join(["", *letters[start : start + 40], ".md"]).encode()
    yield b"bytes\xff\x80\x9b2J.md"
    yield "folder\x1b[2J\u202e/in it\u200f.md".encode()


def write_exports(folder: Path) -> None:
    """Write exports with a hostile text in every value, column, key and name."""
    rows: list[list[str]] = [["title", "url", "time_added", "tags", "status", SOME]]
    rows += [[EVIL, f"https://e.com/{EVIL}", EVIL, f"{SOME}|{EVIL}", EVIL, EVIL], [EVIL, EVIL, "", "", "", ""], [EVIL]]
    table = io.StringIO()
    csv.writer(table).writerows(rows)
    record = {"href": f"https://e.com/{EVIL}", "description": EVIL, "time": EVIL, "toread": "yes", "tags": EVIL}
    more = [record | {"extended": EVIL, f"k{EVIL}": {EVIL: [EVIL]}}, {"href": f"x{EVIL}"}, {}, EVIL]
    page = (
        f"<!DOCTYPE NETSCAPE-Bookmark-file-1><h3>{EVIL}</h3><dl><a href='https://e.com/{SOME}' tags='{EVIL}'>{EVIL}</a>"
    )
    texts = (table.getvalue(), json.dumps(more), page, f"{EVIL}\n")
    for name, written in zip(EXPORTS, texts, strict=False):
        (folder / name).write_text(written, newline="")
    with zipfile.ZipFile(folder / EXPORTS[-2], "w") as packed:
        packed.writestr(f"{SOME[2:]}.csv", table.getvalue())
        packed.writestr(f"x{SOME[2:]}.csv", "title,url,time_added,tags,status\n" + EVIL)
    (folder / EXPORTS[-1]).mkdir()
    for number, (_, raw) in enumerate(hostile_clips()):
        (folder / EXPORTS[-1] / f"{number}{SOME[2:40]}.md").write_bytes(raw)


@pytest.fixture(autouse=True)
def _no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no progress bar, however slow the machine is: a bar moves the cursor."""
    monkeypatch.setattr("clipper.output.terminal.progress._AFTER", float("inf"))


@pytest.fixture
def hostile_paths(tmp_path: Path, system: FakeSystem, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the hostile clips of an archive, which also has a hostile link and folder."""
    # A change here changes the size of a file, so that the index may trust young files.
    monkeypatch.setattr("clipper.index.refresh._TICK_NS", 20_000_000)
    root = tmp_path / "clips"
    root.mkdir()
    (root / ".clipper.toml").touch()
    files = [(os.fsencode(path), held) for path, held in hostile_clips()]
    files += [
        (name, b"---\ntitle: x\n---\n\nBody under a name %d\n" % number) for number, name in enumerate(hostile_names())
    ]
    for name, held in files:
        file = root / os.fsdecode(name)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(held)
    (root / f"link{SOME[2:]}.md").symlink_to("x")
    (root / f"folder{SOME[2:]}.md").mkdir()
    write_exports(tmp_path)
    system.cwd = tmp_path
    return [os.fsdecode(name) for name, _ in files]


def test_the_clips_do_hold_what_they_should() -> None:
    found = dict(hostile_clips())
    for name in FIELDS:
        held = "".join(read(found[f"{name}.md"]).values(name))
        assert set(POINTS) - set(held) <= BLANKS
    twice = "".join(key for path, raw in found.items() if path.startswith("twice") for key in read(raw).extra)
    assert set(POINTS) <= set(twice)
    for path in ("escape.md", "raw.md", "bytes.md"):
        with pytest.raises(UnreadableError):
            read(found[path])
    assert set("".join(os.fsdecode(name) for name in hostile_names())) >= set(POINTS) - {"\0"} | {"\udcff"}


def commands(hostile_paths: list[str], *, whole: bool) -> Iterator[tuple[str, ...]]:
    """Yield every command for all clips and for each clip, then with hostile arguments.

    If not `whole`, each clip is drawn and shown in one other way, and a sixth of the clips are changed.
    """
    yield from commands_for_all()
    for number, path in enumerate(hostile_paths):
        yield "show", path
        others = [*commands_that_show_in_other_ways(path)]
        yield from others if whole else others[number % len(others) :][:1]
        if whole or number % 6 == 0:
            yield from commands_that_change(path)
    words = [
        "k" + SOME.replace("\0", ""),
        *(EVIL[start : start + 200].replace("\0", "") for start in range(0, len(EVIL), 200)),
    ]
    for word in (*words, "".join(map(chr, range(0xDC80, 0xDD00)))):
        yield from commands_with_word(word)
    yield "edit", "body", "--set", f"k={words[0]}"
    yield "history", "body"
    for name in EXPORTS:
        for shape in (("--dry-run",), ("--dry-run", "--json"), ("--yes",), ("--force", "--yes")):
            yield "import", name, *shape
    yield from commands_for_all()


def commands_for_all() -> Iterator[tuple[str, ...]]:
    for shape in (*FORMATS, EVERYTHING):
        yield "list", "--format", shape, "--limit", "0"
    checks: tuple[tuple[str, ...], ...] = ((), ("--json",), ("-n", "0"), ("--fix", "--dry-run"), ("--fix", "--yes"))
    yield from (("check", *shape) for shape in checks)
    yield from (("tags",), ("tags", "--json"), ("tags", "--flat"), ("tags", "--unused-twins"))
    yield from (("sources",), ("sources", "--json"), ("search",), ("search", "--json"), ("tags", "apply", "--dry-run"))
    yield from (("tag", "--where", "", "--suggest", *shape) for shape in (("--dry-run",), ("--json",), ("--yes",)))
    yield from TIMELINES
    shapes: tuple[tuple[str, ...], ...] = ((), ("--json",), ("-n", "0"), ("--diff",), ("--mark", "x", "--dry-run"))
    yield from (("duplicates", *shape) for shape in shapes)
    yield from (("list", "--stories", *shape) for shape in ((), ("--json",), ("--format", "csv")))
    for sort in ("title", "-source", "words", "clipped"):
        yield "list", "--sort", sort
    yield from (("history", *shape) for shape in ((), ("--json",), ("-n", "0"), ("--prune", "1d", "--dry-run")))


def commands_that_show_in_other_ways(path: str) -> Iterator[tuple[str, ...]]:
    yield "show", path, "--json", "--neighbours"
    yield "show", path, "--raw"
    yield "tag", path, "--suggest"
    yield "tag", path, "--suggest", "--json"


def commands_that_change(path: str) -> Iterator[tuple[str, ...]]:
    yield "tag", path, "x", "--dry-run"
    yield "tag", path, "x"
    yield "tag", path, "-r", "x"
    yield "edit", path, "--new-key", "--set", "kicker=x"
    yield "edit", path
    yield "remove", path, "--dry-run"
    yield "remove", path
    yield "history", path
    yield "undo", "--dry-run"
    yield ("undo",)
    yield ("redo",)
    yield ("undo",)
    yield "history", "--json", path


def commands_with_word(word: str) -> Iterator[tuple[str, ...]]:
    for verb in (
        ["list"],
        ["list", "--format"],
        ["list", "--sort"],
        ["list", "--tag"],
        ["list", "--since"],
        ["show"],
        ["check"],
        ["check", "--source"],
        ["tags"],
        ["tags", "--sort"],
        ["tags", "rename"],
        ["tags", "rename", "x"],
        ["tags", "merge", "x"],
        ["tags", "split", "x"],
        ["tags", "remove"],
        ["tags", "apply"],
        ["sources", "merge", "x"],
        ["sources", "merge", "--alias", "--dry-run", "x"],
        ["search"],
        ["search", "save"],
        ["search", "save", "x"],
        ["search", "remove"],
        ["duplicates"],
        ["duplicates", "--kind"],
        ["duplicates", "--mark"],
        ["timeline"],
        ["timeline", "--versus"],
        ["timeline", "--by"],
        ["history"],
        ["history", "--prune"],
        ["undo"],
        ["add", "--list"],
        ["add", "--fetch"],
        ["fetch"],
    ):
        yield *verb, word
    for verb in (["tag", "body"], ["tag", "body", "-r"], ["tag", "--where"], ["remove", "--where"], ["remove"], []):
        yield *verb, word
    for option in ("--from", "--tag"):
        yield "import", "evil.csv", option, word
    yield "import", word
    for option in ("--title", "--source", "--date", "--url", "--tag", "--encoding", "--author", "--max-size"):
        yield "add", "--dry-run", option, word
    yield "add", "--dry-run", "--html", "--explain", "--url", f"https://e.com/{word}"
    yield "edit", "body", "--set", f"{word}=x"
    yield "edit", "body", "--new-key", "--set", f"{word}=x"
    yield "edit", "body", "--set", f"k={word}"
    yield "edit", "body", "--unset", word
    yield "list", "--format", f"{{{word}}} {word}"
    yield "list", f"--{word}"
    yield "--archive", word, "list"
    yield "add", word
    yield "list", f"a {word} (date:x"
    yield "tag", "body", "y", "--quiet", "--where", word
    yield "tag", "--suggest", "--where", word


def is_for_a_program_that_opens_files(command_line: tuple[str, ...], *, terminal: bool) -> bool:
    """Tell whether the output is the one that holds bytes as they are: paths in a pipe."""
    return not terminal and command_line[:3] == ("list", "--format", "paths")


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["some", "all"])
def test_no_forbidden_character_leaves_any_command(
    hostile_paths: list[str], system: FakeSystem, whole: bool, terminal: bool, figure: Figure
) -> None:
    system.editor = lambda raw: raw + b"\n"
    system.pages = []
    found, texts = 0, 0
    for words in commands(hostile_paths, whole=whole):
        ran = run(system, *words, stdin="A text that is new.\n", terminal=terminal, width=100)
        assert ran.status in STATUSES, (words, ran)
        out = "" if is_for_a_program_that_opens_files(words, terminal=terminal) else ran.out
        for said in (out, ran.err, *system.pages):
            texts += 1
            found += len(leaks(said.replace("\t", " ")))
        assert not found, (words, ran)
        system.pages.clear()
    figure("T8", "terminal" if terminal else "pipe", checks=texts * (len(FORBIDDEN) + len(JOINING)), leaks=found)


def test_what_was_hostile_is_still_to_be_seen(hostile_paths: list[str], system: FakeSystem) -> None:
    listed = run(system, "list")
    assert len(listed.out.splitlines()) == len(hostile_paths)
    assert all(stand_in in listed.out for stand_in in ("␛", "<U+009B>", "<U+202E>", "<U+E0041>", "<U+DCFF>", "␡"))
    assert "␛" in listed.err
    assert "\\u202e" in run(system, "list", "--json").out
    assert "␁" in run(system, "show", "twice0.md").out
    assert "U+0000" in run(system, "show", "raw.md").err
    assert any("twice0.md" in line and "␁" in line for line in run(system, "check").out.splitlines())


@pytest.mark.usefixtures("hostile_paths")
def test_the_hostile_exports_do_hold_what_they_should(system: FakeSystem) -> None:
    for name in EXPORTS:
        ran = run(system, "import", name, "--dry-run", "--json", "--force")
        if name == "evil.txt":
            assert ran.status == 65
            continue
        plan = json.loads(ran.out)
        assert plan["new"] >= (10 if name == "vault" else 1), name
        assert name in {"vault", "evil.html"} or (plan["unreadable"] and plan["renamed"] and plan["unknown"]), name


def generated(chance: random.Random) -> str:
    """Return a mostly hostile text that a header can have."""
    pieces = []
    for _ in range(chance.randint(1, 6)):
        some = chance.random()
        if some < 0.4:
            pieces.append(chance.choice(ATTACKS))
        elif some < 0.8:
            pieces.append(chance.choice(POINTS))
        else:
            pieces.append("".join(chr(chance.randrange(0xD800)) for _ in range(chance.randint(1, 8))))
    return "".join(pieces)


def generated_clip(chance: random.Random) -> tuple[bytes, int]:
    """Return a clip with a generated text in every field, under a key, in the key and in the body, and their number."""
    lines, strings = [], 0
    for name, field in FIELDS.items():
        values = [generated(chance) for _ in range(chance.randint(1, 3) if field.many else 1)]
        strings += len(values)
        start = chance.choice(["https://e.com/", "", "2025-05-19 "]) if name in {"url", "date", "clipped"} else ""
        said = [quoted(start + value) for value in values]
        lines.append(f"{name}: [{', '.join(said)}]" if field.many else f"{name}: {said[0]}")
    lines.append(f"? {quoted('k' + generated(chance))}\n: {quoted(generated(chance))}")
    if chance.random() < 0.1:  # it cannot be read, and the message tells why
        lines.append(f"{quoted(key := generated(chance))}: x\n{quoted(key)}: y")
    body = f"{generated(chance)}\n\n{generated(chance)}\n"
    return "\n".join(("---", *lines, "---", "", body)).encode(), strings + 4


@pytest.mark.parametrize("most", [2000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_nothing_of_thousands_of_generated_strings_leaves_any_command(
    most: int, tmp_path: Path, system: FakeSystem, monkeypatch: pytest.MonkeyPatch, figure: Figure
) -> None:
    monkeypatch.setattr("clipper.index.refresh._TICK_NS", 20_000_000)  # what changes here changes its size
    chance, root, strings = random.Random(8), tmp_path / "clips", 0
    names: list[str] = []
    root.mkdir()
    (root / ".clipper.toml").touch()
    system.cwd = tmp_path
    while strings < most:
        stem = generated(chance).replace("/", "").replace("\0", "").encode()[:200].decode("utf-8", "ignore")
        names.append(f"{len(names)}{stem}.md")
        raw, more = generated_clip(chance)
        (root / names[-1]).write_bytes(raw)
        strings += more + 1
    words = [generated(chance).replace("\0", "") for _ in range(12)]
    command_lines = [
        *(("list", "--format", shape, "-n", "0") for shape in (*FORMATS, EVERYTHING)),
        *(("show", *options, "--", *names) for options in ((), ("--json",), ("--raw",))),
        *(("tag", "--where", "NOT tag:nosuchtag", "-a", "x", *options) for options in (("--dry-run",), ("--yes",))),
        *(("edit", "--new-key", "--set", "kicker=x", "--", name) for name in names[:12]),
        *(("list", word) for word in words),
        *(("edit", "--set", f"title={word}", "--", name) for word, name in zip(words, names, strict=False)),
        *(("history", "--", name) for name in names[:12]),
        ("remove", "--where", "NOT tag:nosuchtag", "--dry-run"),
        ("remove", "--where", "NOT tag:nosuchtag", "--yes"),
        ("history", "-n", "0"),
        ("history", "--json"),
        ("undo", "--dry-run"),
        ("undo",),
        ("redo", "--dry-run"),
        ("redo",),
    ]
    system.pages = []
    texts = 0
    for command_line in command_lines:
        for terminal in (False,) if "--yes" in command_line else (True, False):
            ran = run(system, *command_line, terminal=terminal, width=100)
            assert ran.status in STATUSES, (command_line[:3], ran.err)
            out = "" if is_for_a_program_that_opens_files(command_line, terminal=terminal) else ran.out
            for said in (out, ran.err, *system.pages):
                assert not leaks(said.replace("\t", " ")), command_line[:3]
                texts += 1
            system.pages.clear()
    assert not [*root.glob("*.md")]  # what was undone twice was done anew twice
    figure("T8", "generated", strings=strings, checks=texts * (len(FORBIDDEN) + len(JOINING)), leaks=0)
