"""`clipper add` refuses what `clipper import` takes over, and says so."""

import pytest

from clipper.errors import RefusedError
from tests.cli.conftest import Run
from tests.conftest import FakeSystem
from tests.intake.importers.golden import EXPORTS

NAMES = ("nexis.txt", "nexis-page.html", "factiva.html", "europresse.html", "onetab.txt", "references.ris")


@pytest.mark.parametrize("name", NAMES)
def test_an_export_is_refused_with_what_to_do(name: str, run: Run, system: FakeSystem) -> None:
    (system.cwd / name).write_bytes((EXPORTS / name).read_bytes())
    ran = run("add", name)
    assert f"`clipper import {name}` takes it over" in ran.err
    assert (ran.status != 0, ran.out) == (True, "")


def test_a_download_of_word_is_refused_too(run: Run, system: FakeSystem) -> None:
    (system.cwd / "nexis-uni.docx").write_bytes((EXPORTS / "nexis-uni.docx").read_bytes())
    assert "it holds several documents of Nexis" in run("add", "nexis-uni.docx").err


def test_the_same_lines_are_a_list_of_addresses(run: Run, system: FakeSystem) -> None:
    (system.cwd / "onetab.txt").write_text("https://e.example/1 | One\n")
    system.web["https://e.example/1"] = RefusedError("nothing is there")
    ran = run("add", "--list", "onetab.txt")
    assert "is an export" not in ran.err
    assert "nothing is there" in ran.err
