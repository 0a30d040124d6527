"""A file is said to be misplaced only if the history shows that clipper named it, by another date or title."""

from pathlib import Path

import pytest

from clipper import clipfile
from clipper.analysis.checks import examine
from clipper.analysis.checks.finding import Finding
from clipper.library import Library
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip

VOTE = Clip(title="The vote", date="2025-02-03", source="AP", body="It was close.\n")
PATH = "2025/2025-02-03-ap-the-vote.md"


@pytest.fixture
def file(library: Library) -> Path:
    """Return the file of a clip that clipper added."""
    (stored,), _ = library.writer.add([Candidate(VOTE, clipfile.write(VOTE))])
    assert stored.path == PATH
    return library.archive.path(PATH)


def misplaced(library: Library) -> list[Finding]:
    report = examine(library.archive, library.index, library.build_query(), library.system.today(), library.progress)
    return [finding for finding in report.findings if finding.kind == "misplaced"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("2025-02-03", "2024-02-04", "2024/2024-02-04-ap-the-vote.md"),
        ("The vote", "A vote", "2025/2025-02-03-ap-a-vote.md"),
    ],
)
def test_a_date_or_title_that_was_corrected_by_hand_is_found(
    library: Library, file: Path, old: str, new: str, place: str
) -> None:
    file.write_text(file.read_text().replace(old, new))
    (finding,) = misplaced(library)
    assert (finding.path, finding.what, finding.fix) == (
        PATH,
        "has the name of another date or title",
        f"moved to {place}",
    )
    assert finding.is_fixable
    assert finding.advice == f"clipper check --fix handle:{finding.handle}"


@pytest.mark.usefixtures("file")
def test_a_title_that_ends_as_the_old_one_is_found_if_clipper_wrote_it(library: Library) -> None:
    stored = library.find(PATH)
    library.writer.change([(stored, lambda raw: clipfile.with_field(raw, "title", ["Vote"]))])
    assert [finding.path for finding in misplaced(library)] == [PATH]


def test_another_source_and_another_text_are_no_other_name(library: Library, file: Path) -> None:
    file.write_text(file.read_text().replace("source: AP", "source: Associated Press").replace("close", "not close"))
    assert misplaced(library) == []


def test_without_the_history_nothing_is_certain(library: Library, file: Path) -> None:
    library.writer.forget([*library.history.latest()])
    file.write_text(file.read_text().replace("2025-02-03", "2024-02-04"))
    assert misplaced(library) == []


def test_a_file_of_the_same_shape_that_was_named_by_hand_is_left_alone(library: Library, file: Path) -> None:
    file.rename(file.with_name("2025-02-03-ap-vote-in-congress.md"))
    stored = library.find("2025/2025-02-03-ap-vote-in-congress.md")
    library.writer.change([(stored, lambda raw: clipfile.with_field(raw, "title", ["A vote"]))])
    assert misplaced(library) == []


def test_an_old_version_that_cannot_be_read_proves_nothing(library: Library, file: Path) -> None:
    file.rename(file.with_name("2025-02-03-ap-vote.md"))
    broken = library.archive.path("2025/2025-02-03-ap-vote.md")
    sound = broken.read_bytes()
    broken.write_bytes(b"---\ntitle: *none\n---\n")
    stored = library.find("2025/2025-02-03-ap-vote.md")
    library.writer.change([(stored, lambda _: sound)])
    assert misplaced(library) == []
