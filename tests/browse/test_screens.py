"""The whole screen, as a person sees it; each line without the blanks at its end."""

from tests.browse.conftest import OpenScreen, in_event_loop

LIST_AND_TEXT = """\
/                                                                               6 clips · 1 selected
  tssg  2025-05-19  BBC News             Rates: a pause                     economy  world/uk
● ttvs  2025-05     Süddeutsche Zeitung  Die Züge stehen still
  krzf  2024-11-02  朝日新聞             東京で地震                         opinion
  shbz  2000-05-19  Reuters              Ceasefire talks start              world/ukraine  ceasefire
  xjgt  2024/broken.md:3: an alias (`*`) is not allowed
  cpsz  undated                          letter
"""

MISTAKE = """\
/ tag:world date:x                                   0 clips
“x” is not a span of time: try 2025, 2025-05, "last month"
or 2025-05..2025-07
  tag:world date:x
                 ^
"""

PROMPT = """\
  Ceasefire talks start
  Reuters · Friday, 19 May 2000 · Jane Doe, John Smith

  clipped 2026-11-20
  https://example.com/world/ceasefire                      ▇
  world/ukraine  ceasefire
▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
Commas between them; Tab takes what is offered.
Add tags: economy
"""

SMALL = """\
/            6 clips
  tssg  Rates: a p…
  ttvs  Die Züge s…
"""


@in_event_loop
async def test_the_list_with_a_selected_clip(browse: OpenScreen) -> None:
    async with browse(width=100, height=22) as person:
        await person.press("j", "space", "k")
        assert "\n".join(person.lines).startswith(LIST_AND_TEXT)
        assert "  Nichts geht mehr." in person.lines


@in_event_loop
async def test_a_mistake_below_the_query(browse: OpenScreen) -> None:
    async with browse("tag:world date:x", width=60, height=16) as person:
        assert "\n".join(person.lines).startswith(MISTAKE)


@in_event_loop
async def test_the_prompt_for_tags_offers_one_that_is_in_use(browse: OpenScreen) -> None:
    async with browse("peace", width=60, height=16) as person:
        await person.press("t")
        await person.type("econ")
        assert "\n".join(person.lines).endswith(PROMPT.rstrip("\n"))


@in_event_loop
async def test_a_very_small_terminal_has_the_list_alone(browse: OpenScreen) -> None:
    async with browse(width=20, height=5) as person:
        assert "\n".join(person.lines).startswith(SMALL)


@in_event_loop
async def test_without_colours_none_is_left(browse: OpenScreen) -> None:
    async with browse(plain=True) as person:
        strips = person.app.screen._compositor.render_strips(person.app.screen.size)
        filtered = [
            strip.apply_filter(each, person.app.screen.background_colors[1])
            for strip in strips
            for each in person.app.get_line_filters()[-1:]
        ]
        styles = [segment.style for strip in filtered for segment in strip if segment.style]
        assert all(style.color is None or style.color.is_default for style in styles)
        assert any(style.reverse for style in styles)
