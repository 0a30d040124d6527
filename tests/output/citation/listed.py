"""80 references that need telling apart, as one list; it is run by hand, and its result is kept in `list.json.gz`.

python -m tests.output.citation.listed >items.json
node tests/output/citation/reference_implementation.js FOLDER items.json list >rendered.json
python -m tests.output.citation.listed items.json rendered.json
"""

import gzip
import json
import random
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clipper import text
from tests.output.citation.rendered import RENDERINGS, Item, read_html

LIST = Path(__file__).parent / "list.json.gz"
COUNT = 80
SEED = 77
_PEOPLE: tuple[Mapping[str, str], ...] = (
    {"family": "Doe", "given": "Jane"},
    {"family": "Doe", "given": "John"},
    {"family": "Doering", "given": "Jane"},
    {"family": "Roe", "given": "Richard"},
    {"family": "Müller", "given": "Anna"},
    {"family": "Mueller", "given": "Anna"},
    {"family": "O’Neil", "given": "Jean-Pierre"},
    {"family": "Leyen", "given": "Ursula", "non-dropping-particle": "von der"},
    {"family": "Gaulle", "given": "Charles", "dropping-particle": "de"},
    {"family": "Zhang", "given": "Li"},
    {"family": "Ng", "given": "Li"},
    {"family": "King", "given": "Martin Luther"},
)
_TITLES = (
    *("Harbour strike ends", "Bridge that was not built", "Plan for the tower", "Island without a ferry"),
    *("“Nobody asked us”", "10 things about steel", "Österreich votes", "Zebra crossing", "rain in June"),
    "End of an era",
)
_OUTLETS = ("Daily Example", "Example Post", "Monthly Sample", "Beispiel Zeitung")


def items() -> list[Item]:
    """Return the items in the order of their headlines, so that the order of the input settles nothing.

    No headline begins with an article: clipper passes over it, as the manuals say, and the reference implementation
    does not.
    """
    dice = random.Random(SEED)
    made = [_item(dice, number) for number in range(COUNT)]
    made.sort(key=lambda item: text.fold(item["title"]).strip("“"))
    return [item | {"id": f"l{number:02}"} for number, item in enumerate(made)]


def _item(dice: random.Random, number: int) -> dict[str, Any]:
    count = dice.choices([0, 1, 2, 3, 4], [15, 50, 20, 10, 10])[0]
    authors = dice.sample(_PEOPLE, count)
    kind = dice.choice(["article-newspaper", "article-newspaper", "article-magazine", "webpage"])
    item: dict[str, Any] = {"type": kind, "title": dice.choice(_TITLES) + dice.choice(["", " again", " in the north"])}
    if authors:
        item["author"] = authors
    if dice.random() < 0.9:
        item["container-title"] = dice.choice(_OUTLETS)
    chance = dice.random()
    if chance < 0.92:
        day = [dice.choice([2019, 2020, 2020, 2021]), dice.randint(1, 12), dice.randint(1, 28)]
        item["issued"] = {"date-parts": [day[: 3 if chance < 0.8 else 1]]}
    if kind == "webpage":
        item |= {"URL": f"https://example.com/{number}", "accessed": {"date-parts": [[2026, 11, 20]]}}
    return item


def main(written: str = "", rendered: str = "") -> None:
    """Write the items, or keep what was made of them."""
    if not rendered:
        json.dump(items(), sys.stdout, ensure_ascii=False)
        return
    found = json.loads(Path(rendered).read_text("utf-8"))
    kept = {
        name: {
            "entries": [[item, read_html(entry)] for item, entry in found[name]["bibliography"]],
            "notes": {item: read_html(note) for item, note in found[name]["note"].items()},
        }
        for name in RENDERINGS
    }
    whole = {"items": json.loads(Path(written).read_text("utf-8")), "rendered": kept}
    with LIST.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(json.dumps(whole, ensure_ascii=False).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
