"""A line as its reader wants it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import UsageError
from clipper.model.clip import Clip, StoredClip
from clipper.output.plain import template
from tests.output.hostile import leaks, nasty
from tests.output.samples import BROKEN, CEASEFIRE, HANDLE


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{date} {source}: {title:.10}", "2000-05-19 Reuters: Trump says"),
        ("[{source:<10}] [{source:>10}] [{source:*^11.3}]", "[Reuters   ] [   Reuters] [****Reu****]"),
        ("{tags}", "world/ukraine, world/russia, ceasefire, diplomacy"),
        ("{author}", "Jeff Mason, Vladimir Soldatkin, Tom Balmforth"),
        ("{byline}|{Source}", "Jeff Mason, Vladimir Soldatkin, Tom Balmforth|Reuters"),
        ("{handle} {words:>5}", f"{CEASEFIRE.handle}   227"),
        ("{name}.md={path}", f"{CEASEFIRE.path}={CEASEFIRE.path}"),
        ("{rating} {related} {no such key}.", "4 [[Minsk II]], [[Istanbul 2022]] ."),
        (r"{page}\t{section}\n{{{page}}}\\n", "A1\tWorld\n{A1}\\n"),
        (r"a\d", r"a\d"),
        ("\x1b[2J{page}\u202e", "␛[2JA1<U+202E>"),
        ("{problem}", ""),
    ],
)
def test_a_template_is_filled_in(pattern: str, expected: str) -> None:
    assert template.parse(pattern)(CEASEFIRE) == expected


def test_a_template_knows_what_is_wrong_with_a_clip() -> None:
    assert template.parse("{path}: {problem}")(BROKEN) == f"{BROKEN.path}: {BROKEN.clip.problem}"


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{title", "a “{” of the template is never closed"),
        ("title}", "a “}” of the template closes nothing"),
        ("{{title}", "a “}” of the template closes nothing"),
        ("{title:{words}}", "a “{” of the template is never closed"),
        ("{}", "“{}” in the template names no field"),
        ("{:>20}", "“{:>20}” in the template names no field"),
        ("{title.__class__}", "“{title.__class__}” in the template is not a field"),
        ("{title[0]}", "“{title[0]}” in the template is not a field"),
        ("{title!r}", "“{title!r}” in the template is not a field"),
        ("{title:%Y}", "“%Y” in the template is not a width"),
        ("{title:9999999999}", "“9999999999” in the template is not a width"),
        ("{words:,}", "“,” in the template is not a width"),
        ("{title:\u202e<9}", "“<U+202E><9” in the template is not a width"),
    ],
)
def test_a_template_without_a_meaning_says_what_is_wrong(pattern: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        template.parse(pattern)
    assert str(error.value).startswith(message)
    assert error.value.hint


@given(st.text("{}:<>.!a\\tn 9[]", max_size=12), nasty)
def test_whatever_is_typed_gives_a_line_or_an_error(pattern: str, title: str) -> None:
    try:
        line = template.parse(pattern)
    except UsageError:
        return
    assert not leaks(line(StoredClip("a.md", HANDLE, Clip(title=title, extra={"a": title}))).replace("\t", " "))
