"""Draw the floors of the code as `architecture.svg`, from its real imports.

Run it from the root of the project: `python docs/architecture.py`. A test compares the floors of the picture with the
import contract; the numbers in it are those of the day on which it was drawn.
"""

import ast
import html
import textwrap
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PICTURE = Path(__file__).parent / "architecture.svg"
PACKAGE = "clipper"

WIDTH, MARGIN, GAP, LINE = 1000, 20, 12, 18
LETTER = 6.1
"""The width of a letter, at most, on the average."""
COLOURS = ("#dbe7f6", "#e3f1e1", "#fbeed3", "#f6dfe3", "#e9e2f5", "#dff0f0")


class Folder(NamedTuple):
    """A folder or a module directly in the package, with what it holds and what it says about itself."""

    name: str
    files: int
    lines: int
    summary: str


def floors() -> list[list[str]]:
    """Return the names on each floor, from the top, as the import contract orders them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = (contract for contract in settings["tool"]["importlinter"]["contracts"] if contract.get("exhaustive"))
    return [[name.strip() for name in floor.split("|")] for floor in contract["layers"]]


def files(name: str) -> list[Path]:
    """Return the Python files of a folder, or the one of a module."""
    folder = ROOT / PACKAGE / name
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def folder(name: str) -> Folder:
    """Return what the picture says about a folder or a module."""
    paths = files(name)
    head = next((path for path in paths if path.name == "__init__.py"), paths[0])
    docstring = ast.get_docstring(ast.parse(head.read_text("utf-8"))) or ""
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in paths)
    return Folder(name, len(paths), lines, docstring.partition("\n")[0].replace("`", ""))


def imports() -> Counter[tuple[str, str]]:
    """Count the imports between the folders: one for each file and each module that it imports.

    Imports for type checking alone count too.
    """
    names = {name for floor in floors() for name in floor}
    counts: Counter[tuple[str, str]] = Counter()
    for name in names:
        for path in files(name):
            tree = ast.parse(path.read_text("utf-8"))
            for target in {target for node in ast.walk(tree) for target in _targets(node)}:
                other = target.split(".")[1] if "." in target else ""
                if other in names and other != name:
                    counts[name, other] += 1
    return counts


def _targets(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.startswith(f"{PACKAGE}."))
    elif isinstance(node, ast.ImportFrom) and node.module == PACKAGE:
        yield from (f"{PACKAGE}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{PACKAGE}."):
        yield str(node.module)


def draw() -> str:
    """Return the picture as SVG."""
    counts = imports()
    parts: list[str] = []
    top = MARGIN
    for level, names in enumerate(floors()):
        width = (WIDTH - 2 * MARGIN - GAP * (len(names) - 1)) // len(names)
        boxes = [_lines(folder(name), counts, width) for name in names]
        height = 34 + max(map(len, boxes)) * LINE
        for place, (name, lines) in enumerate(zip(names, boxes, strict=True)):
            left = MARGIN + place * (width + GAP)
            parts += _box(folder(name), lines, left, top, width, height, COLOURS[level % len(COLOURS)])
        top += height + GAP
    height = top + MARGIN
    parts.append(_text(MARGIN, top + 6, "→ and a number: how many of its imports lead to that folder. All lead down."))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        f' font-family="Helvetica, Arial, sans-serif">\n<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        f"{''.join(parts)}</svg>\n"
    )


def _lines(item: Folder, counts: Counter[tuple[str, str]], width: int) -> list[str]:
    """Return the lines of text below the name of a box."""
    targets = [(number, other) for (name, other), number in counts.items() if name == item.name]
    below = ", ".join(f"{other} {number}" for number, other in sorted(targets, reverse=True))
    letters = int((width - 24) / LETTER)
    return [*textwrap.wrap(item.summary, letters), *textwrap.wrap(f"→ {below}" if below else "", letters)]


def _box(item: Folder, lines: list[str], left: int, top: int, width: int, height: int, colour: str) -> Iterator[str]:
    size = f"{item.files} file{'s' * (item.files != 1)}, {item.lines:,} lines"
    yield (f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="6" fill="{colour}" stroke="#8a94a6"/>\n')
    yield _text(left + 12, top + 23, item.name, 'font-weight="bold" font-size="17"')
    yield _text(left + width - 12, top + 22, size, 'text-anchor="end"')
    for number, line in enumerate(lines):
        yield _text(left + 12, top + 43 + number * LINE, line)


def _text(left: int, top: int, content: str, style: str = "") -> str:
    size = "" if "font-size" in style else ' font-size="13"'
    return f'<text x="{left}" y="{top}"{size}{style and " "}{style} fill="#1d2430">{html.escape(content)}</text>\n'


if __name__ == "__main__":
    PICTURE.write_text(draw(), "utf-8")
