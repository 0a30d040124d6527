"""HTML in a body is drawn as the Markdown that it means, and no word of it is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.output.terminal.markdown.tree import without_markup
from tests.effort import bounded, examples
from tests.output.terminal.markdown.pages import on_terminal, text_of


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>one</p><p>two <em>three</em></p>", "one\n\ntwo three"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<h2 class=x>Head</h2>\ntext", "Head\n\ntext"),
        ("<ul>\n<li>one\n<li>two</ul>", " • one\n • two"),
        ("<ol start=3><li>one</li><li>two</li></ol>", " 3 one\n 4 two"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", " • a\n    • b"),
        ("<ul>stray<li>a</li></ul>", " • stray\n • a"),
        ("<li>alone</li>", " • alone"),
        ("<blockquote><p>one</p><p>two</p></blockquote>", "│ one\n│\n│ two"),
        ("<a href='https://e.com/?a=1&amp;b=2'>word</a>", "word[1]\n\n[1] https://e.com/?a=1&b=2"),
        ('<a href="mailto:a@e.com">a@e.com</a> <a href="#fn1">below</a> <a name=x>', "a@e.com below"),
        ('<a href="javascript:alert(1)">word</a>', "word"),
        (
            "<figure><img src=a.png alt='A map'><figcaption>Kyiv</figcaption></figure>",
            "[image: A map][1]\n\nKyiv\n\n[1] a.png",
        ),
        ("<img src=pixel.gif width=1 height=1>text", "text"),
        ("x<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup> a<sub>i</sub>", "x² H₂O 1st a_i"),
        ("word<sup><a href='#fn1'>1</a></sup>", "word¹"),
        ("<pre>a\n  b &lt;c&gt;\n\nd</pre>", "  a\n    b <c>\n\n  d"),
        ("<kbd>Ctrl</kbd> <mark>m</mark> <del>d</del> <q>said</q> <u>u</u>", "Ctrl m d “said” u"),
        ("<details><summary>More</summary>hidden</details>", "▸ More\n\nhidden"),
        ('<iframe src="https://e.com/v" title="A film"></iframe>', "[iframe: A film][1]\n\n[1] https://e.com/v"),
        ("<video controls><source src=v.mp4>no video</video>", "[video][1]\n\n[1] v.mp4"),
        ("<script>if (a < b) alert('</p>')</script>\n<style>p { }</style>\ntext", "text"),
        ("one <!-- two --> three<!--more-->", "one three"),
        ("one <!-- two\n\n*three*", "one <!-- two\n\nthree"),
        ("<div style='display: none'>preview</div>text", "text"),
        ("<div style='display:none'>never closed\n\ntext", "never closed\n\ntext"),
        ("<b>never closed\n\ntext", "never closed\n\ntext"),
        ("<div>\n\n**bold** and <b>bold</b>\n\n</div>", "bold and bold"),
        ("- a <b>b\n- c</b> d", " • a b\n • c d"),
        ("<div>\n\n    <p>indented</p>\n\n</div>", "indented"),
        ("    <p>code</p>", "  <p>code</p>"),
        ("`<b>` and <name> and a < b > c", "<b> and <name> and a < b > c"),
        ("<name>x</name> <my-card title='Card'></my-card>", "x [my-card: Card]"),
        ("&nbsp;&zwnj;&nbsp;\n\ntext&nbsp;here &copy;", "text\xa0here ©"),
        ("<input type=checkbox checked> done <input type=text>", "[x] done"),
        ("<dl><dt>Term<dd>Meaning</dl>", "Term\n\nMeaning"),
        ("<hr>\ntext", "* * *\n\ntext"),
        ("</div></p>text</b>", "text"),
        ("<p class=lead\n  id='x'>over two lines</p>", "over two lines"),
        ('<p title="a > b">text</p>', "text"),
    ],
)
def test_html_is_drawn_as_what_it_means(body: str, expected: str) -> None:
    assert re.sub(r" {2,}(?=\* \* \*)", "", text_of(body)) == expected


def test_a_link_is_drawn_and_never_live() -> None:
    shown = on_terminal("<a href='https://e.com'>a</a> <a href='javascript:x()'>b</a> [c](https://e.com) <img src=x>")
    assert "\x1b]8;" not in shown
    assert "javascript" not in shown


_PARTS = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<b>",
            "</b>",
            "<ul>",
            "<li>",
            "</ul>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
        ),
        *(
            "<blockquote>",
            "</blockquote>",
            "<a href=x>",
            "</a>",
            "<h2>",
            "</h2>",
            "<br>",
            "<hr>",
            "<sup>",
            "</sup>",
            "<pre>",
        ),
        *(
            "</pre>",
            "\n",
            "\n\n",
            "- ",
            "> ",
            "# ",
            "**",
            "`",
            "[^1]: ",
            "| ",
            "{: .x}",
            "{% if %}",
            "<",
            "<a b='",
            "&amp;",
        ),
        *(
            "<img alt='",
            "'>",
            "==",
            "[[",
            "]]",
            "<thead>",
            "<th>",
            "</tr>",
            "<details>",
            "<summary>",
            "</details>",
            "    ",
        ),
    ]
)


@settings(max_examples=examples(60))
@given(st.lists(st.one_of(_PARTS, st.just("{} ")), min_size=1, max_size=30), st.integers(20, 120))
def test_no_word_vanishes_however_the_tags_are_mixed(parts: list[str], width: int) -> None:
    body = "".join(part.replace("{} ", f"word{number}. ") for number, part in enumerate(parts))
    quoted = re.findall(r"<[^<>]*word[^<>]*", body)  # a word in a tag is not read
    quoted += re.findall(r"='[^']*'", body)
    expected = [word for word in re.findall(r"word\d+\.", body) if not any(word in tag for tag in quoted)]
    shown = re.sub(r"[\s│]", "", text_of(body, width))
    assert [word for word in expected if word not in shown] == []


@pytest.mark.parametrize(
    "body",
    [
        *("<div>" * 7_900, "x <b>" * 7_900, "<a b='" * 7_900, "<blockquote>" * 7_900, "<table><tr><td>" * 2_600),
        *(
            "x <? " * 7_900 + "y" * 200_000,
            "<ul><li>" * 100_000,
            f'<div title="{"x" * 10_000_000}">end',
            "<sup>" * 7_900,
        ),
        *("<p>" + "b c=d " * 40_000, "<!--" * 50_000, "<script>" * 7_900, "<td>" * 7_900, "<a href=x>" * 7_900),
    ],
    ids=lambda body: body[:12].strip(),
)
def test_hostile_html_is_drawn_in_seconds(body: str) -> None:
    with bounded(5):
        text_of(body)


def test_a_header_shows_its_texts_without_tags() -> None:
    assert without_markup("<p>A &amp; B</p>") == "A & B"
    assert without_markup("if a < b and <name>") == "if a < b and <name>"
