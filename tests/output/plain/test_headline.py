"""The headline that became the title is not printed twice."""

import pytest

from clipper.output.plain.headline import without_headline


@pytest.mark.parametrize(
    "body",
    [
        "# Peace at last\n\nText.",
        "\n## **Peace** at LAST #\n\nText.",
        "Peace at last\n=====\n\nText.",
        "Peace at last\r\n\r\nText.",
        "**Peace at last**\n\nText.",
        "# Peace at last\nText.",
    ],
)
def test_a_first_line_that_is_the_title_goes(body: str) -> None:
    assert without_headline(body, "Peace at last").strip() == "Text."


@pytest.mark.parametrize(
    "body",
    [
        "Peace at last, they say.\n\nText.",
        "Peace at last\ncame on Monday.",
        "Peace at last",
        "Text.\n\n# Peace at last",
        "",
        "> Peace at last, no more.\n\nText.",
    ],
)
def test_every_other_body_stays(body: str) -> None:
    assert without_headline(body, "Peace at last") == body
    assert without_headline(body, "") == body
    assert without_headline(body, "…") == body


def test_a_heading_goes_even_if_nothing_follows() -> None:
    assert without_headline("# Peace", "Peace") == ""
