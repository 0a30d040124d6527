"""What other programs write into Markdown: footnotes, wiki links, callouts, marks, definitions."""

import pytest

from tests.effort import bounded
from tests.output.terminal.markdown.pages import text_of


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a[^1] b\n\n[^1]: https://e.com/x", "a[^1] b\n\n • [^1] https://e.com/x"),
        (
            "[^1]: one\n[^b]: *two*\n    more\n\n    Paragraph.\n\nAfter",
            " • [^1] one\n • [^b] two more\n\n   Paragraph.\n\nAfter",
        ),
        ("[^1](x)", "^1[1]\n\n[1] x"),
        ("[[Page]] [[Page#Part]] [[#Part]]", "Page Page > Part Part"),
        ("[[Page|text]]", "text[1]\n\n[1] Page"),
        ("![[a.png|300]] ![[Note]]", "[image: a.png] [embed: Note]"),
        ("a[[1]](x) [[2]] `[[Page]]`", "a[1][1] [[2]] [[Page]]\n\n[1] x"),
        ("> [!note] Title\n> text", "│ Note: Title\n│\n│ text"),
        ("> [!WARNING]\n> text", "│ Warning\n│\n│ text"),
        ("> [!tip]- Tip", "│ Tip"),
        ("> [!not a callout](x)", "│ !not a callout[1]\n\n[1] x"),
        ("==marked *so*== a==b", "marked so a==b"),
        ("Term\n: meaning\n: another", "Term\nmeaning\nanother"),
        (
            "{% include refs.md %}\n[a]: https://e.com\n\n[text][a] [word][gone]",
            "[include: refs.md]\n\ntext[1] word\n\n[1] https://e.com",
        ),
        ("[word][gone]", "[word][gone]"),
    ],
)
def test_rules(body: str, expected: str) -> None:
    assert text_of(body) == expected


@pytest.mark.parametrize(
    "body", ["[^1]: " * 1_900, "[^1]: x\n" * 1_300, "[[" * 1_300, "==a" * 20_000, "==a ==b " * 6_000]
)
def test_many_take_no_long_time(body: str) -> None:
    with bounded(5):
        text_of(body)
