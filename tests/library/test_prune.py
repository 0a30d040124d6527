"""The operations from before a span are found, to be dropped from the history."""

import pytest

from clipper.errors import UsageError
from clipper.library import Library, retag
from clipper.library.prune import find_old_operations


@pytest.fixture
def changed(library: Library) -> Library:
    """Return the small archive after one operation, made at the time of the tests."""
    library.writer.change(retag.remove(library, ["ceasefire"]).edits)
    return library


def test_operations_from_before_a_span_are_old(changed: Library) -> None:
    records, day = find_old_operations(changed, "tomorrow")
    assert [record.number for record in records] == [1]
    assert day > changed.system.today().isoformat()
    assert find_old_operations(changed, "today") == ([], changed.system.today().isoformat())


@pytest.mark.parametrize(
    ("span", "message"), [("soon", "“soon” is not a span of time"), ("..2025", "“..2025” has no beginning")]
)
def test_a_text_that_names_no_first_day_is_a_usage_error(changed: Library, span: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        find_old_operations(changed, span)
