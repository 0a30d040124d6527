"""The head of a forwarded mail is found in the languages of mail programs, and nothing else is taken for one."""

import pytest

from clipper.intake.mail import forwarded

HEAD = "From: The Courier <letter@courier.example>\nDate: Wed, 25 Nov 2026 06:05:00 +0100\nSubject: Ships wait\n"


@pytest.mark.parametrize(
    ("marker", "head"),
    [
        ("---------- Forwarded message ---------", HEAD),
        ("-----Original Message-----", HEAD.replace("Date", "Sent")),
        ("Begin forwarded message:", HEAD),
        (
            "-------- Weitergeleitete Nachricht --------",
            (
                "Betreff: Ships wait\nDatum: Wed, 25 Nov 2026 06:05:00 +0100\n"
                "Von: The Courier <letter@courier.example>\nAn: a@b.example\n"
            ),
        ),
        (
            "---------- Message transféré ---------",
            "De : The Courier <letter@courier.example>\nDate : mer. 25 nov. 2026 à 06:05\nObjet : Ships wait\n",
        ),
    ],
)
def test_a_forwarded_mail_is_found(marker: str, head: str) -> None:
    written = f"A word before.\n\n{marker}\n{head}\nThe text.\n"
    found = forwarded.find_in_text(written, "")
    assert found is not None
    assert (found.sender, found.address, found.day, found.subject) == (
        *("The Courier", "letter@courier.example", "2026-11-25", "Ships wait"),
    )
    assert (written[found.start :].strip(), found.cover) == ("The text.", "A word before.")
    page = (
        "<html><head><title>x</title></head><body>"
        + written.replace("<", "&lt;").replace("\n", "<br>")
        + "</body></html>"
    )
    in_html = forwarded.find_in_html(page, "")
    assert in_html is not None
    assert (in_html.sender, in_html.day, in_html.cover) == (found.sender, found.day, found.cover)
    assert page[in_html.start :].replace("<br>", "") == "The text.</body></html>"


def test_without_a_marker_the_subject_says_that_it_was_forwarded() -> None:
    written = f"FYI\n\n{HEAD}\nThe text.\n"
    assert forwarded.find_in_text(written, "Ships wait") is None
    assert forwarded.find_in_text(written, "Fwd: Ships wait") is not None


@pytest.mark.parametrize(
    "written",
    [
        "",
        "---------- Forwarded message ---------\nThe text.\n",
        "---------- Forwarded message ---------\nFrom: here\nTo: there\n",
        f"On Wednesday she wrote:\n> {HEAD}",
    ],
)
def test_no_head_is_no_forwarded_mail(written: str) -> None:
    assert forwarded.find_in_text(written, "A subject") is None


def test_quotation_marks_go_only_if_every_line_has_one() -> None:
    assert forwarded.unquote("> a\n>\n> > b\n") == "a\n\n> b"
    assert forwarded.unquote("> a\n\nb\n") == "> a\n\nb\n"
