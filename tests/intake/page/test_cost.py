"""What a page costs: the time of the whole command, compared with the import of trafilatura."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Figure
from tests.intake.page.golden import FOLDER
from tests.running import environment

TURNS = 15


def make_page() -> bytes:
    """Return a page of about 100 kB: an article, and around it the menus and scripts of a newspaper's page."""
    raw = (FOLDER / "boxes-between-paragraphs.html").read_bytes()
    menu = b"<ul class=nav>" + b"".join(
        b'<li class="nav__item nav__item--%d"><a class="nav__link" href="/section/%d">Section %d</a></li>' % (n, n, n)
        for n in range(300)
    )
    script = b"<script>window.state={" + b'"key":"value of the state of the page",' * 1500 + b"}</script>"
    return raw.replace(b"</header>", menu + b"</ul></header>", 1).replace(b"</body>", script + b"</body>")


def measure(home: Path, *arguments: str) -> tuple[float, float]:
    """Return the seconds of wall time and of processor time that a Python process takes."""
    start, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, *arguments], env=environment(home), cwd=home, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, processor


@pytest.mark.slow
def test_adding_a_page_costs_little_more_than_the_import_of_trafilatura(tmp_path: Path, figure: Figure) -> None:
    (tmp_path / "page.html").write_bytes(make_page())
    assert 90_000 < len(make_page()) < 130_000
    measure(tmp_path, "-m", "clipper", "init", "clips")
    ratios = []
    for _ in range(TURNS):
        imported = measure(tmp_path, "-c", "import trafilatura")
        added = measure(tmp_path, "-m", "clipper", "add", "--force", "page.html")
        ratios.append((added[0] / imported[0], added[1] / imported[1]))
    wall, processor = (statistics.median(values) for values in zip(*ratios, strict=True))
    figure("P4", turns=TURNS, ratio_by_the_clock=round(wall, 2), ratio_of_the_processor=round(processor, 2))
    assert processor < 2
