"""Dates of pages that state none: they are taken, and marked as only likely."""

import pytest

from tests.intake.page.metadata.pages import choose, og, origin


@pytest.mark.parametrize(
    ("head", "from_where"),
    [
        ('<script>x={"publishedAt":"2025-05-20T10:15:00Z"}</script>', "script (likely)"),
        ('<script>x="{\\"date_published\\":\\"2025-05-20\\"}"</script>', "script (likely)"),
        (og(image="https://e.com/uploads/2025/05/20/bins.jpg"), "og:image (likely)"),
    ],
)
def test_a_date_is_found_where_programs_keep_it(head: str, from_where: str) -> None:
    chosen = choose(head, "<h1>Bins are blue</h1>")
    assert (chosen.date[:10], origin(chosen, "date")) == ("2025-05-20", from_where)
    assert choose(head, "<h1>Bins are blue</h1><p>1 June 2025</p>").date == "2025-06-01"


def test_the_time_of_a_change_is_no_date() -> None:
    assert choose('<script>x={"updatedAt":"2025-05-20T10:15:00Z"}</script>', "<h1>Bins are blue</h1>").date == ""
