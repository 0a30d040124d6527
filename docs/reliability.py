"""Fill the table in `reliability.md` with the figures of a run of the proofs.

Run it from the root of the project: `python docs/reliability.py` for the proofs of every run, which fill one column;
with `--slow` for all there are, which take a quarter of an hour and fill the other. A proof that fails fills nothing.
"""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE / "reliability.md"
BEGIN = "<!-- figures: filled by reliability.py -->\n"
END = "<!-- end of the figures -->\n"
HEAD = "| | what is tried | every run | before a release |\n|---|---|---|---|\n"
NOTHING = "—"

PROOFS = {
    "T1": "A command that writes is ended at each of its calls to the system in turn, with a write half done.",
    "T2": "Each of these calls fails in turn, once or from then on: the disk is full, broken, forbidden or read-only, "
    "or no more files can be opened.",
    "T3": "The order of the calls is looked at: bytes are on disk before they get their name, the history before the "
    "change, and the name before the command ends well.",
    "T4": "Eight processes tag one clip at once while a ninth reads it; others remove and add beside them.",
    "T5": "Real processes are killed at each call to the system, and at random in a change of a thousand clips, which "
    "is then taken back or completed; a small disk fills up under them.",
    "T6": "A tag is added and taken away, on files with every shape of header, comment, quote and line end.",
    "T7": "Every command meets files, names and folders that are broken, hostile or huge, beside one good clip.",
    "T8": "Every character that a terminal may act on stands in every field, name and argument of every command, on a "
    "terminal and in a pipe.",
    "T9": "The cache is spoiled at random, replaced by other things, locked, forbidden.",
    "T10": "Files are changed behind clipper's back so that they look the same: in size, time or clock.",
    "T11": "An editor saves the clip at each moment of a command that is changing it.",
    "F1": "Servers lead to addresses that are not public, change them behind a name, lie, stall, drip, break off, bomb "
    "and never end.",
}
"""What each proof does, in a line; tests print its figures under its name."""

WHERE = (
    *(
        "tests/clipfile",
        "tests/faults",
        "tests/system/fetch",
        "tests/hostile",
        "tests/index/test_refresh.py",
        "tests/index/test_store.py",
    ),
    "tests/test_leaks.py",
)
"""The tests that are proofs."""

_LINE = re.compile(r"^([A-Z]\d+)((?: \w+=[\d.]+)+)(?: \(.*\))?$", re.MULTILINE)

Figures = dict[str, dict[str, float]]


def gathered(said: str) -> Figures:
    """Return the figures in what a run printed: the numbers of one name together, of `most_…` the largest."""
    found: Figures = {}
    for proof, numbers in _LINE.findall(said):
        sums = found.setdefault(proof, {})
        for pair in numbers.split():
            name, _, value = pair.partition("=")
            number = float(value)
            sums[name] = max(sums.get(name, 0), number) if name.startswith("most_") else sums.get(name, 0) + number
    return found


def spelled(numbers: dict[str, float]) -> str:
    """Return the figures of one proof as a cell says them: `1,043 kills, 0 lost`."""
    said = []
    for name, number in numbers.items():
        noun = name.removeprefix("most_").replace("_", " ")
        said.append(f"{number:,.15g} {noun}{' at most' if name != noun and name.startswith('most_') else ''}")
    return ", ".join(said) or NOTHING


def cells(page: str) -> dict[str, list[str]]:
    """Return the two figures of each row that a page shows."""
    table = page.partition(BEGIN)[2].partition(END)[0].removeprefix(HEAD)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return {name: figures for name, _, *figures in rows}


def filled(page: str, figures: Figures, *, slow: bool) -> str:
    """Return the page with the figures of a run in their column; the other column stays."""
    before = cells(page)
    rows = []
    for name, what in PROOFS.items():
        columns = before.get(name, [NOTHING, NOTHING])
        columns[slow] = spelled(figures.get(name, {}))
        rows.append(f"| {' | '.join((name, what, *columns))} |\n")
    top, _, rest = page.partition(BEGIN)
    return "".join((top, BEGIN, HEAD, *rows, END, rest.partition(END)[2]))


def proved(words: Iterable[str]) -> str:
    """Run the proofs, show what they say as they say it, and return it; end here when one of them fails."""
    command = [sys.executable, "-m", "pytest", *words, *WHERE]
    lines = []
    with subprocess.Popen(command, cwd=HERE.parent, stdout=subprocess.PIPE, text=True) as tests:  # noqa: S603
        for line in tests.stdout or ():
            sys.stdout.write(line)
            lines.append(line)
    if tests.returncode:
        raise SystemExit(tests.returncode)
    return "".join(lines)


if __name__ == "__main__":
    SLOW = "--slow" in sys.argv[1:]
    FIGURES = gathered(proved(["-m", ""] if SLOW else []))
    PAGE.write_text(filled(PAGE.read_text("utf-8"), FIGURES, slow=SLOW), "utf-8")
