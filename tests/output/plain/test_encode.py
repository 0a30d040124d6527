"""TSV: one line for each row, whatever is in its cells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper import text
from clipper.output.plain import encode
from tests.effort import examples
from tests.output.hostile import nasty
from tests.output.samples import HANDLE

any_rows = st.lists(
    st.tuples(*[nasty] * 6) | st.just((HANDLE, "2025-05-19", "AP", "Ça va\u00a0?", "a,b", "2025/a.md")), max_size=5
)


@settings(max_examples=examples(50))
@given(any_rows)
def test_tsv_is_one_safe_line_for_each_row(rows: list[tuple[str, ...]]) -> None:
    whole = "".join(encode.tsv_lines(rows))
    assert [line.split("\t") for line in whole.split("\n")[:-1]] == [list(map(text.safe, row)) for row in rows]


@pytest.mark.parametrize(
    ("odd", "mended"), [("a\tb", "a b"), ("a\nb", "a b"), ("a\x1bb", "a␛b"), ("«\u3000»", "«\u3000»")]
)
def test_tsv_of_many_rows_mends_the_one_that_would_break_a_line(odd: str, mended: str) -> None:
    rows = [[f"h{n}", "2025-05-19", "Le\u00a0Monde", "日本", "", f"{n}.md"] for n in range(2_500)]
    expected = ["\t".join(row) for row in rows]
    rows[1_200][3] = odd
    expected[1_200] = expected[1_200].replace("日本", mended)
    assert "".join(encode.tsv_lines(rows)).split("\n") == [*expected, ""]
