"""ripgrep, on clipper's files: a search without an index."""

from clipper.text import fold
from tests.benchmarks.peers import FIRST_YEAR, LAST_YEAR, OUTLET, WORDS, Peer, Task
from tests.benchmarks.peers.clipper import make

_HERE = "{folder}/clips"
_SPAN = f"^date: (?:{'|'.join(map(str, range(FIRST_YEAR, LAST_YEAR + 1)))})"
_FIRST, _SECOND = map(fold, WORDS)

PEER = Peer(
    program="rg",
    make=make,
    work={
        "newest 20": Task(f"rg --no-heading '^date: ' {_HERE} | sort -t: -k3 -r | head -20"),
        "outlet and span": Task(f"rg -l '^source: {OUTLET}$' {_HERE} | xargs -d '\\n' rg -l '{_SPAN}'"),
        "tag": Task(f"rg -l '^- {{tag}}(/|$)' {_HERE}"),
        "two words": Task(f"rg -lwi {_FIRST} {_HERE} | xargs -d '\\n' rg -lwi {_SECOND}"),
        "after one change": Task(f"rg --no-heading '^date: ' {_HERE} | sort -t: -k3 -r | head -20"),
    },
)
