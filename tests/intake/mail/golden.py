"""Golden files: each mail with the clips that it becomes, for people to read.

`python -m tests.intake.mail.golden` writes the golden files again; look at what changed.
"""

import tempfile
from pathlib import Path

from clipper.intake.inputs import FailedInput, gather_inputs
from clipper.intake.overrides import Overrides
from clipper.intake.page_queue import PageQueue
from clipper.intake.read_inputs import AddOptions, read_inputs
from clipper.model.candidate import Candidate
from clipper.system.fetch import Limits
from tests.conftest import NOW, FakeSystem, no_progress
from tests.intake.mail.shapes import SHAPES

FOLDER = Path(__file__).parent / "golden"


def read(system: FakeSystem, *names: str) -> tuple[list[Candidate], list[FailedInput]]:
    """Read files as `clipper add` does."""
    inputs, _ = gather_inputs(system, no_progress, names, Limits())
    with PageQueue(inputs) as pages:
        return read_inputs(inputs, pages, Overrides(), AddOptions(NOW.isoformat()), {})


def render(candidates: list[Candidate]) -> str:
    """Return candidates as the text of a golden file."""
    notices = [notice for candidate in candidates for notice in candidate.notices]
    head = "".join(f"{line}\n" for line in (f"{len(candidates)} clips", *notices))
    return head + "".join(f"\n==== {candidate.input_name}\n{candidate.raw.decode()}" for candidate in candidates)


if __name__ == "__main__":
    for name, raw in SHAPES.items():
        with tempfile.TemporaryDirectory() as place:
            here = FakeSystem(Path(place))
            (here.cwd / f"{name}.eml").write_bytes(raw)
            (FOLDER / f"{name}.txt").write_text(render(read(here, f"{name}.eml")[0]), "utf-8")
