"""What of a page becomes the text of a clip: nothing of the article is lost, and nothing around it is kept."""

import pytest

from clipper.intake import page

FIRST = "The port authority said on Monday that two new cranes will be set up before the summer, and the old ones sold."
SECOND = "The cranes cost nine million crowns, a spokeswoman said, and are paid for by the fees that ships pay here."
THIRD = "Dock workers welcomed the plan; their union had asked for the new machines since a breakdown last year."
LAST = "The first ship to be unloaded by the new ones is expected in June, if the weather allows it, she said."


def read(content: str, *, head: str = "", wide: bool = False, captions: bool = False) -> page.ExtractedPage:
    """Read a page with this content, as a browser would save it."""
    raw = f"<!doctype html><html><head><title>New cranes</title>{head}</head><body>{content}</body></html>"
    with page.PageReading(raw.encode(), wide=wide, captions=captions) as reading:
        return reading.result()


def blocks(content: str, *, head: str = "", wide: bool = False, captions: bool = False) -> list[str]:
    """Return the blocks of the text that a page with this content becomes."""
    return read(content, head=head, wide=wide, captions=captions).clip.body.rstrip("\n").split("\n\n")


WORKS = (
    "Adams, J. (1999). Cranes of the North Sea and the men who worked them. Harbour Press.",
    "Berg, K. (2004). Unloading ships in winter: A handbook. Dock Books.",
)


def article(*parts: str) -> str:
    """Return an article with these parts."""
    return f"<article><h1>New cranes</h1>{''.join(parts)}</article>"


def paragraphs(*texts: str) -> str:
    """Return paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)


KEPT = {
    "a lead in a box of its own": (
        (
            f"<div class='content'><h1>New cranes</h1><div class='lead'><p>{FIRST}</p></div>"
            f"<div class='rich'>{paragraphs(SECOND, THIRD, LAST)}</div></div>"
        ),
        [FIRST, SECOND, THIRD, LAST],
    ),
    "key points and a standfirst": (
        article(
            "<ul class='keypoints'><li>Two cranes are set up.</li><li>They cost nine million crowns.</li></ul>",
            "<p class='dek'>The old ones go to a museum in the harbour town</p>",
            paragraphs(FIRST, SECOND, THIRD),
        ),
        [
            "- Two cranes are set up.\n- They cost nine million crowns.",
            "The old ones go to a museum in the harbour town",
            FIRST,
            SECOND,
            THIRD,
        ],
    ),
    "paragraphs that are boxes, with links": (
        (
            "<div class='l-container'><h1>New cranes</h1><section id='body-text'><div class='l-container'>"
            f"<div><p class='body__paragraph'>{FIRST}</p></div>"
            "<div class='body__paragraph'>The Example 225 <span>(<a href='/e'>E225</a>)</span> fell 0.3%, while the "
            "Composite <span>(<a href='/i'>ICOMP</a>)</span> lost 0.5%.</div>"
            f"<div class='body__paragraph'>{SECOND}</div>"
            "<div class='body__paragraph'>On Monday it did <a href='/l'>extend a licence</a> that"
            " lets firms sell.</div>"
            "</div></section></div>"
        ),
        [
            FIRST,
            (
                "The Example 225 ([E225](https://e.com/e)) fell 0.3%, while the Composite ([ICOMP](https://e.com/i)) "
                "lost 0.5%."
            ),
            SECOND,
            "On Monday it did [extend a licence](https://e.com/l) that lets firms sell.",
        ],
    ),
    "a paragraph in a box between others": (
        article(paragraphs(FIRST, SECOND), f"<div><div><p>{THIRD}</p></div></div>", paragraphs(LAST)),
        [FIRST, SECOND, THIRD, LAST],
    ),
    "short lines of a dialogue": (
        article(paragraphs(FIRST, SECOND, "“No!”", "“Yes.”", THIRD)),
        [FIRST, SECOND, "“No!”", "“Yes.”", THIRD],
    ),
    "paragraphs that breaks separate, below a picture": (
        (
            f"<div class='contents'><h1>New cranes</h1><div class='body_txt'><div class='img_box'>"
            f"<img src='a.jpg'></div>"
            f"{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div></div>"
        ),
        [FIRST, SECOND, THIRD],
    ),
    "code with its language": (
        article(
            paragraphs(FIRST, SECOND), "<pre><code class='language-js'>let a = 1;\nlet b;</code></pre>", f"<p>{LAST}"
        ),
        [FIRST, SECOND, "```js\nlet a = 1;\nlet b;\n```", LAST],
    ),
    "a list, a table and a quotation": (
        article(
            paragraphs(FIRST, SECOND),
            "<p>What is to change:</p><ul><li>The cranes of 1961 are taken down.</li>"
            "<li>The quay is made stronger.</li></ul><table><tr><th>Year</th><th>Boxes</th></tr>"
            "<tr><td>2024</td><td>44,500</td></tr></table>"
            "<blockquote><p>We have waited long for this.</p><footer>A dock worker</footer></blockquote>",
            paragraphs(LAST),
        ),
        [
            FIRST,
            SECOND,
            "What is to change:",
            "- The cranes of 1961 are taken down.\n- The quay is made stronger.",
            "| Year | Boxes |\n| --- | --- |\n| 2024 | 44,500 |",
            "> We have waited long for this.\n>\n> A dock worker",
            LAST,
        ],
    ),
    "footnotes": (
        article(
            paragraphs(FIRST, SECOND, f"{THIRD}<sup><a href='#fn1' id='r1'>1</a></sup>"),
            "<h2>Notes</h2><ol><li id='fn1'>Report of the harbour board, page 7. <a href='#r1'>↩</a></li></ol>",
        ),
        [FIRST, SECOND, f"{THIRD}¹", "## Notes", "1. Report of the harbour board, page 7."],
    ),
    "entries of a live blog with their times": (
        article(
            f"<div class='entry'><time>14:05</time><h2>A ship is in</h2><p>{FIRST}</p></div>",
            f"<div class='entry'><time>13:50</time><h2>The fog lifts</h2><p>{SECOND}</p></div>",
            f"<div class='entry'><time>13:10</time><h2>A late start</h2><p>{THIRD}</p></div>",
        ),
        ["14:05", "## A ship is in", FIRST, "13:50", "## The fog lifts", SECOND, "13:10", "## A late start", THIRD],
    ),
}


KEPT |= {
    "the works that a text refers to, below a heading": (
        article(paragraphs(FIRST, SECOND, THIRD, LAST), f"<h2>Literature</h2>{paragraphs(*WORKS)}"),
        [FIRST, SECOND, THIRD, LAST, "## Literature", *WORKS],
    ),
    "a box that has the name of a box of links, but no links": (
        article(
            paragraphs(FIRST, SECOND),
            f"<div class='menu'><p>{LAST} {LAST}</p></div>",
            paragraphs(THIRD),
        ),
        [FIRST, SECOND, f"{LAST} {LAST}", THIRD],
    ),
    "a listing in a figure, without the numbers of its lines": (
        article(
            paragraphs(FIRST, SECOND),
            "<figure class='highlight'><table><tr><td class='gutter'><pre>1\n2</pre></td>"
            "<td class='code'><pre>lift()\nswing()</pre></td></tr></table></figure>",
            paragraphs(THIRD),
        ),
        [FIRST, SECOND, "```\nlift()\nswing()\n```", THIRD],
    ),
    "a text in the box of the headline, beside a box that is called the body": (
        (
            f"<article><h1>New cranes</h1>{paragraphs(FIRST, SECOND)}</article>"
            f"<div class='article-body'>{paragraphs(THIRD, LAST)}</div>"
        ),
        [FIRST, SECOND, THIRD, LAST],
    ),
    "many paragraphs between the headline and what a class calls the body": (
        "<div class='all'><h1>New cranes</h1>"
        + "".join(f"<p>Crane {number} was set up in the harbour before the war.</p>" for number in range(20))
        + f"<div class='article-body'>{paragraphs(*[FIRST, SECOND, THIRD, LAST])}</div></div>",
        [
            *(f"Crane {number} was set up in the harbour before the war." for number in range(20)),
            FIRST,
            SECOND,
            THIRD,
            LAST,
        ],
    ),
}


@pytest.mark.parametrize("kind", KEPT)
def test_nothing_of_an_article_is_lost(kind: str) -> None:
    content, wanted = KEPT[kind]
    assert blocks(content, head="<base href='https://e.com/'>") == wanted


DROPPED = {
    "a box of related links": "<div class='related'><p>Next: <a href='/x'>How the port lost its cranes</a></p></div>",
    "an offer of a newsletter": "<div class='newsletter-signup'><p>Get the news of the port each morning.</p></div>",
    "a promotion that is one link": "<p><strong><a href='/app'>CLICK HERE TO GET THE APP OF THE NEWS</a></strong></p>",
    "a caption": "<figure><img src='c.jpg'><figcaption>The old cranes, from the ferry.</figcaption></figure>",
    "a credit": "<p>Photo: A. Example/Harbour News</p>",
    "a form": "<form><p>Enter your address, and we write to you about the port.</p></form>",
    "what is hidden": "<p hidden>You have read three of your free articles in this month and may read two more.</p>",
}


@pytest.mark.parametrize("kind", DROPPED)
def test_what_stands_around_an_article_is_left_out(kind: str) -> None:
    content = article(paragraphs(FIRST, SECOND), DROPPED[kind], paragraphs(THIRD, LAST))
    assert blocks(content, head="<base href='https://e.com/'>") == [FIRST, SECOND, THIRD, LAST]


def test_a_lead_that_repeats_the_description_is_kept_once() -> None:
    head = f"<meta property='og:description' content='{FIRST}'>"
    content = article(f"<div class='intro'><p>{FIRST}</p></div>", paragraphs(SECOND, THIRD, LAST))
    assert blocks(content, head=head) == [FIRST, SECOND, THIRD, LAST]


def test_a_lead_that_repeats_the_beginning_of_the_text_is_left_out() -> None:
    content = article(f"<p class='lead'>{FIRST[:58]} …</p>", paragraphs(FIRST, SECOND, THIRD, LAST))
    assert blocks(content) == [FIRST, SECOND, THIRD, LAST]
    assert blocks(article(paragraphs(FIRST, SECOND, THIRD, LAST)))[0] == FIRST


def test_a_page_whose_whole_text_is_its_description_is_kept() -> None:
    head = f"<meta property='og:description' content='{FIRST} {SECOND}'>"
    assert blocks(article(paragraphs(f"{FIRST} {SECOND}")), head=head) == [f"{FIRST} {SECOND}"]


def test_captions_are_kept_in_italics_if_they_are_wanted() -> None:
    figure = "<figure><img src='c.jpg'><figcaption>The old cranes, from the ferry.</figcaption></figure>"
    content = article(paragraphs(FIRST, SECOND), figure, paragraphs(LAST))
    assert blocks(content, captions=True) == [FIRST, SECOND, "*The old cranes, from the ferry.*", LAST]


def test_the_caption_of_the_picture_above_the_text_is_kept_too_if_it_is_wanted() -> None:
    figure = "<figure><img src='c.jpg'><figcaption>The old cranes, from the ferry.</figcaption></figure>"
    content = article(figure, paragraphs(FIRST, SECOND, LAST))
    assert blocks(content, captions=True) == ["*The old cranes, from the ferry.*", FIRST, SECOND, LAST]
    assert blocks(content) == [FIRST, SECOND, LAST]


def test_a_paragraph_that_a_part_of_the_text_repeats_is_kept() -> None:
    content = article(f"<div>{paragraphs(FIRST, SECOND, LAST)}</div>", f"<div>{paragraphs(THIRD, LAST)}</div>")
    assert blocks(content) == [FIRST, SECOND, LAST, THIRD, LAST]


def test_a_standfirst_that_is_a_heading_becomes_text() -> None:
    standfirst = "The old ones go to a museum in the harbour town"
    header = f"<div class='hero'><h1>New cranes</h1><h2 class='dek'>{standfirst}</h2></div>"
    content = f"<main>{header}<div class='article-body'>{paragraphs(FIRST, SECOND, THIRD)}</div></main>"
    assert blocks(content)[0] == standfirst


class TestLeftOut:
    """Text near the article that was not taken."""

    BOX = "<div class='box'><h2>The town</h2><p>{}</p></div>"
    OTHERS = (
        "The town by the sea has four thousand inhabitants and was founded by fishermen, as the chronicle of it says.",
        "Its church was built of the stones of a wreck; the bell that was in it rings whenever the fog comes in.",
    )

    MORE = paragraphs(
        *(f"Crane {number} was built in the year in which the pier was made longer." for number in range(8))
    )

    def content(self) -> str:
        boxes = "".join(self.BOX.format(f"{other} {other} {other}") for other in self.OTHERS)
        body = f"<div class='article-body'>{paragraphs(FIRST, SECOND, THIRD, LAST)}{self.MORE}</div>"
        return f"<main><h1>New cranes</h1>{body}<div>{boxes}</div></main>"

    def test_the_user_is_told_how_much_it_is(self) -> None:
        found = read(self.content())
        assert not any(text in found.clip.body for text in self.OTHERS)
        assert found.notices == ("about 40 % of the text on the page was not taken; --wide takes it",)

    def test_it_is_taken_if_the_user_wants_it(self) -> None:
        found = read(self.content(), wide=True)
        assert all(text in found.clip.body for text in (FIRST, SECOND, *self.OTHERS))
        assert not any("--wide" in notice for notice in found.notices)

    def test_a_page_that_is_taken_whole_gives_no_notice(self) -> None:
        assert not any("--wide" in notice for notice in read(article(paragraphs(FIRST, SECOND, THIRD))).notices)


def test_a_date_that_is_only_likely_is_told() -> None:
    head = "<meta property='og:image' content='https://e.com/2024/05/14/cranes.jpg'>"
    found = read(article(paragraphs(FIRST, SECOND, THIRD)), head=head)
    assert found.clip.date == "2024-05-14"
    assert found.notices == (
        "it does not state clearly when it was published; 2024-05-14 was taken from the address of its picture",
    )
