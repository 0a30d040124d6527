"""`clipper add` keeps documents, and says why one cannot be read."""

import plistlib
from collections.abc import Callable

import pytest

from clipper.system.fetch import FetchedPage
from tests.cli.commands.pages import PAGES, TALKS
from tests.cli.conftest import Run
from tests.conftest import FakeSystem
from tests.intake.documents import samples

RELEASE = (
    b"{\\rtf1 \\outlinelevel0 Pier opens\\par\\pard HAMBURG, May 14, 2024 -- The {\\b new} pier is open to all.\\par"
    b" Nobody had believed it.}"
)


@pytest.fixture
def put(system: FakeSystem) -> Callable[[str, bytes], str]:
    """Return what writes a file into the working directory, and returns its name."""

    def put(name: str, content: bytes) -> str:
        (system.cwd / name).write_bytes(content)
        return name

    return put


def test_a_document_that_cannot_be_read_hides_no_other(run: Run, put: Callable[..., str]) -> None:
    ran = run("add", put("a.rtf", RELEASE), put("scan.pdf", samples.pdf([[]])))
    assert ran.out.split("\t")[1:4] == ["2024-05-14", "", "Pier opens"]
    assert "clipper: scan.pdf: it holds no text: its pages are pictures, as a scanner makes them" in ran.err
    assert ran.status != 0
    assert "The **new** pier is open to all." in run("show", "--raw", "Pier opens").out


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.ODT"])
def test_a_text_with_the_name_of_a_document_is_damaged(run: Run, put: Callable[..., str], name: str) -> None:
    ran = run("add", put(name, b"Half of what was downloaded.\n"))

    assert (ran.status, ran.out) == (65, "")
    assert ran.err.startswith(f"clipper: {name} is no ")
    assert "damaged or not complete. Download or save it again" in ran.err


def test_a_pdf_may_have_a_line_before_it_and_a_page_the_name_of_a_pdf(run: Run, put: Callable[..., str]) -> None:
    lines: list[tuple[float, float, float, str]] = [(50, 720, 20, "Pier opens"), (50, 690, 10, "The new pier is open.")]
    assert "Pier opens" in run("add", put("a.pdf", b"\r\n" + samples.pdf([lines]))).out
    assert "Talks end" in run("add", put("b.pdf", PAGES[TALKS].raw)).out


def test_a_pdf_is_kept_from_standard_input_too(run: Run) -> None:
    lines: list[tuple[float, float, float, str]] = [(50, 720, 20, "Pier opens"), (50, 690, 10, "The new pier is open.")]
    assert run("add", "-", stdin=samples.pdf([lines])).status == 0
    assert run("show", "--raw", "Pier").out.endswith("# Pier opens\n\nThe new pier is open.\n")


def test_a_pdf_is_fetched(run: Run, system: FakeSystem) -> None:
    url = "https://e.example/pier.pdf"
    lines: list[tuple[float, float, float, str]] = [(50, 720, 20, "Pier opens"), (50, 690, 10, "The new pier is open.")]
    system.web = {url: FetchedPage(url, url, samples.pdf([lines]), "application/pdf")}
    assert run("add", url).status == 0
    assert f"url: {url}" in run("show", "--raw", "Pier").out
    assert run("show", "--raw", "Pier").out.endswith("# Pier opens\n\nThe new pier is open.\n")


def test_a_web_archive_is_a_page(run: Run, put: Callable[..., str]) -> None:
    page = {"WebResourceData": PAGES[TALKS].raw, "WebResourceURL": "https://e.example/piece"}
    archive = plistlib.dumps({"WebMainResource": page}, fmt=plistlib.FMT_BINARY)
    assert run("add", put("a.webarchive", archive)).status == 0
    assert "e.example" in run("show", "--raw", "Talks end").out
    damaged = run("add", put("b.webarchive", archive[:-9]))
    assert damaged.err.startswith("clipper: b.webarchive")
