"""The cleaning of a page: what keeps an article from being found whole is rewritten."""

import pytest
from lxml import html
from lxml.etree import tostring

from clipper.intake.page.cleaning import clean, drop_other_articles


def clean_html(body: str) -> str:
    tree = html.document_fromstring(f"<body>{body}</body>")
    clean(tree)
    return tostring(tree).decode("utf-8").removeprefix("<html><body>").removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<div>One<br><br>Two<br>lines</div>", "<div><p>One</p><p>Two<br/>lines</p></div>"),
        ("<div><br><br>One<br><br><br>Two</div>", "<div><p>One</p><p>Two</p></div>"),
        ("<p>One<br>line</p>", "<p>One<br/>line</p>"),
        (
            "<div><div><img><p>Caption</p></div>One<br><br>Two</div>",
            "<div><div><img/><p>Caption</p></div><p>One</p><p>Two</p></div>",
        ),
        (f"<p>{'word ' * 30}<b hidden>x</b>y</p>", f"<p>{'word ' * 30}<b/>y</p>"),
        (f'<p>{"word " * 30}<i style="display: none">x</i>y</p>', f"<p>{'word ' * 30}<i/>y</p>"),
        ('<p style="visibility:hidden">A script shows it.</p>', '<p style="visibility:hidden">A script shows it.</p>'),
        ('<p style="border: 0; margin: 0">One</p>', "<p>One</p>"),
        (
            "<div>One<br><br>Two<div>Three<br><br>Four</div></div>",
            "<div><p>One</p><p>Two</p><div><p>Three</p><p>Four</p></div></div>",
        ),
        ("<p>He said <q>no</q>.</p>", "<p>He said <span>&#8220;no&#8221;</span>.</p>"),
        ("<p>He said <q>no, <b>never</b></q>.</p>", "<p>He said <span>&#8220;no, <b>never</b>&#8221;</span>.</p>"),
        ("<p>One<script>x</script> line</p>", "<p>One line</p>"),
        ("<nav>Home</nav><p>One line<button>Share</button></p>", "<p>One line</p>"),
        (
            "<nav>Home<p>A text in a menu that was not closed</p></nav>",
            "<div>Home<p>A text in a menu that was not closed</p></div>",
        ),
        (
            "<table><tr><td><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>",
            "<div><div><div><div><div><div>1</div><div>2</div></div></div></div></div></div>",
        ),
    ],
)
def test_markup_that_hides_text_is_rewritten(body: str, wanted: str) -> None:
    assert clean_html(body) == wanted


def test_other_articles_are_emptied_only_if_the_wanted_one_is_on_the_page() -> None:
    source = "<body><article><h1>One</h1>a</article><article><h1>Two</h1>b</article></body>"
    for title, wanted in [("Two", "Twob"), ("Three", "OneaTwob")]:
        tree = html.document_fromstring(source)
        drop_other_articles(tree, title)
        assert "".join(map(str, tree.itertext())) == wanted
