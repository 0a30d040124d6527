"""What a page costs: the whole command beside the import of what reads pages, run in turn."""

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


def page() -> bytes:
    """Return a page of about 100 kB: an article, and around it what a newspaper's page has."""
    raw = (FOLDER / "boxes-between-paragraphs.html").read_bytes()
    list_ = b"<ul class=nav>" + b"".join(
        b'<li class="nav__item nav__item--%d"><a class="nav__link" href="/section/%d">Section %d</a></li>' % (n, n, n)
        for n in range(300)
    )
    script = b"<script>window.state={" + b'"key":"value of the state of the page",' * 1500 + b"}</script>"
    return raw.replace(b"</header>", list_ + b"</ul></header>", 1).replace(b"</body>", script + b"</body>")


def took(home: Path, *words: str) -> tuple[float, float]:
    """Return the seconds that a process took by the clock and of the processor."""
    began, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, *words], env=environment(home), cwd=home, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - began, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, used


@pytest.mark.slow
def test_a_page_costs_little_more_than_the_import_of_what_reads_it(tmp_path: Path, figure: Figure) -> None:
    (tmp_path / "page.html").write_bytes(page())
    assert 90_000 < len(page()) < 130_000
    took(tmp_path, "-m", "clipper", "init", "clips")
    ratios = []
    for _ in range(TURNS):
        imported = took(tmp_path, "-c", "import trafilatura")
        added = took(tmp_path, "-m", "clipper", "add", "--force", "page.html")
        ratios.append((added[0] / imported[0], added[1] / imported[1]))
    wall, processor = (statistics.median(one) for one in zip(*ratios, strict=True))
    figure("P4", turns=TURNS, ratio_by_the_clock=round(wall, 2), ratio_of_the_processor=round(processor, 2))
    assert processor < 2
