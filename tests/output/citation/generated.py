"""Write 600 references to newspaper, magazine, web and broadcast pieces, as CSL-JSON, for the reference implementation.

Run it by hand, then `reference_implementation.js`, then `python -m tests.output.citation.oracle`; see there.
"""

import json
import random
import sys
from collections.abc import Mapping
from typing import Any

COUNT = 600
SEED = 20261127

_TITLES = (
    "Harbour strike ends after nine days",
    "Who pays for the bridge?",
    "“We were wrong,” says minister",
    "A plan to save the well-known tower: what comes next",
    "It’s over!",
    "Minister: ‘no deal’ on U.S.-made steel",
    "10 things to know about the iPhone tax",
    "Why it is not the end",
    "NATO and the EU agree on a no-fly zone",
    "The mayor who would not leave office",
    "From A to B in under an hour",
    "US senator’s plea: stop the cuts",
    "Report.",
    "Rain — and then more rain",
    "What’s in a name? Everything, says poet",
    "The “new normal” in rural schools",
    "Tax cuts for all (but some)",
    "How the river was won",
    "One year on, the port is still closed",
    "Is this the last winter of coal?",
    "Council votes 12–3 to keep the old trams",
    "Letters: the case against a second runway",
    "A day with the night-shift nurses of Ward 9",
    "“Nobody asked us”: islanders on the new cable",
    "What the census says about us",
    "R&D falls below 1% of GDP",
    "Fire at the mill",
    "“Not in my name”",
    "Farewell to all that",
    "Up and down the coast, boats stay in",
)
_GERMAN = ("Der Rat stimmt über die neue Brücke ab", "Wer zahlt für das Theater?", "Regen, Regen und kein Ende")
_FRENCH = ("Le conseil vote la fermeture du pont", "Qui paiera le théâtre ?")
_FAMILIES = ("Doe", "Muster", "O’Neil", "Müller", "Weiß-Schmidt", "García Márquez", "King", "Ng", "Ó Briain", "Roe")
_GIVEN = ("Jane", "Richard Q.", "Jean-Pierre", "J. K.", "Erika", "Anna Maria", "Li", "Émile")
_PARTICLES = (
    ("von der", "non-dropping-particle"),
    ("van", "non-dropping-particle"),
    ("de", "dropping-particle"),
    ("de la", "non-dropping-particle"),
    ("du", "dropping-particle"),
)
_OUTLETS = (
    "The Daily Example",
    "Example Post",
    "Le Matin d’Exemple",
    "Beispiel Zeitung",
    "Sample Monthly",
    "Who’s Who?",
    "Post & Sample",
)
_KINDS = ("article-newspaper", "article-magazine", "webpage", "broadcast")
_AUTHOR_COUNTS = (0, 1, 2, 3, 4, 6, 7, 8, 20, 21)


def item(dice: random.Random, name: str) -> Mapping[str, Any]:
    """Return one reference."""
    kind = dice.choices(_KINDS, [6, 2, 2, 1])[0]
    made: dict[str, Any] = {"id": name, "type": kind, "title": dice.choice(_TITLES)}
    foreign = dice.random()
    if foreign < 0.12:
        made |= {"title": dice.choice(_GERMAN), "language": "de"}
    elif foreign < 0.2:
        made |= {"title": dice.choice(_FRENCH), "language": "fr"}
    elif foreign < 0.4:
        made["language"] = "en"
    count = dice.choices(_AUTHOR_COUNTS, [20, 45, 15, 8, 5, 2, 3, 2, 1, 2])[0]
    if count == 1 and dice.random() < 0.2:
        made["author"] = [{"literal": dice.choice(["Agence Exemple", "Example News Desk"])}]
    elif count:
        made["author"] = [_person(dice) for _ in range(count)]
    if dice.random() < 0.93:
        made["container-title"] = dice.choice(_OUTLETS)
    made.update(_issued(dice))
    if dice.random() < 0.6 or kind == "webpage":
        made |= {"URL": "https://example.com/a?b=1&c=2", "accessed": {"date-parts": [[2026, 11, 20]]}}
    made.update(_print(dice, kind))
    return made


def _person(dice: random.Random) -> Mapping[str, str]:
    person = {"family": dice.choice(_FAMILIES), "given": dice.choice(_GIVEN)}
    if dice.random() < 0.2:
        particle, key = dice.choice(_PARTICLES)
        person[key] = particle
    if dice.random() < 0.07:
        person["suffix"] = dice.choice(["Jr.", "III"])
    return person


def _issued(dice: random.Random) -> Mapping[str, Any]:
    chance = dice.random()
    if chance >= 0.94:
        return {}
    parts = [dice.randint(1900, 2026), dice.randint(1, 12), dice.randint(1, 28)]
    return {"issued": {"date-parts": [parts[: 3 if chance < 0.8 else 2 if chance < 0.88 else 1]]}}


def _print(dice: random.Random, kind: str) -> Mapping[str, str]:
    """Return where a piece stands in a newspaper or a magazine, and who broadcast it."""
    made = {}
    if kind.startswith("article-") and dice.random() < 0.5:
        made["page"] = dice.choice(["A5", "1", "33-38", "1, 4", "B1-B2", "134-139", "98-102"])
    if kind == "article-newspaper":
        for key, values in (
            ("section", ["Business", "Lokales"]),
            ("edition", ["Late", "National"]),
            ("publisher-place", ["London", "Köln"]),
        ):
            if dice.random() < 0.2:
                made[key] = dice.choice(values)
    if kind == "broadcast" and dice.random() < 0.7:
        made["publisher"] = "Example Broadcasting"
    return made


if __name__ == "__main__":
    dice = random.Random(SEED)
    json.dump([item(dice, f"g{number}") for number in range(COUNT)], sys.stdout, ensure_ascii=False)
