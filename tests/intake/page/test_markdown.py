"""HTML becomes Markdown: the text stays the same, and nothing is left on which a browser would act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from clipper import text
from clipper.intake.page import markdown

URL = "https://example.com/news/story.html"
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
"""Parses Markdown as other programs do, raw HTML too."""


def convert(body: str, *, pictures: bool = False) -> str:
    tree = html.document_fromstring(f"<body>{body}</body>").find("body")
    assert tree is not None
    return markdown.convert(tree, url=URL, pictures=pictures)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>One.</p><p>Two\n  lines.</p>", "One.\n\nTwo lines.\n"),
        ("<div>One<div>Two</div>Three</div>", "One\n\nTwo\n\nThree\n"),
        ("<p>One<br>Two<br><br>Three</p>", "One\\\nTwo\n\nThree\n"),
        ("<p><br>One<br></p>", "One\n"),
        ("<p> </p><p>&nbsp;</p><p></p>", ""),
        ("<h2>Head <b>line</b></h2><p>x</p>", "## Head line\n\nx\n"),
        ("<h3>C #</h3>", "### C \\#\n"),
        (
            "<p>a <b>bold</b>, an <i>italic</i> and a <del>gone</del> word</p>",
            "a **bold**, an *italic* and a ~~gone~~ word\n",
        ),
        ("<p>a<b> bold </b>word</p>", "a **bold** word\n"),
        ("<p><b>one</b><b>two</b> <b></b></p>", "**onetwo**\n"),
        ("<p><b>all <b>of</b> it</b></p>", "**all of it**\n"),
        ("<p><b>one<br><br>two</b></p>", "**one**\n\n**two**\n"),
        ("<p>so<b>“quoted”</b>on</p>", "so“quoted”on\n"),
        ("<p>H<sub>2</sub>O, 10<sup>6</sup>, 1<sup>er</sup></p>", "H₂O, 10⁶, 1er\n"),
        ("<p>he said <q>no</q></p>", "he said “no”\n"),
        ("<p><ruby>漢<rt>かん</rt></ruby>字</p>", "漢字\n"),
        ("<p>co\u00adope\u200brate\u202e\x07</p>", "cooperate\n"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c\n"),
        ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c\n"),
        ("<ol start=3><li>a</li><li></li><li>b</li></ol>", "3. a\n4. b\n"),
        ("<dl><dt>Term</dt><dd>What it is</dd></dl>", "**Term**\n\nWhat it is\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b\n"),
        ("<pre>if x:\n    `y`</pre>", "```\nif x:\n    `y`\n```\n"),
        ("<pre>```</pre>", "````\n```\n````\n"),
        ("<p>the <code>a`b</code> sign</p>", "the ``a`b`` sign\n"),
        ("<p>a</p><hr><p>b</p>", "a\n\n* * *\n\nb\n"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td><p>x</p><p>y</p></td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1\\|2 | x y |\n",
        ),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "|  |  |\n| --- | --- |\n| 1 | 2 |\n"),
        (
            "<table><tr><td colspan=2>1</td></tr><tr><td>2</td><td>3</td></tr></table>",
            "|  |  |\n| --- | --- |\n| 1 |  |\n| 2 | 3 |\n",
        ),
        ("<table><tr><td>one</td></tr><tr><td>two</td></tr></table>", "one\n\ntwo\n"),
        ("<table><tr><td><table><tr><td>in</td></tr></table></td><td>out</td></tr></table>", "in\n\nout\n"),
        ("<details><summary>More</summary><p>text</p></details>", "**More**\n\ntext\n"),
        ("<a href=/x><h2>Head</h2></a>", "## Head\n"),
        ("<figure><img src=/a.png><figcaption>Below</figcaption></figure>", "Below\n"),
    ],
)
def test_elements_of_html_become_markdown(body: str, wanted: str) -> None:
    assert convert(body) == wanted


@pytest.mark.parametrize(
    ("href", "wanted"),
    [
        ("other.html?a=1&amp;b=2", "[here](https://example.com/news/other.html?a=1&b=2)"),
        ("//cdn.example.com/x", "[here](https://cdn.example.com/x)"),
        ("https://e.com/a (b) “c”", "[here](https://e.com/a%20%28b%29%20“c”)"),
        ("https://e.com/\u202ex", "[here](https://e.com/x)"),
        ("#part", "here"),
        (URL + "#part", "here"),
        ("javascript:alert(1)", "here"),
        ("JaVaScript:alert(1)", "here"),
        ("data:text/html,x", "here"),
        ("mailto:x@example.com", "here"),
        ("", "here"),
        ("http://[", "here"),
    ],
)
def test_a_link_leads_to_the_web_or_becomes_its_text(href: str, wanted: str) -> None:
    assert convert(f'<p>look <a href="{href}">here</a></p>') == f"look {wanted}\n"


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "\\<script>alert(1)\\</script>"),
        ("&lt;!-- x --&gt; 1 &lt; 2", "\\<!-- x --> 1 < 2"),
        ("&amp;copy; and &amp; so", "\\&copy; and & so"),
        ("# no heading", "\\# no heading"),
        ("#hashtag", "#hashtag"),
        ("- no item", "\\- no item"),
        ("+ no item", "\\+ no item"),
        ("* no item", "\\* no item"),
        ("1. no item", "1\\. no item"),
        ("&gt; no quote", "\\> no quote"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("***", "\\*\\*\\*"),
        ("[sic] and [no](link)", "[sic] and [no\\](link)"),
        ("[a]: https://e.com", "[a\\]: https://e.com"),
        ("[[wiki]] [^1] ![x](y)", "\\[[wiki]] \\[^1] ![x\\](y)"),
        ("snake_case and _so_", "snake_case and \\_so\\_"),
        ("2 * 3 and *so*", "2 * 3 and \\*so\\*"),
        ("~~gone~~ `code` C:\\dir", "\\~\\~gone\\~\\~ \\`code\\` C:\\\\dir"),
    ],
)
def test_text_that_looks_like_markdown_stays_text(shown: str, wanted: str) -> None:
    assert convert(f"<p>{shown}</p>") == f"{wanted}\n"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<noscript>x</noscript>",
        "<template>x</template>",
        "<iframe>x</iframe>",
        "<svg><text>x</text></svg>",
        "<button>x</button>",
        "<select><option>x</option></select>",
        "<!-- x -->",
        "<nav>x</nav>",
    ],
)
def test_elements_without_text_are_left_out_and_the_text_after_them_stays(hidden: str) -> None:
    assert convert(f"<p>before {hidden}after</p>") == "before after\n"


def test_pictures_are_kept_on_request() -> None:
    picture = '<p><img data-src="/a b.jpg" src="data:image/gif;base64,x" alt="A [b]"> <img src=/1.gif width=1></p>'
    assert convert(picture, pictures=True) == "![A \\[b\\]](https://example.com/a%20b.jpg)\n"
    assert convert(picture) == ""


def test_deep_nesting_is_cut_off_and_its_text_stays() -> None:
    deep = convert("<div>" * 200 + "<b>word</b>" + "</div>" * 200)
    assert text.words(deep) == ["word"]
    assert text.words(convert("<ul><li>" * 100 + "word")) == ["word"]
    assert text.words(convert("<b><i>" * 100 + "word")) == ["word"]


LETTERS = st.text(alphabet="ab1 .,*_`[]()<>#+-=!&~|\\:;\"'“”é字。 \n", max_size=12)
INLINE = ("b", "i", "em", "strong", "del", "a", "code", "span", "sup", "q")
BLOCK = ("p", "div", "blockquote", "ul", "ol", "h2", "pre", "section")


@st.composite
def trees(draw: st.DrawFn, depth: int = 3, *, block: bool = True) -> etree._Element:
    element = etree.Element(draw(st.sampled_from(BLOCK if block else INLINE)))
    if element.tag == "a":
        element.set("href", "https://e.com/" + draw(st.text(alphabet='ab()" <>', max_size=4)))
    element.text = draw(LETTERS)
    for _ in range(draw(st.integers(0, 3)) if depth and element.tag not in {"code", "pre"} else 0):
        is_block = block and element.tag not in {"h2", "p"} and draw(st.booleans())
        child = draw(trees(depth - 1, block=is_block))
        if element.tag in {"ul", "ol"}:
            item = etree.SubElement(element, "li")
            item.append(child)
            child = item
        else:
            element.append(child)
        child.tail = draw(LETTERS)
    return element


def parse(source: str) -> tuple[list[str], set[str]]:
    """Return the text that a Markdown parser finds, and the types of its tokens."""
    parts, types = [], set()
    for token in PARSER.parse(source):
        types.add(token.type)
        for child in token.children or ():
            types.add(child.type)
            if child.type in {"text", "code_inline"}:
                parts.append(child.content)
            elif child.type in {"softbreak", "hardbreak"}:
                parts.append("\n")
        if token.type in {"fence", "code_block"}:
            parts.append(token.content)
        parts.append("\n")
    return parts, types


@given(trees())
def test_other_programs_find_the_text_that_the_page_shows_and_no_html(tree: etree._Element) -> None:
    body = etree.Element("body")
    body.append(tree)
    shown = "".join(map(str, body.itertext()))
    parts, types = parse(markdown.convert(body, url=URL))
    assert not types & {"html_inline", "html_block", "code_block", "image"}
    assert normalize("".join(parts)) == normalize(shown)


def normalize(value: str) -> str:
    """Return a text without whitespace, curved quotation marks and superscripts, which the conversion changes."""
    return "".join(value.split()).translate(PLAIN)


PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", "0123456789+-=()n", "“”")
