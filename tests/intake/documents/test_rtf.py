r"""RTF: control words, groups, and text in code pages, in Unicode and in both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.intake.document import to_markdown
from clipper.intake.documents import rtf

FONTS = rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"


def text(content: bytes) -> str:
    return to_markdown(rtf.read(b"{\\rtf1\\ansi\\ansicpg1252" + FONTS + b"{\\colortbl;\\red0;}" + content + b"}"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (rb"One\par Two\line three\tab four", "One\n\nTwo\\\nthree four\n"),
        (rb"A {\b bold {\i both}} word, \b0\i cursive\plain .", "A **bold** ***both*** word, *cursive*.\n"),
        (rb"caf\'e9 \u8217?s \emdash  \u-10179?\u-8704?", "café ’s — 😀\n"),
        (rb"{\f1 \'cc\'e8\'f0} \f0 ok", "Мир ok\n"),
        (rb"{\uc2\u26085\'93\'fa}\uc0\u26412 x", "日本x\n"),
        (rb"\outlinelevel0 Head\par\pard Body", "# Head\n\nBody\n"),
        (rb"{\listtext 1.\tab}\ls1 one\par\ilvl1 two\par\pard three", "- one\n  - two\n\nthree\n"),
        (
            rb"\trowd\intbl a\cell b\cell\row\intbl c\cell d\cell\row\pard end",
            "| a | b |\n| --- | --- |\n| c | d |\n\nend\n",
        ),
        (rb'{\field{\*\fldinst HYPERLINK "https://e.com/"}{\fldrslt link}} on', "[link](https://e.com/) on\n"),
        (rb"Nine{\footnote By {\b hand}.} votes", "Nine[^1] votes\n\n[^1]: By **hand**.\n"),
        (rb"a\{b\}\\c{\v hidden}{\*\unknown junk}{\pict 89504e47}{\header Page 1}", "a{b}\\\\c\n"),
        (rb"bin{\object\bin5 }}}}}}ary", "binary\n"),
    ],
)
def test_words_become_markdown(content: bytes, expected: str) -> None:
    assert text(content) == expected


def test_the_properties_are_those_of_the_file() -> None:
    info = rb"{\info{\title Budget \'e9t\'e9}{\author Jane Doe}{\creatim\yr2024\mo5\dy1\hr9}{\operator X}}Text"
    document = rtf.read(b"{\\rtf1" + info + b"}")
    assert (document.title, document.author, document.made) == ("Budget été", "Jane Doe", "2024-05-01")
    assert to_markdown(document) == "Text\n"


@given(
    st.lists(
        st.sampled_from(
            [b"{", b"}", b"\\b ", b"\\par", b"x", b"\\'e", b"\\u-9", b"\\footnote", b"\\row", b"\\cell", b"\\*"]
        )
    )
)
def test_what_is_damaged_is_read_as_far_as_it_goes(parts: list[bytes]) -> None:
    rtf.read(b"{\\rtf1 " + b"".join(parts))


def test_groups_without_end_are_bounded() -> None:
    with pytest.raises(RecursionError):
        rtf.read(b"{\\rtf1" + b"{" * 1000)
