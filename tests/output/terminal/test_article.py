"""The page: everything that the clip says is on it, and it is drawn in bounded time."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.model.clip import Clip, StoredClip
from clipper.output.terminal import article
from tests.effort import bounded, examples
from tests.output.drawing import draw
from tests.output.hostile import widest
from tests.output.samples import CEASEFIRE, HANDLE


def page(body: str, width: int = 80, words: int = 0) -> str:
    return draw(article.render(StoredClip("a.md", HANDLE, Clip(title="T", body=body), words), width=width))


def text_of(body: str, width: int = 80) -> str:
    """Return what stands between the two rules."""
    return page(body, width).split(f"\n  {'─' * (width - 4)}\n")[1].strip("\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A <b>bold</b> move &amp; more", "  A bold move & more"),
        ("<div>\nkept\n</div>\n<!-- hidden -->", "  kept"),
        ("[word](https://e.com/a) [again](https://e.com/a)", "  word[1] again[1]\n\n  [1] https://e.com/a"),
        ("<https://e.com/a> <a@e.com>", "  https://e.com/a a@e.com"),
        (
            "![A map](https://e.com/m.png)![](https://e.com/n.png)",
            "  [image: A map][1][image][2]\n\n  [1] https://e.com/m.png\n  [2] https://e.com/n.png",
        ),
        ("[a [b] *c*](x) d", "  a [b] c[1] d\n\n  [1] x"),
        ("[x](javascript:alert(1))", "  [x](javascript:alert(1))"),
        ("Die Regierungs\xaderklärung", "  Die Regierungserklärung"),
        ("pay&#x200b;pal pay\u200bpal", "  pay<U+200B>pal pay<U+200B>pal"),
        ("**کتاب**\u200cها 👩\u200d👧", "  کتاب\u200cها 👩\u200d👧"),
        ("&#27;[2J &#x202e;", "  �[2J <U+202E>"),
        ("text\n\n[Source]: https://e.com/unused", "  text\n\n  [1] https://e.com/unused"),
        ("> one\n>\n> two", "  │ one\n  │\n  │ two"),
        ("- one\n\n  two\n- three", "   • one\n\n     two\n   • three"),
        ("```python\nprint('[b]')\n```", "    print('[b]')"),
        ("# One\n\n### Three", "  One\n\n  Three"),
        ("one  \ntwo\nthree", "  one\n  two three"),
        (":bomb: [/b]", "  :bomb: [/b]"),
        ("| a | b |\n|---|--:|\n| c | 1 |", "  a   b\n  ─────\n  c   1"),
        (f"{'&#x202e; ' * 9}end", f"  {'<U+202E> ' * 7}<U+202E>\n  <U+202E> end"),
        (f"```\n{chr(0x202E) * 10}\n```", f"    {'<U+202E>' * 9}<U\n    +202E>"),
        ("| a | b |\n|---|---|", "  a   b\n  ─────"),
    ],
)
def test_the_body_is_typeset(body: str, expected: str) -> None:
    assert text_of(body) == expected


def test_a_long_word_in_a_table_is_folded() -> None:
    assert page(f"|x|y|\n|-|-|\n|{'§' * 90}|z|").count("§") == 90


def test_a_table_with_more_columns_than_room_becomes_a_list() -> None:
    heads = "|".join(f"head{number}" for number in range(12))
    cells = "|".join(f"cell{number}" for number in range(12))
    shown = text_of(f"|{heads}|\n{'|-' * 12}|\n|{cells}|", width=60)
    assert shown.splitlines()[:2] == ["  head0: cell0", "  head1: cell1"]


_BLOCKS = st.sampled_from(
    [
        *(
            "{}",
            "# {}",
            "## {}\n{}",
            "> {}\n> {}",
            "> > {}",
            "- {}\n- {}",
            "- {}\n  - {}\n    1. {}",
            "7. {}\n\n   {}",
            "    {}",
        ),
        *(
            "```\n{}\n```",
            "*{}* **{}** `{}`",
            "[{}](https://e.com/{})",
            "![{}](https://e.com/{})",
            "<p>{}</p>",
        ),
        *(
            "|{}|{}|\n|-|-|\n|{}|{}|",
            "[r]: https://e.com/{}",
            "[{}][r]\n\n[r]: https://e.com/{}",
            "{}\n===",
            "{}\n\n---\n\n{}",
        ),
        *("~~{}~~ {}", "\\[{}\\] &lt;{}", "{}\\\n{}  \n{}", "> - {}\n>   > {}", "<https://e.com/{}> {}"),
    ]
)


@settings(max_examples=examples(33))
@given(st.lists(_BLOCKS, min_size=1, max_size=8), st.integers(40, 120))
def test_no_word_of_the_body_vanishes(blocks: list[str], width: int) -> None:
    body = "\n\n".join(blocks)
    count = body.count("{}")
    shown = page(body.format(*(f"word{number}." for number in range(count))), width)
    assert widest(shown) <= width
    shown = re.sub(r"\s", "", shown)
    assert [number for number in range(count) if f"word{number}." not in shown] == []


@pytest.mark.parametrize("depth", [5, 12, 19, 25, 60, 101, 400])
@pytest.mark.parametrize("sign", ["> ", "- ", "999999999. "])
@pytest.mark.parametrize("width", [10, 60, 100])
def test_however_deep_it_lies(depth: int, sign: str, width: int) -> None:
    shown = page(f"{sign * depth}deep", width)
    assert "deep" in shown
    assert widest(shown) <= width


@pytest.mark.parametrize(
    "body",
    [
        *("x" * 10_000_000, "word " * 400_000, "日本語、" * 300_000, "![" * 100_000, "a\n\n" * 50_000, "a\n" * 7_000),
        *("|a|b|\n|-|-|\n" + "|a|b|\n" * 2_000, "[" * 2_500, "*a* " * 4_000, "> " * 120_000, "&#27;" * 8_000),
    ],
    ids=lambda body: body[:4].strip(),
)
def test_a_huge_body_is_drawn_in_seconds(body: str) -> None:
    with bounded(5):
        shown = page(body, 100)
    assert widest(shown) <= 100
    assert shown.endswith("  a.md\n")


def test_a_body_that_is_drawn_line_by_line_breaks_at_blanks_and_loses_nothing() -> None:
    body = "  indented\tline\r\n" + "Süßer Käse und 日本語 " * 15_000 + "\u2028\x1bend"
    shown = text_of(body)
    assert shown.splitlines()[0] == "    indented  line"
    assert "".join(shown.split()) == "".join(body.replace("\x1b", "␛").split())


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("one", 0, f"{HANDLE} · 1 word · 1 min to read"),
        ("one two", 1_234, f"{HANDLE} · 1 234 words · 6 min to read"),
        (" \n", 0, f"{HANDLE} · no text"),
    ],
)
def test_the_foot_says_how_long_it_is(body: str, words: int, expected: str) -> None:
    assert page(body, words=words).splitlines()[-2] == f"  {expected}"


def test_what_the_header_says_in_its_own_words_is_shown() -> None:
    clip = CEASEFIRE.clip.replace(extra={"rating": "4", "deep": {"a": ["b", {"c": "d"}]}, "empty": None}, body="")
    shown = draw(article.render(CEASEFIRE.replace(clip=clip), width=80))
    assert "\n  rating 4\n  deep b, d\n" in shown
    assert "empty" not in shown
