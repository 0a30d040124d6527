"""The exports of every service are imported completely; the golden files show the clips."""

import csv
import hashlib
import io
import random
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Figure
from tests.intake.importers.conftest import Survey
from tests.intake.importers.golden import EXPORTS, FOLDER, NAMES, OPTIONS, golden, imported, render, zipped

FOLDERS = [name for name in NAMES if (EXPORTS / name).is_dir()]
TABLES = [name for name in NAMES if name.endswith(".csv") and "saved-again" not in name]


def marks(path: Path) -> dict[str, str]:
    """Return what tells the files of an export from changed ones."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return {str(file): f"{file.stat().st_mtime_ns} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files}


@pytest.mark.parametrize("name", NAMES)
def test_an_export_becomes_the_clips_in_its_golden_file_and_stays_as_it_is(
    name: str, tmp_path: Path, figure: Figure
) -> None:
    before = marks(EXPORTS / name)
    plan, files = imported(tmp_path, EXPORTS / name)
    assert render(plan, files) == golden(name).read_text("utf-8")
    assert marks(EXPORTS / name) == before
    counts = {"there": plan.duplicates, "failed": len(plan.unreadable), "passed_over": plan.skipped.total()}
    figure("imports", name, rows=plan.rows, added=len(files), **counts)


def test_every_golden_file_has_its_export() -> None:
    assert sorted(golden(name).name for name in NAMES) == sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", FOLDERS)
def test_a_zip_is_the_same_as_its_folder(name: str, tmp_path: Path) -> None:
    packed = zipped(EXPORTS / name, tmp_path / f"{name}.zip")
    plan, files = imported(tmp_path, packed)
    assert render(plan, files).replace(f"{name}.zip/", f"{name}/") == golden(name).read_text("utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_a_zip_in_a_zip_is_the_same_too(name: str, tmp_path: Path) -> None:
    inner = zipped(EXPORTS / name, tmp_path / "Part-1.zip")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as outer:
        outer.write(inner, inner.name)
    plan, files = imported(tmp_path, tmp_path / "export.zip")
    assert render(plan, files).replace("export.zip/Part-1.zip/", f"{name}/") == golden(name).read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_second_time_nothing_is_added(name: str, tmp_path: Path) -> None:
    first, files = imported(tmp_path, EXPORTS / name)
    again, none = imported(tmp_path, EXPORTS / name)
    assert (none, again.to_fetch) == ({}, 0)
    assert again.duplicates == len(files) + first.duplicates
    assert again.unreadable == first.unreadable


@pytest.mark.parametrize("name", TABLES)
def test_the_order_of_the_columns_does_not_matter(name: str, survey: Survey) -> None:
    written = (EXPORTS / name).read_text("utf-8-sig")
    rows = [*csv.reader(io.StringIO(written))]
    order = [*range(len(rows[0]))]
    random.Random(name).shuffle(order)
    shuffled = io.StringIO()
    csv.writer(shuffled).writerows([row[place] for place in order] for row in rows)
    plan, clips = survey(shuffled.getvalue(), name)
    expected, same = survey(EXPORTS / name)
    assert clips == same
    assert (plan.rows, plan.duplicates, plan.skipped) == (expected.rows, expected.duplicates, expected.skipped)


def test_all_of_them_at_once_are_one_import(tmp_path: Path) -> None:
    plan, files = imported(tmp_path, *(EXPORTS / name for name in NAMES), options=OPTIONS)
    assert [*dict.fromkeys(name for name, _ in plan.exports)] == NAMES
    assert plan.duplicates == 5
    assert len(files) > 40
