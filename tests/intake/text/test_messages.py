"""Posts, messages of channels, chats and transcripts: who wrote them, and when."""

import pytest

from clipper.intake.text import messages
from clipper.intake.text.stated import Line, first_lines


def lines(text: str) -> list[Line]:
    return first_lines(text, 0, len(text))


@pytest.mark.parametrize(
    "account",
    ["@annlee", "@annlee@social.example", "\u202a@annlee.example\u202c", "• 2nd"],
)
def test_a_post_has_a_name_and_an_account_above_its_words(account: str) -> None:
    stated, words = messages.parse_post(lines(f"Ann Lee\n{account}\nThe ferry is back.\n6:12 PM · Nov 24, 2026\n"))
    assert [(item.field, item.value) for item in stated] == [("author", "Ann Lee"), ("date", "2026-11-24T18:12")]
    assert words == "The ferry is back."


def test_two_lines_of_prose_are_no_post() -> None:
    assert messages.parse_post(lines("Ann Lee\nwent home\nand slept.\n")) == ([], "")


def test_a_channel_of_telegram_is_the_source_and_a_person_the_author() -> None:
    channel = messages.parse_channel(lines("Harbour, [24.11.2026 18:30]\nThe pier is closed.\n"))
    person = messages.parse_channel(lines("Ann Lee, [24.11.2026 18:30]\nThe pier is closed.\n"))
    assert [(item.field, item.value) for item in channel] == [("source", "Harbour"), ("date", "2026-11-24T18:30")]
    assert person[0].field == "author"


def test_an_article_of_wechat_names_writer_account_and_day() -> None:
    stated = messages.parse_channel(lines("大桥通车\n原创 王小明 青河观察 2026-11-24 18:30\n\n看桥的人很多。\n"))
    assert {item.field: item.value for item in stated} == {
        "title": "大桥通车",
        "date": "2026-11-24T18:30",
        "source": "青河观察",
        "author": "王小明",
    }


def test_a_chat_gives_its_first_day_unless_that_has_two_readings() -> None:
    chat = "[{day}, 18:30:12] Ann Lee: is it running\n[{day}, 18:31:40] Bo Chen: no\n"
    assert [item.value for item in messages.parse_chat(lines(chat.format(day="24/11/2026")))] == ["2026-11-24"]
    assert messages.parse_chat(lines(chat.format(day="05/11/2026"))) == []


def test_a_transcript_says_that_it_is_one() -> None:
    stated = messages.parse_transcript("Transcript: Press conference, 25 May 2026")
    assert {item.field: item.value for item in stated} == {"title": "Press conference", "date": "2026-05-25"}
