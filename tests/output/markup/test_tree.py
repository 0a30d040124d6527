"""The text of a clip as a tree of plain values."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clipper.output.markup.tree import Node, to_tree
from tests.output import hostile
from tests.output.exporters.samples import MARKUP

KINDS = {
    *("paragraph", "heading", "quote", "bullets", "numbers", "item", "code", "rule", "table", "head", "rows", "row"),
    *("cell", "words", "code words", "break", "strong", "emphasis", "strike", "link"),
}


def plain(markdown: str) -> object:
    return [node.plain() for node in to_tree(markdown)]


def words(nodes: tuple[Node, ...]) -> str:
    return "".join(node.words + words(node.children) for node in nodes)


def every(nodes: tuple[Node, ...]) -> list[Node]:
    return [inner for node in nodes for inner in (node, *every(node.children))]


def test_a_text_becomes_its_parts() -> None:
    assert plain("One *two* `three`\n\n3. first\n") == [
        {
            "kind": "paragraph",
            "children": [
                {"kind": "words", "words": "One "},
                {"kind": "emphasis", "children": [{"kind": "words", "words": "two"}]},
                {"kind": "words", "words": " "},
                {"kind": "code words", "words": "three"},
            ],
        },
        {
            "kind": "numbers",
            "start": 3,
            "children": [
                {
                    "kind": "item",
                    "children": [{"kind": "paragraph", "children": [{"kind": "words", "words": "first"}]}],
                }
            ],
        },
    ]


def test_headings_have_no_gaps() -> None:
    found = [node.level for node in to_tree("## a\n\n#### b\n\n###### c\n\n### d\n\n# e\n") if node.kind == "heading"]
    assert found == [1, 2, 3, 2, 1]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("one\ntwo", "one two"),
        ("一行\n二行", "一行二行"),
        ("one  \ntwo", "onetwo"),
        ("![a picture](https://e.example/x)", "a picture"),
    ],
)
def test_lines_are_joined(markdown: str, expected: str) -> None:
    assert words(to_tree(markdown)) == expected


def test_cells_are_aligned() -> None:
    cells = [node for node in every(to_tree("| a | b |\n|---|--:|\n| 1 | 2 |\n")) if node.kind == "cell"]
    assert [(words(cell.children), cell.align) for cell in cells] == [
        ("a", ""),
        ("b", "right"),
        ("1", ""),
        ("2", "right"),
    ]


@given(st.lists(st.sampled_from(MARKUP) | hostile.nasty, max_size=5).map("\n\n".join))
@example("\n\n".join(MARKUP))
def test_a_hostile_text_is_words_and_leads_only_to_the_web(markdown: str) -> None:
    tree = to_tree(markdown)
    found = every(tree)
    assert {node.kind for node in found} <= KINDS
    assert all(not node.address or node.address.startswith(("http://", "https://")) for node in found)
    assert hostile.leaks(" ".join(node.words for node in found).replace("\n", " ").replace("\t", " ")) == []
    json.dumps([node.plain() for node in tree], ensure_ascii=False)
