import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import BusyError, ClipperError
from clipper.intake.feeds.state import FeedState, WatchState
from tests.conftest import FakeSystem

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


def test_what_is_saved_is_loaded_and_feeds_that_are_not_watched_are_forgotten(system: FakeSystem) -> None:
    state = WatchState(system, "x")
    state.feeds = {"a": FeedState(etag='"1"', keys=["k"], is_gone=True, failures=2), "b": FeedState()}

    state.save(["a", "c"])

    assert WatchState(system, "x").load().feeds == {"a": state.feeds["a"]}


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"3", b'{"feeds": []}', b'{"feeds": {"a": 3}}', b"\xff", b"[" * 9999]
)
def test_a_damaged_file_is_as_good_as_none(system: FakeSystem, raw: bytes) -> None:
    state = WatchState(system, "x")
    system.write_file(state.file, raw)

    assert state.load().feed("a") == FeedState()


@given(JSON)
def test_whatever_the_file_says_the_state_has_the_right_types(values: object) -> None:
    state = FeedState.from_dict({"keys": values, "etag": values, "failures": values, "is_gone": values})

    assert [type(value) for value in (state.keys, state.etag, state.failures, state.is_gone)] == [list, str, int, bool]
    assert all(isinstance(key, str) for key in state.keys)


def test_keys_that_are_still_in_the_feed_are_forgotten_last() -> None:
    state = FeedState(keys=[str(number) for number in range(6000)])

    state.remember(["new"], ["new", "0", "other"])

    assert state.keys[-2:] == ["0", "new"]
    assert len(state.keys) == 5002
    assert "999" not in state.keys
    assert "other" not in state.keys


def test_only_one_process_has_the_states(system: FakeSystem) -> None:
    with WatchState(system, "x").lock():
        other = WatchState(system, "x")
        with pytest.raises(BusyError), other.lock():
            pass
        with WatchState(system, "y").lock():
            pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_an_error(system: FakeSystem) -> None:
    system.state_folder.mkdir(mode=0o500)

    with pytest.raises(ClipperError), WatchState(system, "x").lock():
        pass


def test_a_pipe_in_place_of_the_lock_is_not_waited_for(system: FakeSystem) -> None:
    folder = system.state_folder / "feeds"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "x.lock")

    with pytest.raises(ClipperError), WatchState(system, "x").lock():
        pass


def test_the_file_names_no_version_that_it_does_not_have(system: FakeSystem, tmp_path: Path) -> None:
    WatchState(system, "x").save([])

    assert json.loads((tmp_path / "state" / "feeds" / "x.json").read_text()) == {"version": 1, "feeds": {}}
