"""The press review as a mail, as Python's own parser reads it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO

import pytest

from clipper.output.review.forms import FormOptions, mail
from clipper.output.review.issue import Issue
from tests.output.exporters.samples import MARKUP
from tests.output.exporters.test_hostile import SAFE_TAGS, links
from tests.output.review.samples import digest_clip, sample_issue, written


def read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def parts(raw: bytes) -> dict[str, str]:
    return {part.get_content_type(): part.get_content() for part in read(raw).iter_parts()}


def test_it_is_a_draft_with_two_forms_of_one_content() -> None:
    raw = written("mail", sample_issue())
    message = read(raw)
    assert message["Subject"] == "Press review, 27 November 2026: Harbour strike"
    assert (message["X-Unsent"], message["To"], message["Date"]) == ("1", None, None)
    assert message.get_content_type() == "multipart/alternative"
    assert not message.defects
    found = parts(raw)
    assert [*found] == ["text/plain", "text/html"]
    for content in found.values():
        for words in (
            "Harbour strike ends after nine days",
            "港のストライキ終わる",
            "انتهى الإضراب.",
            "For internal use.",
        ):
            assert words in content, words
    assert (
        "1. Harbour strike ends after nine days\nDaily Example · 21 November 2026 · Jane Doe · p. A5\nLeads on our"
        in (found["text/plain"].replace("\r\n", "\n"))
    )


def test_lines_are_as_mail_has_them() -> None:
    raw = written("mail", sample_issue())
    assert max(map(len, raw.split(b"\r\n"))) < 200
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()


def long_issue(text: str = "The strike at the port ended at dawn. " * 10) -> Issue:
    return sample_issue([digest_clip(number, beginning=text) for number in range(300)])


@pytest.mark.parametrize("text", ["The strike ended at dawn. " * 16, "港のストライキは木曜日の明け方に終わった。" * 12])
def test_it_has_room_for_so_many_clips_and_says_how_many_are_left_out(text: str) -> None:
    out = BytesIO()
    told = mail.write(long_issue(text), out, FormOptions())
    raw = out.getvalue()
    assert mail.MOST_BYTES * 0.9 < len(raw) <= mail.MOST_BYTES
    found = parts(raw)
    count = found["text/html"].count("<h3")
    assert (
        told == f"The mail has the first {count} clips of 300: more than 90 KiB is cut off. `-o review.html` holds all."
    )
    for content in found.values():
        assert f"{300 - count} more clips are not in this mail." in content
    assert len(mail._message(long_issue(text), count + 1)) > mail.MOST_BYTES


def test_both_parts_have_the_excerpt_whole_and_the_plain_one_begins_a_full_text() -> None:
    excerpt = "word " * 150 + "END"
    shown = parts(written("mail", sample_issue([digest_clip(beginning=excerpt)])))
    assert all("END" in " ".join(content.split()) for content in shown.values())
    full = digest_clip(extent="full", beginning="", text=excerpt)
    shown = parts(written("mail", sample_issue([full])))
    assert shown["text/plain"].count("word") == 80
    assert "END" in shown["text/html"]


def test_a_text_that_is_too_long_alone_is_left_out() -> None:
    out = BytesIO()
    mail.write(sample_issue([digest_clip(extent="full", text="word " * 50_000)]), out, FormOptions())
    assert "1 more clip is not in this mail." in parts(out.getvalue())["text/html"]


def test_a_hostile_text_is_letters() -> None:
    line = " ".join(MARKUP)
    clip = digest_clip(title=line, source=line, url=line, text="\n\n".join(MARKUP), comment=line, note=line)
    raw = written("mail", sample_issue([clip], title=line, subtitle="a\r\nBcc: x@e.example"))
    message = read(raw)
    assert message["Bcc"] is None
    found = links(parts(raw)["text/html"])
    ours = {"html", "head", "meta", "title", "body", "div", "b", "bdi", "span"}
    assert found.tags <= SAFE_TAGS | ours
    assert not {name for name in found.attributes if name.startswith("on")} | (found.attributes & {"src", "srcset"})
    assert all(address.startswith(("http://", "https://")) for address in found.addresses)
