from collections.abc import Iterator

import pytest

from clipper.index import refresh
from clipper.intake import page
from clipper.system import replaced
from tests.faults.pages import remember_pages
from tests.faults.victims import NEVER


@pytest.fixture(scope="session", autouse=True)
def _loaded() -> None:
    """Load what reads pages once: a page is read in each of many runs."""
    page.preload()


@pytest.fixture(autouse=True)
def trust() -> Iterator[None]:
    """Let the index trust a file at once: here it is the writing that goes wrong, and each write changes the size.

    A replaced file is never trusted by its times: then the calls of a run do not depend on how long the tests take.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(refresh, "_TICK_NS", 0)
        patch.setattr(replaced, "_TICK_NS", NEVER)
        remember_pages(patch)
        yield
