"""The title: the headline that readers see, without its kicker; never the name of the site."""

import pytest

from tests.intake.page.metadata.pages import choose, og, origin


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        (og(title="Why bins are blue, and no longer green"), "<h1>Bins are blue, and no longer green</h1>", "<h1>"),
        (og(title="Bins: the truth"), "<h1>A street where nobody sleeps</h1>", "og:title"),
        ("<title>Blue bins explained - Example</title>", "<h1>A street where nobody ever sleeps</h1>", "other <h1>"),
        ("<title>Bins are blue and not green</title>", "<h1>The Example</h1>", "<title>"),
        ("<title>Home</title>", "<h1>Bins are blue</h1>", "other <h1>"),
        ("<title>Bins are blue | Example</title>", "<h1>Menu</h1><h3>Bins are blue</h3>", "<h3>"),
    ],
)
def test_a_heading_is_the_title_if_a_title_confirms_it_or_it_is_long(head: str, body: str, wanted: str) -> None:
    assert origin(choose(head, body), "title") == wanted


@pytest.mark.parametrize(
    ("stated", "heading", "wanted"),
    [
        ("Bins turn blue", "<i>Hestad</i> Bins turn blue", "Bins turn blue"),
        ("Bins turn blue", "<i>Hestad</i>Bins turn blue", "Bins turn blue"),
        ("Hestad: Bins turn blue", "<i>Hestad</i> Bins turn blue", "Hestad: Bins turn blue"),
        ("Bins turn blue", "Bins turn blue, and nobody knows why", "Bins turn blue, and nobody knows why"),
        ("Opinion: why bins turn blue", "Why bins turn blue", "Why bins turn blue"),
        ("Hestad", "Bins turn blue in Hestad", "Bins turn blue in Hestad"),
        ("Bins turn blue", "“Pure joy”: Bins turn blue", "“Pure joy”: Bins turn blue"),
        ("Bins turn blue", "“Pure joy” / Bins turn blue", "Bins turn blue"),
        ("Hestad: Bins turn blue", "<i class=kicker>Hestad</i> Bins turn blue", "Bins turn blue"),
    ],
)
def test_a_kicker_is_no_part_of_the_headline(stated: str, heading: str, wanted: str) -> None:
    assert choose(og(title=stated), f"<h1>{heading}</h1>").title == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Bins turn blue | Local | Hestad", "Bins turn blue"),
        ("蓝色的垃圾桶｜本地｜2026", "蓝色的垃圾桶"),
        ("Bins turn blue |", "Bins turn blue"),
        ("Bins turn blue -", "Bins turn blue"),
        ("Opinion | Why bins turn blue", "Opinion | Why bins turn blue"),
        ("Bins turn blue - and nobody knows why", "Bins turn blue - and nobody knows why"),
        ("|", "|"),
    ],
)
def test_a_title_that_no_heading_confirms_ends_at_its_first_bar(title: str, wanted: str) -> None:
    assert choose(f"<title>{title}</title>").title == wanted


def test_a_heading_is_not_cut_at_its_bar() -> None:
    heading = "Bins turn blue | A guide"
    assert choose(f"<title>{heading}</title>", f"<h1>{heading}</h1>").title == heading


def test_the_name_of_the_site_is_no_title() -> None:
    head = "<title>Example Courier</title>" + og(site_name="Example Courier")
    assert (
        choose(head, "<h1>Example Courier</h1><h2>News</h2><b>x</b><h1>Bins turn blue</h1>").title == "Bins turn blue"
    )
    assert choose("", "<h1>merrow</h1><h1>Bins turn blue</h1>", "https://merrow.com/bins").title == "Bins turn blue"
