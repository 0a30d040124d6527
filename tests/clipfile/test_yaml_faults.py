"""What is wrong with a header is said as a person would say it, with the line that would be right."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clipper import clipfile
from clipper.clipfile import yaml_faults
from clipper.errors import UnreadableError

QUOTES = "the value must be in quotes"
BRACKETS = "a list in brackets has one [ and one ]"
INDENTED = "the line must not be indented"


@pytest.mark.parametrize(
    ("header", "line", "problem"),
    [
        ("title: Foo: bar", 2, f'{QUOTES}: `title: "Foo: bar"`'),
        ("date: 2020-01-01\ntitle: @jack says", 3, f'{QUOTES}: `title: "@jack says"`'),
        ("title: `x`", 2, f'{QUOTES}: `title: "`x`"`'),
        ("title: *star*", 2, f'{QUOTES}: `title: "*star*"`'),
        ('title: "Foo\ndate: 2020-01-01', 2, f'{QUOTES}: `title: "Foo"`'),
        ('title: "Foo" says he', 2, f"{QUOTES}: `title: '\"Foo\" says he'`"),
        ("title: 'it's fine'", 2, f'{QUOTES}: `title: "it\'s fine"`'),
        ('title: "a\\qb"', 2, rf"{QUOTES}: `title: 'a\qb'`"),
        ("title: [Updated] x", 2, f'{QUOTES}: `title: "[Updated] x"`'),
        ("tags:\n- @a", 3, f'{QUOTES}: `- "@a"`'),
        ("tags: [a, b", 2, f"{BRACKETS}: `tags: [a, b]`"),
        ("tags: [a, b]]", 2, f"{BRACKETS}: `tags: [a, b]`"),
        ("title: x\n  date: y", 3, f"{INDENTED}: `date: y`"),
        ("  title: x\ndate: y", 2, f"{INDENTED}: `title: x`"),
        ("\ttitle: x", 2, "a tab cannot indent a line, blanks can: `title: x`"),
        ("title:x\ndate: y", 2, "after the colon of a key stands a blank: `title: x`"),
        ("title: x\nfoo\ndate: y", 3, "the line has no `key:` before its value"),
        ("title: &amp", 2, "an anchor (`&`) is not allowed; a text that begins with & must be in quotes"),
    ],
)
def test_the_line_that_would_be_right(header: str, line: int, problem: str) -> None:
    assert _fault(header) == (line, problem)


def test_what_no_line_puts_right_is_said_in_a_sentence() -> None:
    assert _fault("title: a\n b: c: d") == (
        3,
        "there is a colon too many in the value, or the line is indented by mistake",
    )


def test_in_a_long_header_no_line_is_tried() -> None:
    header = "title: Foo: bar\n" + "key: value\n" * 1000
    assert yaml_faults.mend(header, [0], lambda _: True) is None


@given(st.text(st.sampled_from("ab:#'\"[]{}&*!|>%@` \\-?,"), min_size=1, max_size=12))
def test_the_line_that_is_proposed_is_yaml_with_the_same_words(value: str) -> None:
    header = f"title: {value}\n"
    try:
        list(yaml.parse(header))
    except yaml.MarkedYAMLError as error:
        offset = error.problem_mark.index if error.problem_mark else 0
        if fault := yaml_faults.mend(header, [offset], _is_title):
            proposed = yaml.safe_load(fault.message.partition(": `")[2][:-1])
            assert _words("".join(map(str, proposed["title"]))) == _words(value)


def _fault(header: str) -> tuple[int, str]:
    with pytest.raises(UnreadableError) as caught:
        clipfile.read(f"---\n{header}\n---\nThe text.\n".encode())
    return caught.value.line, str(caught.value)


def _is_title(header: str) -> bool:
    try:
        return isinstance(yaml.safe_load(header), dict)
    except yaml.YAMLError:
        return False


def _words(value: str) -> str:
    return "".join(letter for letter in value if letter in "ab")
