"""The reader as a person uses it."""

import pytest
from textual import events

from clipper.library import Library
from tests.browse.conftest import OpenScreen, in_event_loop
from tests.conftest import FakeSystem, WriteClip

TITLES = [
    "Rates: a pause",
    "Die Züge stehen still",
    "東京で地震",
    "Ceasefire talks start",
    "2024/broken",
    "undated/letter",
]


def clip_bytes(library: Library) -> dict[str, bytes]:
    root = library.archive.root
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.glob("[!.]*/*.md"))}


@in_event_loop
async def test_the_newest_clip_is_first_and_its_text_beside_it(browse: OpenScreen) -> None:
    async with browse() as person:
        assert person.titles == TITLES
        assert "The bank waits." in person.text
        await person.press("j", "j", "j")
        assert "Peace is far." in person.text
        await person.press("k")
        assert "本文です。" in person.text
        await person.press("G")
        assert "It ends below a rule." in person.text
        await person.press("g")
        assert "The bank waits." in person.text


@in_event_loop
async def test_the_list_follows_each_letter(browse: OpenScreen) -> None:
    async with browse() as person:
        await person.press("slash")
        await person.type("peac")
        assert person.titles == ["Ceasefire talks start"]
        assert "1 of 6 clips" in person.lines[0]
        await person.press("escape")
        assert person.titles == TITLES


@in_event_loop
async def test_a_mistake_is_told_and_the_list_stays(browse: OpenScreen) -> None:
    async with browse() as person:
        await person.press("slash")
        await person.type("date:peace")
        assert "^" in person.message
        assert person.titles == TITLES
        await person.press(*["backspace"] * 5)
        assert not person.message


@in_event_loop
async def test_a_message_goes_with_the_next_key_but_a_mistake_stays_as_long_as_it_is_there(browse: OpenScreen) -> None:
    async with browse() as person:
        await person.press("D")
        assert person.message
        await person.press("j")
        assert not person.message
        await person.press("slash")
        await person.type("date:peace")
        mistake = person.message
        assert "is not a span of time" in mistake
        await person.press("enter", "j")
        assert person.message == mistake


@in_event_loop
async def test_a_parenthesis_that_is_being_typed_is_no_mistake(browse: OpenScreen) -> None:
    async with browse() as person:
        await person.press("slash")
        await person.type("tag:(")
        assert not person.message
        await person.type("world")
        assert person.titles == ["Rates: a pause", "Ceasefire talks start"]


@in_event_loop
async def test_a_query_may_be_given(browse: OpenScreen) -> None:
    async with browse("tag:world") as person:
        assert person.titles == ["Rates: a pause", "Ceasefire talks start"]


@in_event_loop
async def test_leaving_hands_over_the_selected_handles(browse: OpenScreen, library: Library) -> None:
    async with browse() as person:
        await person.press("space", "j", "space", "q")
        chosen = [library.find("rates").handle, library.find("地震").handle]
        assert person.app.return_value == chosen


@in_event_loop
async def test_ctrl_c_hands_over_nothing(browse: OpenScreen) -> None:
    async with browse() as person:
        await person.press("space", "ctrl+c")
        assert person.app.return_value is None


@in_event_loop
async def test_all_are_selected_and_none(browse: OpenScreen) -> None:
    async with browse("tag:world") as person:
        await person.press("asterisk")
        assert "2 selected" in person.lines[0]
        await person.press("asterisk")
        assert "selected" not in person.lines[0]


@in_event_loop
async def test_a_tag_is_added_to_the_selected_clips_as_one_operation(browse: OpenScreen, library: Library) -> None:
    before = clip_bytes(library)
    async with browse("tag:world") as person:
        await person.press("asterisk", "t")
        await person.type("econ")
        await person.press("tab")
        await person.type(", new")
        await person.press("enter")
        assert "Tagged 2 clips: economy, new" in person.message
        assert library.history.count() == 1
        assert b"- economy\n- new\n" in clip_bytes(library)["2000/2000-05-19-reuters-ceasefire-talks.md"]
        await person.press("u")
        assert clip_bytes(library) == before
        await person.press("U")
        assert clip_bytes(library) != before


@in_event_loop
async def test_the_cursor_stays_on_a_clip_that_changes(browse: OpenScreen) -> None:
    async with browse() as person:
        await person.press("j", "j", "j", "t")
        await person.type("later")
        await person.press("enter")
        assert person.app.rows.cursor == 3
        assert "later" in person.text


@in_event_loop
async def test_tags_are_removed(browse: OpenScreen, library: Library) -> None:
    async with browse() as person:
        await person.press("T")
        assert any("Its tags: economy, world/uk" in line for line in person.lines)
        await person.type("economy")
        await person.press("enter")
        assert library.read(library.find("rates")).tags == ("world/uk",)


@in_event_loop
async def test_a_clip_is_removed_only_after_a_yes(browse: OpenScreen, library: Library) -> None:
    before = clip_bytes(library)
    async with browse() as person:
        await person.press("d")
        assert any("Remove “Rates: a pause”? [y/N]" in line for line in person.lines)
        await person.press("n")
        assert clip_bytes(library) == before
        await person.press("d", "y")
        assert person.titles == TITLES[1:]
        await person.press("u")
        assert clip_bytes(library) == before
        assert person.titles == TITLES


@in_event_loop
async def test_only_what_was_changed_here_is_undone(browse: OpenScreen, library: Library) -> None:
    library.writer.remove([library.find("rates")])
    async with browse() as person:
        await person.press("u")
        assert person.message == "Nothing that was changed here is left to undo. `clipper undo` goes further back."
        await person.press("U")
        assert person.message == "Nothing that was undone here is left to do again."
        assert person.titles == TITLES[1:]


@in_event_loop
async def test_the_editor_changes_a_clip(browse: OpenScreen, library: Library, system: FakeSystem) -> None:
    system.editor = lambda raw: raw.replace(b"waits", b"acts")
    async with browse() as person:
        await person.press("e")
        assert "The bank acts." in person.text
        await person.press("u")
        assert "The bank waits." in person.text
    assert b"waits" in clip_bytes(library)["2025/2025-05-19-bbc-news-rates.md"]


@in_event_loop
async def test_what_the_editor_spoils_is_not_taken_over(
    browse: OpenScreen, library: Library, system: FakeSystem
) -> None:
    before = clip_bytes(library)
    async with browse() as person:
        for spoilt in (b"---\na: *b\n---\n", b" \n"):
            system.editor = lambda _, spoilt=spoilt: spoilt
            await person.press("e")
            assert "what you wrote is in" in person.message
    assert clip_bytes(library) == before


@in_event_loop
async def test_the_address_is_opened(browse: OpenScreen, system: FakeSystem) -> None:
    system.opened = []
    async with browse("ceasefire") as person:
        await person.press("o")
        assert system.opened == [("https://example.com/world/ceasefire", True)]
    async with browse("rates") as person:
        await person.press("o")
        assert "no address" in person.message


@in_event_loop
async def test_a_citation_is_copied(browse: OpenScreen) -> None:
    async with browse("ceasefire") as person:
        await person.press("y")
        assert person.message.startswith("Copied: Doe, J., & Smith, J. (2000, May 19)")


@in_event_loop
async def test_a_search_is_saved_and_chosen(browse: OpenScreen) -> None:
    async with browse("tag:world") as person:
        await person.press("s")
        assert "No search is saved yet" in person.message
        await person.press("S")
        await person.type("w")
        await person.press("enter")
        assert "Saved @w" in person.message
        await person.press("slash", *["backspace"] * 9, "enter")
        assert person.titles == TITLES
        await person.press("s")
        assert any("@w" in line and "2  tag:world" in line for line in person.lines)
        await person.press("enter")
        assert person.titles == ["Rates: a pause", "Ceasefire talks start"]


@in_event_loop
async def test_a_tag_of_the_tree_narrows_the_list(browse: OpenScreen) -> None:
    async with browse() as person:
        await person.press("number_sign")
        assert any(line.endswith(" world") for line in person.lines)
        await person.type("ukr")
        await person.press("enter")
        assert person.titles == ["Ceasefire talks start"]
        assert person.app.query_line.value == "tag:world/ukraine"


@in_event_loop
async def test_the_help_shows_every_key(browse: OpenScreen) -> None:
    async with browse(height=40) as person:
        await person.press("question_mark")
        assert any("Undo the last change" in line for line in person.lines)
        await person.press("escape")
        assert not any("Undo the last change" in line for line in person.lines)


@in_event_loop
async def test_a_clip_is_read_alone_with_its_matches(browse: OpenScreen) -> None:
    async with browse("peace", height=16) as person:
        await person.press("enter")
        assert not any("2000-05-19" in line for line in person.lines[1:3])
        await person.press("n")
        assert person.message == "Match 1 of 1."
        await person.press("N", "j", "k", "space", "pageup", "G", "g", "q")
        assert person.app.rows.display
        await person.press("enter", "escape")
        assert person.app.rows.has_focus


@in_event_loop
async def test_a_click_goes_to_a_clip_and_another_reads_it(browse: OpenScreen) -> None:
    async with browse() as person:
        for _ in range(2):
            await person.pilot.click("#rows", offset=(10, 3))
            await person.rest()
        assert person.app.rows.current
        assert person.app.rows.current.clip.source == "Reuters"
        assert person.app.is_reading


@in_event_loop
async def test_stories_are_folded(browse: OpenScreen, write_clip: WriteClip) -> None:
    text = "The ferry stays in port since the storm has broken its rudder, the company said on Monday. " * 8
    for day, source in ((1, "Herald"), (2, "Courier")):
        write_clip(
            f"ferry{day}.md", f"---\ntitle: Ferry stays\ndate: 2026-01-0{day}\nsource: {source}\n---\n\n{text}\n"
        )
    async with browse("ferry") as person:
        assert person.titles == ["Ferry stays"] * 2
        await person.press("D")
        assert person.titles == ["Ferry stays"]
        assert any("+1 outlet" in line for line in person.lines)
        await person.press("D")
        assert len(person.titles) == 2


@in_event_loop
async def test_a_clip_that_cannot_be_read_says_why_and_shows_its_text(browse: OpenScreen) -> None:
    async with browse("is:unreadable") as person:
        assert "2024/broken.md:3" in person.text
        assert "The header has an alias." in person.text
        await person.press("y")
        assert "has no citation" in person.message


@in_event_loop
async def test_what_another_program_writes_is_seen(browse: OpenScreen, write_clip: WriteClip) -> None:
    async with browse() as person:
        write_clip("2026/new.md", "---\ntitle: Quite new\ndate: 2026-02-01\n---\n\nText.\n")
        assert person.app._watcher.has_changed()
        person.app.refresh_index()
        await person.rest()
        assert person.titles == ["Quite new", *TITLES]
        assert person.app.rows.cursor == 1


@in_event_loop
async def test_a_clip_that_is_gone_is_told(browse: OpenScreen, library: Library) -> None:
    async with browse() as person:
        (library.archive.root / "2024/2024-11-02-asahi-地震.md").unlink()
        await person.press("j", "j")
        assert "2024-11-02" in person.message
        await person.press("t")
        await person.type("x")
        await person.press("enter")
        assert "There is no clip" in person.message


@in_event_loop
async def test_the_index_may_be_deleted_meanwhile(browse: OpenScreen, system: FakeSystem) -> None:
    async with browse() as person:
        for file in system.cache_folder.iterdir():
            file.unlink()
        await person.press("t")
        await person.type("x")
        await person.press("enter", "slash")
        await person.type("tag:x")
        assert person.titles == ["Rates: a pause"]


@in_event_loop
@pytest.mark.parametrize(("width", "height"), [(20, 5), (1, 1), (300, 100)])
async def test_any_size_will_do(browse: OpenScreen, width: int, height: int) -> None:
    async with browse() as person:
        await person.size_to(width, height)
        await person.press("j", "enter", "escape", "t", "escape", "question_mark", "escape")
        await person.size_to(130, 30)
        await person.rest()
        assert person.app.rows.cursor == 1
        assert "Nichts geht mehr." in person.text


@in_event_loop
async def test_two_readers_do_not_disturb_each_other(browse: OpenScreen) -> None:
    async with browse() as one, browse() as other:
        await one.press("t")
        await one.type("first")
        await one.press("enter")
        await other.press("j", "t")
        await other.type("second")
        await other.press("enter", "slash")
        await other.type("tag:first")
        assert other.titles == ["Rates: a pause"]


def test_nothing_is_written_by_reading(browse: OpenScreen, library: Library) -> None:
    before = {file: file.read_bytes() for file in library.archive.root.rglob("*") if file.is_file()}

    @in_event_loop
    async def read() -> None:
        async with browse() as person:
            await person.press("j", "enter", "j", "escape", "space", "asterisk", "D", "number_sign", "escape", "q")

    read()
    assert {file: file.read_bytes() for file in library.archive.root.rglob("*") if file.is_file()} == before


@in_event_loop
async def test_rows_are_read_when_they_come_into_sight(browse: OpenScreen, write_clip: WriteClip) -> None:
    for number in range(450):
        write_clip(f"many/{number}.md", f"---\ntitle: Clip {number}\ndate: 2026-01-01\n---\n\nText {number}.\n")
    async with browse("path:many") as person:
        rows = person.app.rows
        assert rows.count == 450
        await person.press("pagedown", "pagedown", "end")
        assert rows.cursor == 449
        assert any("Clip 99" in line for line in person.lines)
        await person.press("home", "down")
        assert rows.cursor == 1
        rows.scroll_to(0, 200, animate=False)  # as the wheel does, which leaves the cursor where it is
        await person.rest()
        assert sum("Clip" in line for line in person.lines) > 20
        assert not any("…" in line[:4] for line in person.lines)


@in_event_loop
async def test_keys_that_come_faster_than_the_screen_are_not_mistaken(browse: OpenScreen) -> None:
    async with browse() as person:
        for key in ("slash", "n", "o", "o", "n", "enter", "space"):
            person.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await person.rest()
        assert person.app.query_line.value == "noon"
        assert person.titles == ["Ceasefire talks start"]
        assert "1 selected" in person.lines[0]
