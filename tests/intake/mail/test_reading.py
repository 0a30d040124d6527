"""What a mail states becomes the fields of its clip; one that cannot be read says why, and what to do."""

import pytest

from clipper.errors import RefusedError
from clipper.intake.mail import letter
from clipper.intake.mail.reading import read_mail
from clipper.intake.overrides import Overrides
from clipper.model.candidate import Candidate
from clipper.model.outlet_names import OutletNames
from tests.conftest import NOW
from tests.intake.mail.shapes import LETTER, SHAPES, mail, multipart, part

WORDS = part("text/plain; charset=utf-8", "The words of the letter.\n")
EMPTY = part("text/html", "<html><head></head><body><br></body></html>")
FILE = part("application/pdf; name=a.pdf", b"%PDF", "base64", Content_Disposition="attachment; filename=a.pdf")


def read(raw: bytes, overrides: Overrides | None = None, **aliases: list[str]) -> list[Candidate]:
    return read_mail(raw, overrides or Overrides(), clipped=NOW.isoformat(), outlets=OutletNames(aliases))


def only(raw: bytes, overrides: Overrides | None = None) -> Candidate:
    (candidate,) = read(raw, overrides)
    return candidate


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (mail(b"\n"), "it has no text"),
        (mail(EMPTY), "it has no text"),
        (mail(multipart("mixed", EMPTY, FILE)), r"it has no text, only attachments: a\.pdf \(application/pdf, 1 kB\)"),
        (mail(part("application/ms-tnef; name=winmail.dat", b"x", "base64")), "its text is in winmail.dat"),
        (mail(multipart("encrypted", part("application/pgp-encrypted", "Version: 1\n"))), "it is encrypted"),
        (mail(part("application/pkcs7-mime; name=smime.p7m", b"x", "base64")), "it is encrypted"),
        (mail(part("text/html", '<div><img src="https://x.example/a.png"></div>')), "it has no text"),
        (mail(part("text/html", "<" * 100_001)), "it has too many tags to be read"),
    ],
)
def test_a_mail_without_a_text_that_can_be_read_says_why(raw: bytes, told: str) -> None:
    with pytest.raises(RefusedError, match=told):
        read(raw)


def test_what_the_user_says_wins() -> None:
    given = Overrides(title="T", source="S", date="2020-01-02", tags=("a",))
    candidate = only(SHAPES["newsletter"], given)
    assert (candidate.clip.title, candidate.clip.source, candidate.clip.date) == ("T", "S", "2020-01-02")
    assert candidate.clip.tags == ("a",)
    assert {entry.origin for entry in candidate.provenance} == {"the command line"}


def test_the_settings_name_the_outlet() -> None:
    (candidate,) = read(SHAPES["newsletter"], Paper=["paper.example"])
    assert candidate.clip.source == "Paper"


def test_the_provenance_tells_the_mail_from_the_one_that_it_forwards() -> None:
    def origins(name: str) -> set[str]:
        return {entry.origin for entry in only(SHAPES[name]).provenance}

    assert origins("newsletter") == {"the subject of the mail", "the sender of the mail", "the day of the mail"}
    assert "the day of the mail that was forwarded" in origins("forwarded-gmail")
    assert "the day of the mail that was forwarded" in origins("forwarded-as-attachment")


def test_the_plain_text_is_taken_if_the_html_cannot_be_read() -> None:
    broken = part("text/html", "<" * 100_001)
    candidate = only(mail(multipart("alternative", WORDS, broken)))
    assert candidate.clip.body == "The words of the letter.\n"
    assert "its HTML was left out" in candidate.notices[0]


def test_a_footer_of_a_list_below_the_html_stays_a_paragraph() -> None:
    page = part("text/html; charset=utf-8", "<p>The letter.</p>")
    body = only(mail(multipart("mixed", page, part("text/plain", "A list\n<x> of readers\n")))).clip.body
    assert body.startswith("The letter.\n\nA list")
    assert "x" in body.partition("A list")[2]


def test_a_long_text_with_a_mail_attached_is_the_clip_and_names_the_other() -> None:
    attached = b"Content-Type: message/rfc822\n\n" + SHAPES["newsletter"]
    candidate = only(
        mail(multipart("mixed", part("text/plain", "Words. " * 200), attached, boundary="o"), Subject="Long")
    )
    assert candidate.clip.title == "Long"
    assert candidate.notices == ("its attachments are not kept: the mail “Harbour strike ends”",)


def test_each_mail_of_a_digest_is_a_clip() -> None:
    inner = [b"\n" + mail(WORDS, Subject=f"Letter {number}") for number in (1, 2)]
    assert [one.clip.title for one in read(mail(multipart("digest", *inner)))] == ["Letter 1", "Letter 2"]


def test_mails_in_mails_end_somewhere() -> None:
    raw = mail(WORDS)
    for _ in range(20):
        raw = mail(b"Content-Type: message/rfc822\n\n" + raw)
    with pytest.raises(RefusedError, match="only attachments: the mail"):
        read(raw)


def test_a_newsletter_with_many_links_is_no_alert() -> None:
    links = "".join(f'<p><a href="https://paper.example/{n}">A title of many words {n}</a></p>' for n in range(5))
    assert (
        only(mail(part("text/html", links), Subject="News alert: the morning")).clip.title == "News alert: the morning"
    )


def test_an_alert_of_an_unknown_service_is_known_by_its_subject_and_its_outlets() -> None:
    links = "".join(f'<p><a href="https://{n}.example/">A title of many words {n}</a></p>' for n in "ab")
    assert [one.clip.url for one in read(mail(part("text/html", links), Subject="Media alert"))] == [
        "https://a.example/",
        "https://b.example/",
    ]


def test_a_letter_loses_what_its_sender_puts_around_every_letter() -> None:
    assert letter.to_markdown(LETTER, "Harbour strike ends").startswith("The strike ended on Thursday")
    assert letter.trim(["One.", "If you no longer want this, unsubscribe.", "Address"]) == ["One."]
    assert letter.trim(["Unsubscribe: how lists work", "It is easy."]) == ["Unsubscribe: how lists work", "It is easy."]
    assert letter.trim(["a", "He asked readers to unsubscribe.", "x" * 2_000]) == [
        *("a", "He asked readers to unsubscribe.", "x" * 2_000)
    ]
