"""The guide for engineers shows the code as it is: the floors, the folders, and files that exist."""

import ast
import re
import runpy
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
BOTH = GUIDE + (ROOT / "docs" / "architecture.md").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "docs" / "architecture.py"))


def drawn_floors(picture: str) -> list[list[str]]:
    """Return the names of the boxes on each floor, from the top: those at one height, from left to right."""
    boxes: dict[int, list[tuple[int, str]]] = {}
    for text in ET.fromstring(picture).iter(f"{SVG}text"):  # noqa: S314 - we draw it ourselves
        if text.get("font-weight") == "bold":
            boxes.setdefault(int(text.get("y", "")), []).append((int(text.get("x", "")), text.text or ""))
    return [[name for _, name in sorted(floor)] for _, floor in sorted(boxes.items())]


def test_the_picture_has_the_floors_of_the_import_contract(script: dict[str, Any]) -> None:
    assert drawn_floors(script["PICTURE"].read_text("utf-8")) == script["floors"](), "python docs/architecture.py"


def test_the_picture_as_it_would_be_drawn_now_has_the_same_floors(script: dict[str, Any]) -> None:
    assert drawn_floors(script["draw"]()) == script["floors"]()


def test_every_import_that_is_counted_leads_to_a_lower_floor(script: dict[str, Any]) -> None:
    level = {name: number for number, floor in enumerate(script["floors"]()) for name in floor}
    counts = script["imports"]()
    assert counts["cli", "library"] > 0
    # An import for type checking alone may lead anywhere; the contract leaves it out, and so does this.
    assert [pair for pair in counts if level[pair[0]] > level[pair[1]]] == []


def test_the_guide_lists_each_folder_with_the_sentence_of_its_docstring(script: dict[str, Any]) -> None:
    rows = dict(re.findall(r"^\| `clipper/(\w+)/` \| (.*) \|$", GUIDE, flags=re.MULTILINE))
    folders = [name for floor in script["floors"]() for name in floor if (ROOT / "clipper" / name).is_dir()]
    assert [*rows] == folders
    assert {name: rows[name].replace("`", "") for name in folders} == {
        name: script["folder"](name).summary for name in folders
    }


def test_every_file_that_the_guide_names_exists() -> None:
    """A file that an engineer has yet to write has a name in capitals, such as `clipper/output/exporters/NAME.py`."""
    named = re.findall(r"`((?:clipper|tests|docs|\.ci)/[\w./-]+)`", BOTH)
    assert len(named) > 40
    assert [path for path in named if not re.search(r"/[A-Z]+\b", path) and not (ROOT / path).exists()] == []


def test_every_name_that_the_guide_gives_with_its_file_is_in_that_file() -> None:
    """Such as `Writer.add` in `clipper/library/writer.py`."""
    named = re.findall(r"`([\w.]+)` in\s+`(clipper/[\w./]+\.py)`", BOTH)
    assert len(named) > 10
    wrong = [
        (name, path)
        for name, path in named
        if not all(re.search(rf"\b{part}\b", (ROOT / path).read_text("utf-8")) for part in name.split("."))
    ]
    assert wrong == []


def imports_by_module() -> dict[str, set[str]]:
    """Return the modules of clipper that each module imports, also inside functions and for type checking alone."""
    files = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for file in (ROOT / "clipper").rglob("*.py")
    }
    imports: dict[str, set[str]] = {}
    for module, file in files.items():
        imports[module] = set()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imports[module] |= {alias.name for alias in node.names} & files.keys()
            elif isinstance(node, ast.ImportFrom) and node.module in files:
                names = {f"{node.module}.{alias.name}" for alias in node.names}
                imports[module] |= names & files.keys() or {node.module}
        imports[module].discard(module)
    return imports


def test_no_import_leads_in_a_circle() -> None:
    """Not even inside a function or for type checking alone; a circle is an error with the path of its modules."""
    assert [*TopologicalSorter(imports_by_module()).static_order()]
