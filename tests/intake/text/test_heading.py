"""Lines above a pasted clipping, in every form in which people write them, and lines that are prose."""

import pytest

from clipper.intake.text import heading

BOTH = {"date": "2000-05-19", "source": "Reuters"}


@pytest.mark.parametrize(
    "line",
    [
        " date 2000-05-19 [Source: Reuters]",
        "date 2000-05-19 [Source: Reuters]\r\n",
        "\ufeff date 2000-05-19 [Source: Reuters]",
        "Date: 2000-05-19 [Source: Reuters]",
        "DATE:2000-05-19[SOURCE:Reuters]",
        "date\t2000-05-19\t[ source : Reuters ]",
        "date 2000-05-19 (Source: Reuters)",
        "date 2000-05-19 source Reuters",
        "date 2000-05-19, source: Reuters",
        "Date: 2000-05-19 | Source: Reuters",
        "[Date: 2000-05-19] [Source: Reuters]",
        "[date 2000-05-19, Source: Reuters]",
        "[Source: Reuters] date 2000-05-19",
        "(Source: Reuters) (Date: 2000-05-19)",
        "Source: Reuters, Date: 2000-05-19",
        "Source Reuters – date 2000-05-19",
        "**Date:** 2000-05-19 **Source:** Reuters",
        "*date 2000-05-19 [Source: Reuters]*",
        "Published: 2000-05-19 / Source: Reuters",
    ],
)
def test_a_line_names_a_date_and_a_source_in_any_order_case_and_brackets(line: str) -> None:
    parsed = heading.parse_line(line)
    assert parsed
    assert parsed.fields == BOTH
    assert parsed.labelled == {"date", "source"}


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("date 2000-05-19", {"date": "2000-05-19"}),
        ("Date: Monday, 19 May 2025", {"date": "Monday, 19 May 2025"}),
        ("date May 19, 2025", {"date": "May 19, 2025"}),
        ("date 19 May 2025 [Source: AP]", {"date": "19 May 2025", "source": "AP"}),
        ("Date: 2025-05-19T10:15:00+02:00", {"date": "2025-05-19T10:15:00+02:00"}),
        ("date 2000-02-30 [Source: Reuters]", {"date": "2000-02-30", "source": "Reuters"}),
        ("date 05/06/2025", {"date": "05/06/2025"}),
        ("date 20xx-05-19 [Source: Reuters]", {"date": "20xx-05-19", "source": "Reuters"}),
        ("date unknown [Source: Reuters]", {"date": "", "source": "Reuters"}),
        ("date [Source: Reuters]", {"date": "", "source": "Reuters"}),
        ("date 2000-05-19 [Source: ]", {"date": "2000-05-19"}),
        ("[Source: Reuters]", {"source": "Reuters"}),
        ("(Source: AP)", {"source": "AP"}),
        ("Source: The Times of London", {"source": "The Times of London"}),
        ("Source: reuters.com", {"source": "reuters.com"}),
        ("Source : Le Monde", {"source": "Le Monde"}),
        ("source: heise online", {"source": "heise online"}),
        ("Source: 新华社", {"source": "新华社"}),
        ("[Source: Reuters (UK)]", {"source": "Reuters (UK)"}),
        ("date 2000-05-19 [Source: A paper of many words that still is a paper]",
         {"date": "2000-05-19", "source": "A paper of many words that still is a paper"}),
        ("Source: https://example.com/a", {"url": "https://example.com/a"}),
        ("Source: [Reuters](https://example.com/a_(b))", {"source": "Reuters", "url": "https://example.com/a_(b)"}),
        ("Title: Talks: what now?", {"title": "Talks: what now?"}),
        ("Headline: Talks", {"title": "Talks"}),
        ("URL: <https://example.com/a>", {"url": "https://example.com/a"}),
        ("link: http://example.com", {"url": "http://example.com"}),
        ("Tags: world/ukraine, ceasefire", {"tags": "world/ukraine, ceasefire"}),
        ("Author: Jane Doe", {"author": "Jane Doe"}),
        ("**By:** Jane Doe", {"author": "Jane Doe"}),
    ],
)  # fmt: skip
def test_a_labelled_field_is_read_as_it_is_written(line: str, fields: dict[str, str]) -> None:
    parsed = heading.parse_line(line)
    assert parsed
    assert parsed.fields == fields
    assert parsed.labelled == set(fields)


@pytest.mark.parametrize(
    ("line", "fields", "labelled"),
    [
        ("https://example.com/a?b=c", {"url": "https://example.com/a?b=c"}, set()),
        ("19 May 2025", {"date": "19 May 2025"}, set()),
        ("By JANE DOE and John Smith", {"author": "JANE DOE and John Smith"}, set()),
        ("by Jane de la Cruz", {"author": "Jane de la Cruz"}, set()),
        ("By The Associated Press", {"author": "The Associated Press"}, set()),
        ("By April Jones", {"author": "April Jones"}, set()),
        ("By 李明", {"author": "李明"}, set()),
        ("Date:", {"date": ""}, set()),
        ("Tags: ", {"tags": ""}, set()),
        ("2000-05-19 [Source: Reuters]", BOTH, {"source"}),
        ("Source: Reuters, 19 May 2025", {"source": "Reuters", "date": "19 May 2025"}, {"source"}),
        ("[Source: Reuters, May 19, 2025]", {"source": "Reuters", "date": "May 19, 2025"}, {"source"}),
        ("Source: The Sun, 19 May 2025", {"source": "The Sun", "date": "19 May 2025"}, {"source"}),
    ],
)
def test_a_field_without_a_label_does_not_count_as_labelled(
    line: str, fields: dict[str, str], labelled: set[str]
) -> None:
    parsed = heading.parse_line(line)
    assert parsed
    assert parsed.fields == fields
    assert parsed.labelled == labelled


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Date palms are dying",
        "Date palms die in Iraq (Source: Reuters)",
        "Date 2000-05-19 will be remembered",
        "The date 2000-05-19 will be remembered",
        "Dated 19 May 2025",
        "date",
        "Up to date: 2025",
        "Date: 05-19",
        "Source: of all evil",
        "Source: Trump to meet Putin",
        "Source: Kremlin will not attend talks",
        "Source: Lakers trading Davis to Dallas",
        "Source: the minister, who did not want to be named.",
        "[Source: Reuters] The president said",
        "date 2000-05-19 [Source: Reuters] Donald Trump said after his call",
        "Source code of the bank leaked in 2025",
        "Open Source: the movement at thirty",
        "Sources: Reuters, AP",
        "Resource: Reuters",
        "Source Reuters",
        "Reuters, 19 May 2025",
        "KYIV, May 19 (Reuters) - The talks failed.",
        "2025",
        "Link: the story so far",
        "See https://example.com/a",
        "Tags: they are all over the town. Who paints them?",
        "Title fight ends in a draw",
        "Headline inflation falls",
        "By Monday the talks had failed.",
        "By Monday Morning",
        "By Land and Sea",
        "By The Numbers",
        "By the Numbers",
        "By Dawn",
        "By ; ,",
        "30 February 2000",
        "Source: see https://example.com/a",
        "(Source: One Two Three Four Five Six Seven Eight Nine)",
        "Standby Jane Doe",
        "Source: Reuters, Jane Doe, and a great many others who said so at considerable length " * 5,
    ],
)
def test_prose_is_not_taken_for_a_heading(line: str) -> None:
    assert heading.parse_line(line) is None


def test_tags_are_split_at_commas_or_at_their_hash_signs() -> None:
    assert heading.split_tags("a b, #c/d,,a b") == ("a b", "c/d")
    assert heading.split_tags("#world #war") == ("world", "war")
    assert heading.split_tags("#world war") == ("world war",)
