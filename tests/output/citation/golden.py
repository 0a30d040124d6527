"""24 references in each rendering, as a file that a person can read.

`python -m tests.output.citation.golden` writes the file again, with what clipper writes now; look at what changed. The
items and what the reference implementation made of them stay. They came from `reference_implementation.js` once; with
`cases.json rendered.json` behind the command they are taken from there.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.output.citation.departures import DEPARTURES, rewritten
from tests.output.citation.rendered import RENDERINGS, Rendered, own, read_html

GOLDEN = Path(__file__).parent / "golden.md"
_HEAD = """\
# 24 clips as references

Each clip is an item of CSL, and below it what clipper writes in each style; italics stand between asterisks. Where
nothing else is said, citeproc-js 2.4.63 with the CSL styles of February 2026 writes the same, character by character.
Where clipper departs from it on purpose, its text is in the second line, and the rules that make the difference in the
third. The manuals of the styles in print were not at hand for them: the rules are given by their subjects.
"""
_CLIP = r"(?ms)^## (\S+)\n+```json\n(.*?)\n```\n(.*?)(?=^## |\Z)"
_LINE = r"(?m)^- ([\w-]+): (.*)\n(?:  - citeproc: (.*)\n  - because: (.*)\n)?"


def written(cases: Iterable[Rendered]) -> str:
    """Return the file, with what clipper writes now."""
    counts: Counter[str] = Counter()
    sections = ["".join(_section(case, counts)) for case in cases]
    rules = {departure.name: departure.rule for departure in DEPARTURES}
    named = [f"| {name} | {rule} | {counts[name]} |" for name, rule in rules.items() if counts[name]]
    table = "\n".join(("| Departure | Rule | Here |", "|---|---|---|", *named))
    return f"{_HEAD}\n{table}\n{''.join(sections)}"


def _section(case: Rendered, counts: Counter[str]) -> Iterator[str]:
    yield f"\n## {case.item['id']}\n\n```json\n{json.dumps(case.item, ensure_ascii=False)}\n```\n\n"
    for rendering in RENDERINGS:
        ours, theirs = own(rendering, case.item), case.entries[rendering]
        _, names = rewritten(rendering, theirs, case.item)
        counts.update(names)
        yield f"- {rendering}: {ours}\n"
        if ours != theirs:
            yield f"  - citeproc: {theirs}\n  - because: {'; '.join(names)}\n"


def read(text: str) -> Iterator[tuple[Rendered, dict[str, tuple[str, ...]]]]:
    """Yield each case of the file, and the names of the departures by rendering."""
    for clip in re.finditer(_CLIP, text):
        theirs, names = {}, {}
        for line in re.finditer(_LINE, clip[3]):
            theirs[line[1]] = line[2] if line[3] is None else line[3]
            names[line[1]] = tuple(line[4].split("; ")) if line[4] else ()
        yield Rendered(json.loads(clip[2]), theirs), names


def table(text: str) -> dict[str, int]:
    """Return how often each departure is said to be needed."""
    return {match[1]: int(match[2]) for match in re.finditer(r"(?m)^\| (.*?) \| .* \| (\d+) \|$", text)}


def main(cases: str = "", rendered: str = "") -> None:
    """Write the file again."""
    if cases:
        found = json.loads(Path(rendered).read_text("utf-8"))
        items = json.loads(Path(cases).read_text("utf-8"))
        of_item = {
            item["id"]: {name: read_html(found[name]["bibliography"][item["id"]]) for name in RENDERINGS}
            for item in items
        }
        all_cases = [Rendered(item, of_item[item["id"]]) for item in items]
    else:
        all_cases = [case for case, _ in read(GOLDEN.read_text("utf-8"))]
    GOLDEN.write_text(written(all_cases), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
