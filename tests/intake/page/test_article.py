"""The article that is found on a page, as a tree of HTML."""

from lxml import html

from clipper.intake.page import article

SENTENCE = "A sentence of an article that is long enough to be found. "


def test_an_article_keeps_its_elements() -> None:
    items = "<ul><li>One item of the list</li><li>And another item</li></ul>"
    tree = html.document_fromstring(
        f"<body><article><h1>Head</h1><h2>Part</h2><p>{SENTENCE * 9}<b>bold</b> <a href='https://e.com/'>link</a></p>"
        f"{items}<blockquote><p>{SENTENCE}</p></blockquote><p>{SENTENCE * 9}</p></article>"
    )
    found = article.find_article(tree, "Head")
    assert found is not None
    assert {"p", "ul", "li", "blockquote", "a", "h2"} <= {element.tag for element in found.element.iter()}
    assert [link.get("href") for link in found.element.iter("a")] == ["https://e.com/"]


def test_a_tag_with_an_invalid_name_is_left_alone() -> None:
    tree = html.document_fromstring('<body><p>An <odd">odd</odd"> word</p></body>')
    article._restore_html_tags(tree)
    assert [element.tag for element in tree.iter()] == ["html", "body", "p", 'odd"']
