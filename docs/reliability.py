"""Fill the table in `reliability.md` with the figures of a run of the proofs.

Run it from the root of the project: `python docs/reliability.py` runs the proofs of every run and fills their column;
`python docs/reliability.py slow` runs all proofs, which takes half an hour, and fills another. With `--log`
the figures come from a file with the output of an earlier run, also of some proofs only: those of the others stay.
If a proof fails, nothing is filled in.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE / "reliability.md"
BEGIN = "<!-- figures: filled by reliability.py -->\n"
END = "<!-- end of the figures -->\n"
NOTHING = "—"

COLUMNS = {
    "quick": "every run",
    "slow": "before a release",
    "earlier": "before a release, with the code before it was moved into folders",
}
"""The columns of figures, by the names that the command line takes."""

HEAD = f"| | what is tried | {' | '.join(COLUMNS.values())} |\n|---|---|{'---|' * len(COLUMNS)}\n"

PROOFS = {
    "T1": "A command that writes is killed at each of its system calls in turn, some of them half done; in every run "
    "at every second one of those that change something.",
    "T2": "Each of these system calls fails in turn, once or from then on: the disk is full, broken, forbidden or "
    "read-only, or no more files can be opened; in every run every third of them.",
    "T3": "The order of the system calls is checked: bytes are on disk before they get their name, the history before "
    "the change, and the name before the command ends with success.",
    "T4": "Eight processes tag one clip at once while a ninth reads it; others remove and add clips beside them.",
    "T5": "Real processes are killed at each system call, and at random during a change of a thousand clips, which is "
    "then undone or completed; a small disk fills up under them.",
    "T6": "A tag is added and removed, in files with every form of header, comment, quote and line end.",
    "T7": "Every command meets files, names and folders that are broken, hostile or huge, beside one good clip; in "
    "every run each file meets some commands.",
    "T8": "Every character that a terminal may act on is put into every field, name and argument of every command, on "
    "a terminal and in a pipe.",
    "T9": "The index is damaged at random, replaced by other things, locked, forbidden.",
    "T10": "Other programs change files so that they look the same: in size, time or clock.",
    "T11": "An editor saves a clip at each moment of a command that is changing it, in every run at every third.",
    "T12": "An archive of a stranger has links, pipes, devices, sockets, holes, mounts and hard links in every place, "
    "settings and journals without end or with lies: every command runs on it, beside the files of a user.",
    "T13": "Each verb that writes runs as a process, in which one of the system calls on the files of the user fails, "
    "once or from then on, or kills it; of all possible faults some are tried, half of them in calls that write.",
    "T14": "A link that leads out of the archive is put in the place of a folder at each moment of a command, in "
    "every run at every third.",
    "T15": "A program that opened a clip before a command appends to it at each moment of the command, and after it; "
    "in every run at every third.",
    "F1": "Servers redirect to addresses that are not public, change the address behind a name, lie, stall, send byte "
    "by byte, break off, send bombs, and never end.",
}
"""What each proof does, in a sentence; tests print its figures under its name."""

WHERE = (
    "tests/browse/test_hostile.py",
    "tests/clipfile",
    "tests/faults",
    "tests/hostile",
    "tests/index/test_refresh.py",
    "tests/index/test_database.py",
    "tests/system/fetch",
    "tests/test_leaks.py",
)
"""The tests that are proofs."""

_LINE = re.compile(r"^([A-Z]\d+)((?: \w+=[\d.]+)+)(?: \(.*\))?$", re.MULTILINE)

Figures = dict[str, dict[str, float]]
"""The numbers of each proof, by their names."""


def parse(output: str) -> Figures:
    """Return the figures in the output of a run: numbers of one name are added up, of `most_…` the largest counts."""
    figures: Figures = {}
    for proof, numbers in _LINE.findall(output):
        sums = figures.setdefault(proof, {})
        for pair in numbers.split():
            name, _, value = pair.partition("=")
            number = float(value)
            sums[name] = max(sums.get(name, 0), number) if name.startswith("most_") else sums.get(name, 0) + number
    return figures


def cell(numbers: dict[str, float]) -> str:
    """Return the figures of one proof as a cell of the table: `1,043 kills, 0 lost`."""
    texts = []
    for name, number in numbers.items():
        noun = name.removeprefix("most_").replace("_", " ")
        texts.append(f"{number:,.15g} {noun}{' at most' if name.startswith('most_') else ''}")
    return ", ".join(texts) or NOTHING


def rows(page: str) -> dict[str, list[str]]:
    """Return the cells with figures in each row of the page, by the name of the proof."""
    table = page.partition(BEGIN)[2].partition(END)[0].removeprefix(HEAD)
    cells = [[text.strip() for text in line.strip("|").split("|")] for line in table.splitlines()]
    return {name: figures for name, _, *figures in cells}


def fill(page: str, figures: Figures, column: str) -> str:
    """Return the page with the figures of a run in one column; the other columns stay, and proofs that did not run."""
    before = rows(page)
    position = list(COLUMNS).index(column)
    lines = []
    for name, sentence in PROOFS.items():
        cells = before.get(name, [NOTHING] * len(COLUMNS))
        cells[position] = cell(figures[name]) if name in figures else cells[position]
        lines.append(f"| {' | '.join((name, sentence, *cells))} |\n")
    top, _, rest = page.partition(BEGIN)
    return "".join((top, BEGIN, HEAD, *lines, END, rest.partition(END)[2]))


def run_proofs(options: Iterable[str]) -> str:
    """Run the proofs, show their output as it comes, and return it; exit if one of them fails."""
    command = [sys.executable, "-m", "pytest", *options, *WHERE]
    lines = []
    with subprocess.Popen(command, cwd=HERE.parent, stdout=subprocess.PIPE, text=True) as tests:  # noqa: S603
        for line in tests.stdout or ():
            sys.stdout.write(line)
            lines.append(line)
    if tests.returncode:
        raise SystemExit(tests.returncode)
    return "".join(lines)


def main() -> None:
    """Run the proofs, or read the log of a run, and fill a column of the page."""
    parser = argparse.ArgumentParser(description="Fill a column of the table in reliability.md.")
    parser.add_argument("column", nargs="?", choices=COLUMNS, default="quick")
    parser.add_argument("--log", type=Path, metavar="FILE", help="the output of a run, in which no proof failed")
    arguments = parser.parse_args()
    options = [] if arguments.column == "quick" else ["-m", ""]
    output = arguments.log.read_text("utf-8") if arguments.log else run_proofs(options)
    PAGE.write_text(fill(PAGE.read_text("utf-8"), parse(output), arguments.column), "utf-8")


if __name__ == "__main__":
    main()
