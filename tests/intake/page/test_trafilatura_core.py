"""trafilatura with stubs finds the same articles, and is loaded completely if a stub is called."""

import json
import subprocess
import sys
from types import ModuleType

import pytest

from clipper.intake.page import extract, trafilatura_core
from tests.intake.page.golden import FOLDER

SCRIPT = """
import json, sys
from clipper.intake.page import extract, trafilatura_core
trafilatura_core.load_core(complete=sys.argv[1] == "complete")
bodies = [extract.extract_page(open(name, "rb").read(), "", None).fields["body"] for name in sys.argv[2:]]
print(json.dumps([bodies, sorted(name for name in ("courlan", "htmldate") if hasattr(sys.modules[name], "__file__"))]))
"""
PAGES = [str(FOLDER / f"{name}.html") for name in ("json-ld-in-a-graph", "data-table", "old-table-layout", "gallery")]


def read_in_subprocess(variant: str) -> list[list[str]]:
    """Return the bodies of some pages, and the optional libraries that were really loaded."""
    command = [sys.executable, "-c", SCRIPT, variant, *PAGES]
    answer: list[list[str]] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def test_the_same_articles_are_found_with_stubs() -> None:
    bodies_with_stubs, loaded_with_stubs = read_in_subprocess("stubs")
    bodies, loaded = read_in_subprocess("complete")
    assert bodies_with_stubs == bodies
    assert (loaded_with_stubs, loaded) == ([], ["courlan", "htmldate"])


def test_a_stub_that_is_called_raises_an_error() -> None:
    stub = trafilatura_core._Stub("courlan")
    with pytest.raises(trafilatura_core.StubUsedError, match="validate_url"):
        stub.validate_url("x")
    assert stub.version() == ""
    assert not isinstance("x", stub.Response)
    with pytest.raises(AttributeError):
        stub.__path__  # noqa: B018 - asking is the point


def test_a_page_for_which_a_stub_is_called_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = (FOLDER / "data-table.html").read_bytes()
    expected = extract.extract_page(raw, "", None)
    load_core, calls = trafilatura_core.load_core, []

    def load_and_fail_with_stubs(*, complete: bool = False) -> ModuleType:
        calls.append(complete)
        if not complete:
            raise trafilatura_core.StubUsedError
        return load_core()

    monkeypatch.setattr(trafilatura_core, "load_core", load_and_fail_with_stubs)
    assert extract.extract_page(raw, "", None) == expected
    assert calls == [False, True] * 3, "the quick, the precise and the wide search"
