"""The head of a mail gives its sender, its day and its subject, in the words of many programs."""

import pytest

from clipper.intake.text.mail import parse_mail
from clipper.intake.text.stated import first_lines


def parse(text: str) -> dict[str, str]:
    return {item.field: item.value for item in parse_mail(first_lines(text, 0, len(text)))}


@pytest.mark.parametrize(
    "head",
    [
        "From: Jo Hale <jo@example.org>\nDate: Wed, Nov 25, 2026 at 11:20 AM\nSubject: Fwd: Bridge\nTo: desk",
        "Von: Jo Hale\nGesendet: Mittwoch, 25. November 2026 11:20\nAn: Redaktion\nBetreff: AW: Bridge",
        "De: Jo Hale <jo@example.org>\nEnviado el: 25 de noviembre de 2026 11:20\nPara: x\nAsunto: RV: Bridge",
        "Da: Jo Hale\nInviato: mercoledì 25 novembre 2026 11:20\nA: x\nOggetto: R: I: Bridge",
        "Od: Jo Hale\nWysłano: środa, 25 listopada 2026 11:20\nDo: x\nTemat: ODP: Bridge",
        "Fra: Jo Hale\nSendt: 25. november 2026 11:20\nTil: x\nEmne: VS: Bridge",
        "Feladó: Jo Hale\nKüldve: 2026. november 25. 11:20\nCímzett: x\nTárgy: Bridge",
        "> From: Jo Hale\n> Date: 25 November 2026, 11:20\n> Subject: Re: Bridge",
    ],
)
def test_a_head_is_read_in_each_language(head: str) -> None:
    assert parse(f"{head}\n\nThe bridge is closed.\n") == {
        "author": "Jo Hale",
        "date": "2026-11-25T11:20",
        "title": "Bridge",
    }


def test_two_lines_of_prose_with_colons_are_no_head() -> None:
    assert parse("From: the back of the hall\nSubject: money\n\nThe treasurer sat down.\n") == {}


def test_a_sender_that_is_no_person_is_the_source() -> None:
    assert parse("From: The River Desk <x@example.org>\nSubject: Water\n")["source"] == "The River Desk"
