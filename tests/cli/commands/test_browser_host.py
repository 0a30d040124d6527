"""`clipper browser-host`: one message of the extension, one operation, one answer."""

import fcntl
import json
import os
import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper.store import archive as store
from clipper.store.operation import lifecycle
from clipper.system.browsers import ADD_ON_ID, ORIGIN
from tests.cli.conftest import Run
from tests.running import Result

TEXT = " ".join(f"Sentence {number} tells of the strike in the harbour." for number in range(40))
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="windows-1252"><title>Harbour strike ends</title>'
    '<meta property="og:site_name" content="Daily Example"><meta property="article:published_time"'
    f' content="2026-11-26T08:00:00+01:00"></head><body><article><h1>Harbour strike ends</h1><p>{TEXT}</p>'
    "<p>Zoë’s “last” word is pomegranate.</p></article></body></html>"
)
URL = "https://daily.example/harbour"

Ask = Callable[..., dict[str, Any]]


def framed(request: object) -> bytes:
    raw = json.dumps(request).encode()
    return struct.pack("=I", len(raw)) + raw


def answered(ran: Result) -> dict[str, Any]:
    """Return the one answer that stdout holds, and nothing else."""
    raw = os.fsencode(ran.out)
    (length,) = struct.unpack("=I", raw[:4])
    assert len(raw) == 4 + length
    answer: dict[str, Any] = json.loads(raw[4:])
    return answer


@pytest.fixture
def ask(run: Run, clips: Path) -> Ask:
    """Return what sends a message as Chromium does, and returns the answer."""

    def send(op: str, **request: object) -> dict[str, Any]:
        ran = run("--archive", str(clips), "browser-host", "--", ORIGIN, stdin=framed({"op": op, **request}))
        assert ran.status == 0, ran.err
        return answered(ran)

    return send


def test_a_page_is_kept_as_add_keeps_it(ask: Ask, clips: Path, run: Run, tmp_path: Path) -> None:
    answer = ask("clip", url=URL, html=PAGE, selection="")
    assert (answer["state"], answer["title"], answer["tags"]) == ("kept", "Harbour strike ends", [])
    assert answer["message"] == f"Kept as {answer['handle']}."
    assert "operation" in answer
    (kept,) = clips.glob("2026/*.md")
    other = tmp_path / "other"
    run("init", str(other))
    run("--archive", str(other), "add", "--html", "-", "--url", URL, stdin=PAGE.replace("windows-1252", "utf-8"))
    assert (other / kept.relative_to(clips)).read_bytes() == kept.read_bytes()


def test_firefox_may_ask_too(run: Run, clips: Path) -> None:
    manifest = "/home/jane/.mozilla/native-messaging-hosts/news_clipper.json"
    ran = run("--archive", str(clips), "browser-host", "--", manifest, ADD_ON_ID, stdin=framed({"op": "tags"}))
    assert answered(ran)["state"] == "tags"


def test_a_second_click_says_which_clip_it_is(ask: Ask) -> None:
    first = ask("clip", url=URL, html=PAGE)
    again = ask("clip", url=f"{URL}?utm_source=x#top", html=PAGE)
    assert (again["state"], again["handle"]) == ("known", first["handle"])
    assert again["message"] == f"Kept already as {first['handle']}."


def test_only_what_is_selected_is_kept_with_the_fields_of_the_page(ask: Ask, clips: Path) -> None:
    selection = '<p>The talks <b>failed</b>, said <a href="/who">Jane Doe</a>.</p><p>They go on.</p><script>x</script>'
    assert ask("clip", url=URL, html=PAGE, selection=selection)["state"] == "kept"
    (kept,) = clips.glob("2026/*.md")
    header, _, body = kept.read_text().partition("\n---\n\n")
    assert "source: Daily Example" in header
    assert f"url: {URL}" in header
    assert body == "The talks **failed**, said [Jane Doe](https://daily.example/who).\n\nThey go on.\n"


def test_a_selection_is_kept_from_a_page_that_shows_no_article(ask: Ask) -> None:
    page = "<html><head><title>Log in</title></head><body><p>Log in to read.</p></body></html>"
    refused = ask("clip", url=URL, html=page)
    assert refused["state"] == "refused"
    assert ask("clip", url=URL, html=page, selection="<p>The one paragraph that there is.</p>")["state"] == "kept"
    assert ask("clip", url=URL, html=page, selection="<p> </p>")["message"] == (
        "The page: what is selected holds no text."
    )


def test_tags_are_proposed_added_and_taken_back_one_operation_after_the_other(ask: Ask, run: Run, clips: Path) -> None:
    run("add", "-t", "harbour", stdin="date 2026-11-20 [Source: AP]\n\nThe harbour of the harbour town.\n")
    run("add", "-t", "harbour", stdin="date 2026-11-21 [Source: AP]\n\nAnother harbour, another strike.\n")
    kept = ask("clip", url=URL, html=PAGE)
    assert kept["suggestions"] == ["harbour"]
    tagged = ask("tag", clip=kept["handle"], tags=["Harbour"])
    assert (tagged["state"], tagged["tags"]) == ("tagged", ["harbour"])
    again = ask("tag", clip=kept["handle"], tags=["harbour"])
    assert again["operation"] is None
    assert ask("tags")["tags"] == ["harbour"]
    assert "was changed since" in ask("undo", operation=kept["operation"])["message"]
    assert ask("undo", operation=tagged["operation"]) == {"state": "undone", "message": "Taken back."}
    assert ask("undo", operation=kept["operation"])["state"] == "undone"
    assert not [*clips.glob("2026/*pomegranate*"), *clips.glob("2026/*strike-ends*")]
    assert ask("undo", operation=kept["operation"])["message"] == "There is nothing left to take back."


def test_the_history_says_what_the_browser_did(ask: Ask, run: Run) -> None:
    kept = ask("clip", url=URL, html=PAGE)
    ask("tag", clip=kept["handle"], tags=["port"])
    history = run("history", "--json").out
    assert f'["browser-host", "tag", "{kept["handle"]}", "port"]' in history
    assert f'["browser-host", "clip", "{URL}"]' in history


def test_only_what_the_browser_did_can_be_taken_back_from_there(ask: Ask, run: Run, clips: Path) -> None:
    run("add", stdin="date 2026-11-20 [Source: AP]\n\nTyped.\n")
    answer = ask("undo", operation=1)
    assert (answer["state"], answer["message"]) == ("refused", "Operation 1 was not done from the browser.")
    assert len([*clips.glob("2026/*.md")]) == 1


def test_it_says_whether_an_address_is_kept(ask: Ask) -> None:
    assert ask("known", url=URL)["state"] == "unknown"
    kept = ask("clip", url=URL, html=PAGE)
    assert ask("known", url=f"{URL}/?utm_source=x")["handle"] == kept["handle"]
    assert ask("known", url="chrome://settings")["state"] == "unknown"
    assert ask("known", url="https://daily.example/other")["state"] == "unknown"


def test_the_rules_of_the_settings_tag_what_is_clipped(ask: Ask, clips: Path) -> None:
    with (clips / store.SETTINGS_NAME).open("a") as file:
        file.write('\n[rules]\n"pomegranate" = ["fruit"]\n')
    assert ask("clip", url=URL, html=PAGE)["tags"] == ["fruit"]


@pytest.mark.parametrize(
    ("shown", "charset", "word"),
    [
        ("Ã¶ and â€œ", "windows-1252", "ö and “"),
        ("ö and “", "windows-1252", "ö and “"),
        ("Ã¶ and Ω", "windows-1252", "Ã¶ and Ω"),
        ("Ã¶ and â€œ", "UTF-8", "Ã¶ and â€œ"),
    ],
)
def test_a_page_that_lies_about_its_encoding_is_read_from_its_bytes(
    ask: Ask, clips: Path, shown: str, charset: str, word: str
) -> None:
    page = re.sub(r"Zoë.*?</p>", f"The word is {shown}.</p>", PAGE)
    assert ask("clip", url=URL, html=page, charset=charset)["state"] == "kept"
    (kept,) = clips.glob("2026/*.md")
    assert f"The word is {word}." in kept.read_text("utf-8")


def test_a_page_from_a_disk_has_no_address(ask: Ask, clips: Path) -> None:
    ask("clip", url="file:///home/jane/saved.html", html=PAGE)
    (kept,) = clips.glob("2026/*.md")
    assert "url:" not in kept.read_text()


def test_lone_surrogates_and_control_characters_of_a_page_do_no_harm(ask: Ask, clips: Path) -> None:
    assert ask("clip", url=URL, html=PAGE.replace("pomegranate", "pome\ud800granate\x1b[31m"))["state"] == "kept"
    (kept,) = clips.glob("2026/*.md")
    assert b"\x1b" not in kept.read_bytes()


@pytest.mark.parametrize(
    "request_",
    [
        [],
        "clip",
        None,
        7,
        {},
        {"op": "add"},
        {"op": ["clip"]},
        {"op": "clip"},
        {"op": "clip", "url": 1, "html": PAGE},
        {"op": "clip", "url": URL, "html": None},
        {"op": "clip", "url": URL, "html": ""},
        {"op": "clip", "url": URL, "html": PAGE, "selection": {}},
        {"op": "tag"},
        {"op": "tag", "clip": "../../../etc", "tags": ["x"]},
        {"op": "tag", "clip": "abcdefgh", "tags": ["x"]},
        {"op": "tag", "clip": "abcdefgh", "tags": []},
        {"op": "tag", "clip": "abcdefgh", "tags": [1]},
        {"op": "tag", "clip": "abcdefgh", "tags": ["x"] * 1000},
        {"op": "undo"},
        {"op": "undo", "operation": True},
        {"op": "undo", "operation": -1},
        {"op": "undo", "operation": "1"},
        {"op": "undo", "operation": 10**30},
        {"op": "known", "url": []},
    ],
    ids=str,
)
def test_anything_else_is_refused_and_changes_nothing(run: Run, clips: Path, request_: object) -> None:
    before = sorted(clips.rglob("*.md"))
    ran = run("--archive", str(clips), "browser-host", "--", ORIGIN, stdin=framed(request_))
    answer = answered(ran)
    assert answer["state"] == "refused"
    assert answer["message"].endswith(".")
    assert sorted(clips.rglob("*.md")) == before


@pytest.mark.parametrize("raw", [b"", b"\0", b"\xff\xff\xff\xff", b"\x05\0\0\0{", b"\x02\0\0\0\xff\xfe", b"GET / HTTP"])
def test_what_is_no_message_is_answered(run: Run, clips: Path, raw: bytes) -> None:
    ran = run("--archive", str(clips), "browser-host", "--", ORIGIN, stdin=raw)
    assert answered(ran)["state"] == "refused"


@given(
    st.dictionaries(
        st.sampled_from(("op", "url", "html", "selection", "clip", "tags", "operation")),
        st.sampled_from(("clip", "tag", "undo", "tags", "known")) | st.text() | st.integers() | st.lists(st.text()),
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_no_request_ends_without_an_answer(run: Run, clips: Path, request_: dict[str, object]) -> None:
    ran = run("--archive", str(clips), "browser-host", "--", ORIGIN, stdin=framed(request_))
    assert ran.status == 0
    assert answered(ran)["state"] in {"kept", "known", "unknown", "refused", "tags", "tagged", "undone"}


@pytest.mark.parametrize("arguments", [[], ["--"], ["--", "chrome-extension://other/"], ["--", "x.json", "other@x"]])
def test_started_by_hand_or_for_another_extension_it_does_nothing(run: Run, clips: Path, arguments: list[str]) -> None:
    ran = run("--archive", str(clips), "browser-host", *arguments, stdin=framed({"op": "tags"}))
    assert (ran.status, ran.out) == (2, "")
    assert "a browser starts this, for the extension of clipper" in ran.err


def test_on_a_terminal_it_does_nothing(run: Run, clips: Path) -> None:
    assert run("--archive", str(clips), "browser-host", "--", ORIGIN, terminal=True).status == 2


def test_without_an_archive_none_is_made(run: Run, tmp_path: Path) -> None:
    ran = run("--archive", str(tmp_path / "gone"), "browser-host", "--", ORIGIN, stdin=framed({"op": "tags"}))
    answer = answered(ran)
    assert answer["state"] == "refused"
    assert "There is no archive at" in answer["message"]
    assert not (tmp_path / "gone").exists()


def test_a_mistake_in_the_settings_is_told(ask: Ask, clips: Path) -> None:
    (clips / store.SETTINGS_NAME).write_text("[rules\n")
    answer = ask("clip", url=URL, html=PAGE)
    assert answer["state"] == "refused"
    assert store.SETTINGS_NAME in answer["message"]


@pytest.fixture
def locked(clips: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lock the archive, as a second browser does that is just clipping; nobody waits for it."""
    (clips / ".clipper").mkdir(exist_ok=True)
    monkeypatch.setattr(lifecycle, "LOCK_TIMEOUT", 0.0)
    with (clips / ".clipper" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.mark.usefixtures("locked")
def test_an_archive_in_use_is_told(ask: Ask, clips: Path) -> None:
    answer = ask("clip", url=URL, html=PAGE)
    assert answer["state"] == "refused"
    assert not [*clips.glob("2026/*.md")]


def test_more_tags_than_an_answer_holds_are_not_offered(ask: Ask, clips: Path) -> None:
    long = [f"{number:04}" + "é" * 196 for number in range(1000)]
    text = "---\ntitle: Many\ndate: 2026-01-01\ntags:\n" + "".join(f"- '{tag}'\n" for tag in long) + "---\n\nText.\n"
    (clips / "2026").mkdir(exist_ok=True)
    (clips / "2026" / "many.md").write_text(text)
    assert ask("tags")["tags"] == long[:500]


def test_an_answer_that_is_too_long_becomes_a_short_one(run: Run, clips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clipper.system.native_messaging.MAX_ANSWER", 120)
    ran = run("--archive", str(clips), "browser-host", "--", ORIGIN, stdin=framed({"op": "clip", "html": PAGE}))
    assert answered(ran)["message"].startswith("The answer is larger than")


def test_it_is_in_no_help(run: Run) -> None:
    assert "browser-host" not in run("--help").out
    assert "browser-host" not in run("help").out
