"""The text of a clip as HTML."""

import pytest

from clipper.output.markup.html import is_link, language, link, to_html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("One.\nTwo.\n\nThree & <b>.", "<p>One.\nTwo.</p>\n<p>Three &amp; &lt;b&gt;.</p>\n"),
        ("Plain.\n\n“So.”\n", "<p>Plain.</p>\n<p>“So.”</p>\n"),
        ("# A\n\n###### B", "<h2>A</h2>\n<h6>B</h6>\n"),
        ("*so* **it** is", "<p><em>so</em> <strong>it</strong> is</p>\n"),
        ("![A map](https://e.example/m.png)", '<p><a href="https://e.example/m.png">A map</a></p>\n'),
        ("[![A](https://e.example/m.png)](https://e.example/)", '<p><a href="https://e.example/">A</a></p>\n'),
        ("[x](javascript:a)", "<p>[x](javascript:a)</p>\n"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr />\n<p>b</p>\n"),
        ("&#x202e;x", "<p>\ufffdx</p>\n"),
        ("", ""),
    ],
)
def test_a_text_becomes_html(body: str, html: str) -> None:
    assert to_html(body) == html


def test_a_text_too_long_for_the_parser_is_paragraphs() -> None:
    assert to_html("*a* <b>\n\n" + "x" * 1_000_001).startswith("<p>*a* &lt;b&gt;</p>\n<p>xxx")


@pytest.mark.parametrize(
    ("address", "is_linked"),
    [
        ("https://e.example/a?b=c#d", True),
        ("HTTP://e.example:8080", True),
        ("https://bücher.example/", True),
        ("https://user@e.example/", False),
        ("https://[bad/", False),
        ("javascript:alert(1)", False),
        ("https://e.example/ b", False),
        ("", False),
    ],
)
def test_only_an_address_of_the_web_is_linked_to(address: str, is_linked: bool) -> None:
    assert is_link(address) == is_linked
    assert ("<a " in link(address, "words")) == is_linked


def test_the_language_of_a_text_is_a_code_or_nothing() -> None:
    assert language("de-CH") == ' lang="de-CH" xml:lang="de-CH"'
    assert language('de" onclick="x') == language("German, mostly") == language("") == ""
