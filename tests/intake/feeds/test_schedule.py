import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.intake.feeds import schedule
from clipper.intake.feeds.state import FeedState

NOW = 1_800_000_000


@pytest.mark.parametrize(
    ("max_age", "minutes", "wait"),
    [(0, 0, 900), (60, 1, 900), (3600, 0, 3600), (3600, 120, 7200), (10**9, 0, 86_400), (0, 10**6, 86_400)],
)
def test_a_feed_is_asked_again_when_its_server_and_itself_wish(max_age: int, minutes: int, wait: int) -> None:
    state = FeedState(failures=3, failing_since=1, problem="no", is_gone=True)

    schedule.answered(state, NOW, max_age=max_age, minutes=minutes)

    assert state == FeedState(next_request=NOW + wait, last_answer=NOW)


def test_a_timer_that_is_a_little_early_does_not_skip_a_round() -> None:
    state = FeedState()
    schedule.answered(state, NOW, max_age=1800, minutes=0)

    assert [schedule.is_due(state, NOW + 1800 - early) for early in (0, 60, 61)] == [True, True, False]


@given(st.integers(0, 100), st.integers(0, 10**9))
def test_a_feed_that_fails_is_asked_again_within_a_week(failures: int, retry_after: int) -> None:
    state = FeedState(failures=failures)

    schedule.failed(state, NOW, "no", retry_after=str(retry_after))

    assert NOW + 1800 <= state.next_request <= NOW + 7 * schedule.DAY
    assert state.failures == failures + 1


def test_the_first_of_several_failures_is_remembered() -> None:
    state = FeedState()
    schedule.failed(state, NOW, "one")
    schedule.failed(state, NOW + 9, "two")

    assert (state.failing_since, state.problem) == (NOW, "two")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("Fri, 15 Jan 2027 08:01:00 GMT", 60),
        ("Fri, 15 Jan 2027 08:01:00 -0000", 60),
        ("Thu, 14 Jan 2027 08:00:00 GMT", 0),
        ("9" * 400, 999_999_999),
        ("soon", 0),
        ("-5", 0),
        ("²", 0),
        ("", 0),
    ],
)
def test_a_server_says_how_long_to_wait(header: str, seconds: int) -> None:
    assert schedule.seconds_to_wait(header, NOW) == seconds
