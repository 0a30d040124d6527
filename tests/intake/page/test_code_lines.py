"""The numbers beside lines of code are dropped, and nothing else."""

import pytest
from lxml import html

from clipper.intake.page.code_lines import drop_line_numbers


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<table><tr><td><pre>1\n2</pre></td><td><pre>a\nb</pre></td></tr></table>", "a\nb"),
        ("<table><tr><td class='hljs-ln-numbers'>7</td><td>a</td></tr></table>", "a"),
        ("<table><tr><td class='blob-num'>1</td><td><code>a</code></td></tr></table>", "a"),
        ("<pre><span class='lineno'>1</span>a\n<span class='lineno'>2</span>b</pre>", "a\nb"),
        ("<pre><span style='user-select: none'> 1</span>a</pre>", "a"),
        ("<div><pre>1\n2\n3</pre><pre>a\nb\nc</pre></div>", "a\nb\nc"),
        ("<div><div><pre>1<br>2</pre></div><div><pre>a</pre></div></div>", "a"),
        # What only looks like numbers of lines is kept.
        ("<table><tr><td>1</td><td><code>EPERM</code></td></tr></table>", "1EPERM"),
        ("<pre><span class='m'>1</span> + 1</pre>", "1 + 1"),
        ("<pre>3\n1\n4</pre><pre>a</pre>", "3\n1\n4a"),
        ("<pre>1\n2\n3</pre>", "1\n2\n3"),
    ],
)
def test_numbers_of_lines_are_dropped(body: str, wanted: str) -> None:
    tree = html.document_fromstring(f"<body>{body}</body>")
    drop_line_numbers(tree)
    assert "".join(map(str, tree.itertext())) == wanted
