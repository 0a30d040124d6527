"""Tables in HTML: data is drawn as a table, and what only arranges a page as its texts, one below the other."""

import pytest

from tests.output.terminal.markdown.pages import text_of


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<table><tr><th>a<th>b<tr><td>c<td align=right>1</table>", "a   b\n─────\nc   1"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a   b\nc"),
        ("<table><caption>Cap</caption><tr><th>a<th>b</table>", "Cap\n\na   b\n─────"),
        ("<table><tr><td>only one column</td></tr><tr><td>two</td></tr></table>", "only one column\n\ntwo"),
        ("<table><tr><td><h1>Head</h1></td><td><ul><li>a</ul></td></tr></table>", "Head\n\n • a"),
        ("<table><tr><td><table><tr><td>in<td>ner</table></td><td>out</table>", "in\n\nner\n\nout"),
        ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", "a\n\nb\n\nc\n\nd"),
        ("| a | b |\n|---|---|\n| one<br>two | <ul><li>x<li>y</ul> |", "a     b\n─────────\none   • x\ntwo   • y"),
        ("<table>stray</table>", "stray"),
        ("| [[a\\|b]] | c |\n|---|---|\n| d | e |\n{: .table}", "b[1]   c\n────────\nd      e"),
    ],
)
def test_tables(body: str, expected: str) -> None:
    shown = text_of(body).split("\n\n[1]")[0]
    assert "\n".join(line.rstrip() for line in shown.split("\n")) == expected


def test_a_wide_table_without_a_head_becomes_a_list() -> None:
    row = "<td>cell" * 12
    assert text_of(f"<table><tr>{row}<tr>{row}</table>", width=60).splitlines()[:2] == ["cell", "cell"]
