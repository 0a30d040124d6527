"""Nothing in a clip acts on the terminal of the reader."""

import os
import re

import pytest

from clipper.library import Library
from tests.browse.conftest import OpenScreen, Person, in_event_loop
from tests.conftest import Figure
from tests.output.hostile import leaks
from tests.test_leaks import EVIL, hostile_clips, hostile_names, quoted

_LINK = re.compile(r"https?://[\x21-\x7e]+", re.IGNORECASE)


def found(person: Person) -> list[str]:
    """Return what is on the screen, or below its edge in the text, that must not reach a terminal."""
    screen = person.app.screen
    strips = [*screen._compositor.render_strips(screen.size), *person.app.text._typeset.lines]
    segments = [segment for strip in strips for segment in strip]
    links = {str(segment.style.link) for segment in segments if segment.style and segment.style.link}
    return [
        *(str(segment.control) for segment in segments if segment.control),
        *(link for link in links if not _LINK.fullmatch(link)),
        *leaks("\n".join("".join(segment.text for segment in strip) for strip in strips).replace("\n", " ")),
    ]


@pytest.fixture
def hostile(library: Library) -> int:
    """Fill the archive with hostile clips and names, and return their number."""
    files = [(os.fsencode(path), raw) for path, raw in hostile_clips()]
    files += [(name, b"---\ntitle: x\n---\n\nBody %d\n" % number) for number, name in enumerate(hostile_names())]
    for name, raw in files:
        file = library.archive.root / os.fsdecode(name)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(raw)
    return len(files)


@in_event_loop
@pytest.mark.parametrize("step", [12, pytest.param(1, marks=pytest.mark.slow)])
async def test_every_hostile_clip_is_harmless_in_the_list_and_alone(
    browse: OpenScreen, hostile: int, step: int, figure: Figure
) -> None:
    async with browse(width=150, height=40) as person:
        assert person.app.rows.count == hostile + 6
        places = range(0, person.app.rows.count, step)
        for _ in places:
            assert not found(person), person.app.rows.current
            await person.press("enter")
            assert not found(person), person.app.rows.current
            await person.press("escape", *"j" * step)
        figure("T8", "reader", screens=2 * len(places), leaks=0)


@in_event_loop
@pytest.mark.usefixtures("hostile")
async def test_hostile_tags_and_titles_are_harmless_in_questions_and_choices(browse: OpenScreen) -> None:
    async with browse("path:tags OR path:title", width=150, height=40) as person:
        for keys in (("number_sign",), ("T",), ("d",), ("s",), ("y",), ("D",)):
            for line in ("g", "G"):
                await person.press(line, *keys)
                assert not found(person), keys
                await person.press("escape")
        await person.press("t")
        await person.type("new")
        await person.press("enter")
        assert not found(person)


@in_event_loop
async def test_a_mistake_in_a_hostile_query_is_harmless(browse: OpenScreen) -> None:
    async with browse() as person:
        for start in range(0, len(EVIL), 60):
            person.app.query_line.value = f"date:{EVIL[start : start + 60]}"
            await person.rest()
            assert not leaks(person.message.replace("\n", " "))


@in_event_loop
async def test_an_address_that_is_none_is_not_opened(browse: OpenScreen, library: Library) -> None:
    file = library.archive.root / "evil.md"
    file.write_text(f"---\ntitle: Evil\nurl: {quoted('file:///etc/passwd')}\n---\n\nText.\n")
    async with browse("evil") as person:
        await person.press("o")  # the fake system would fail the test
        assert "no address" in person.message
