"""Nothing in a clip acts on the terminal, whatever it is drawn on."""

from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from clipper.analysis.duplicates import Member, Story, with_differences
from clipper.index.neighbours import Neighbours
from clipper.model.clip import Clip, StoredClip
from clipper.model.keys import FIELDS
from clipper.output.plain import article as article_json
from clipper.output.plain import clips, duplicates, template
from clipper.output.terminal import article, theme
from clipper.output.terminal import clips as clip_table
from clipper.output.terminal import duplicates as duplicate_stories
from clipper.output.terminal.guard import Guarded
from tests.effort import examples
from tests.output.drawing import draw, draw_on_terminal
from tests.output.hostile import FORBIDDEN, JOINING, leaks, stored_clips, widest
from tests.output.samples import CEASEFIRE, HANDLE, MORNING, UNIQUE_LENGTHS

_HOSTILE = (*FORBIDDEN, *JOINING)
_SINGLE_FIELDS = [name for name, field in FIELDS.items() if not field.many]


def drawn(renderable: RenderableType, width: int = 80, *, terminal: bool = True) -> str:
    return draw_on_terminal(renderable, width) if terminal else draw(renderable, width=width)


def every_view(stored: StoredClip, width: int = 80, *, terminal: bool = True) -> str:
    columns = [*FIELDS, "handle", "path", "name", "words"]
    table = clip_table.render([stored], unique_lengths={}, total=1, width=width, columns=columns)
    drawings = [drawn(view, width, terminal=terminal) for view in (table, article.render(stored, width=width))]
    tsv = "".join(clips.serialize("tsv", [stored])).replace("\t", "  ", 5)
    lines = [tsv, *(line for name in clips.FORMATS[2:] for line in clips.serialize(name, [stored]))]
    fill = template.parse("".join(f"{{{name}}} " for name in (*FIELDS, "path", "name", "problem", "words")))
    return "\n".join([*drawings, *lines, article_json.json(stored), fill(stored)])


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
@pytest.mark.parametrize("start", range(0, len(_HOSTILE), 300))
def test_no_forbidden_character_of_any_field_comes_out_of_any_view(start: int, terminal: bool) -> None:
    hostile = "a" + "a".join(_HOSTILE[start : start + 300]) + "a"
    values = dict.fromkeys(_SINGLE_FIELDS, hostile) | {
        "author": (hostile,),
        "tags": (hostile,),
        "extra": {hostile: hostile},
    }
    references = "".join(f"&#{ord(character)};x" for character in _HOSTILE[start : start + 300])
    clip = Clip(**values, body=f"{hostile}\n\n{references}\n\n`{hostile}`\n\n[a](https://e.com/{references})")  # type: ignore[arg-type]
    assert len(values) + 2 == len(Clip._fields)
    for stored in (StoredClip(hostile, HANDLE, clip), StoredClip(hostile, HANDLE, Clip(problem=hostile))):
        assert not leaks(every_view(stored, terminal=terminal))
        assert widest(drawn(article.render(stored, width=80), 1_000, terminal=terminal)) <= 80


@settings(max_examples=examples(33))
@given(stored_clips, st.integers(20, 120), st.booleans())
def test_nothing_leaks_from_nasty_clips_and_no_line_is_too_wide(stored: StoredClip, width: int, terminal: bool) -> None:
    assert not leaks(every_view(stored, width, terminal=terminal))
    assert widest(drawn(article.render(stored, width=width), 1_000, terminal=terminal)) <= width


@settings(max_examples=60)
@given(st.lists(stored_clips, min_size=3, max_size=6), st.integers(20, 120), st.booleans())
def test_nothing_leaks_from_what_is_around_a_clip(many: list[StoredClip], width: int, terminal: bool) -> None:
    own, before, *others = many
    neighbours = Neighbours(tuple(others), 3, (own,), before, None)
    drawing = drawn(article.render(CEASEFIRE, width=width, neighbours=neighbours), 1_000, terminal=terminal)
    assert not leaks(drawing + article_json.json(own, neighbours))
    assert widest(drawing) <= width


@settings(max_examples=60)
@given(st.lists(stored_clips, min_size=2, max_size=4), st.integers(40, 120), st.booleans())
def test_nothing_leaks_from_stories_and_from_what_differs(many: list[StoredClip], width: int, terminal: bool) -> None:
    members = tuple(
        Member(stored, kind, 50) for stored, kind in zip(many, ("first", "near", "exact", "address"), strict=False)
    )
    story = Story(1, members, tuple(stored.clip.source for stored in many))
    stories = [*with_differences([story], lambda stored: stored.clip.body)]
    drawing = drawn(
        duplicate_stories.render(stories, unique_lengths={}, total=1, width=width), 1_000, terminal=terminal
    )
    written = "".join((*duplicates.tsv(stories), *duplicates.json(stories, with_changes=True))).replace("\t", "  ")
    assert not leaks(drawing + written)
    assert widest(drawing) <= width


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://e.com/\x1b[2J", "https://é.com"]
)
def test_only_a_plain_web_address_becomes_a_link(address: str) -> None:
    assert "\x1b]8;" in drawn(article.render(CEASEFIRE, width=80))
    odd = CEASEFIRE.replace(clip=CEASEFIRE.clip.replace(url=address, body=f"[a]({address}) <{address}>"))
    assert "\x1b]8;" not in drawn(article.render(odd, width=80))


def test_the_guard_stops_what_was_drawn_without_care() -> None:
    careless = Group(Text("\x1b]0;owned\x07 \u202e\tx\n"), Text("link", style=Style(link="https://e.com/\x1b[2J")))
    assert leaks(drawn(careless))
    assert not leaks(drawn(Guarded(careless)))
    assert "link" in drawn(Guarded(careless))


@pytest.mark.parametrize(("switch", "colours"), [({}, True), ({"NO_COLOR": "1"}, False), ({"no_color": True}, False)])
def test_without_colour_there_are_weights_but_no_colours(
    switch: dict[str, object], colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    if "NO_COLOR" in switch:
        monkeypatch.setenv("NO_COLOR", "1")
    out = StringIO()
    console = theme.console(out, color="never" if "no_color" in switch else "auto", width=80)
    console.print(clip_table.render(MORNING, unique_lengths=UNIQUE_LENGTHS, total=99, width=80))
    assert ("\x1b[36m" in out.getvalue()) is colours
    assert "\x1b[1" in out.getvalue()


def test_all_tags_have_one_colour_and_one_weight() -> None:
    assert {theme.chip(tag).style for tag in ("world/ukraine", "moon", "a\x1bb")} == {"clip.tag"}
    assert not theme.THEME.styles["clip.tag"].bold
    assert theme.chip("a\x1bb").plain == "a␛b"
