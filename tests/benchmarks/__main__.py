"""Measure the speed of clipper: `python -m tests.benchmarks`."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import report, rounds
from tests.benchmarks.peers import race
from tests.benchmarks.place import Place

SIZES = [1_000, 10_000, 100_000]


def main() -> int:
    """Measure every size in turn and print its table; return 0, or with --strict 1 if a promise is not kept."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="clipper-benchmark-") as temporary:
        folder = Path(arguments.folder or temporary)
        if arguments.peers:
            for size in arguments.sizes:
                sys.stdout.write(race.run(size, folder / "peers", arguments.only) + "\n")
                sys.stdout.flush()
            return 0
        reports = []
        for size in arguments.sizes:
            place = Place(folder, size)
            place.make()
            reports.append(rounds.measure(place, arguments.runs, arguments.only))
            if not arguments.json:
                sys.stdout.write(report.table(reports[-1]) + "\n")
                sys.stdout.flush()
    if arguments.json:
        sys.stdout.write(report.as_json(reports) + "\n")
    kept = all(result.kept for one_size in reports for result in one_size.results)
    return 1 if arguments.strict and not kept else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="clips in the archive")
    parser.add_argument("--runs", type=int, default=7, help="how often each command runs")
    parser.add_argument("--folder", help="where the archives stay, to be used again")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="only rows whose name holds NAME, or peers of it"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--peers", action="store_true", help="race the tools of other people that are installed")
    parser.add_argument("--strict", action="store_true", help="end with 1 if a promise is not kept")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
