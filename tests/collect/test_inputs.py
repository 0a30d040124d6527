"""What comes in is told apart by what is in it, and bounded."""

from pathlib import Path

import pytest

from clipper.collect import gather
from clipper.errors import NotFoundError, RefusedError, UsageError

PAGE = b"<!doctype html><html><p>x</p></html>"


@pytest.mark.parametrize(
    ("raw", "html", "kind"),
    [
        (PAGE, False, "page"),
        (b"A text.\n", False, "text"),
        (b"<p>A piece</p>", False, "text"),
        (b"<p>A piece</p>", True, "page"),
        (b"", False, "text"),
    ],
)
def test_a_page_is_one_by_its_bytes_or_because_it_is_called_so(
    tmp_path: Path, raw: bytes, html: bool, kind: str
) -> None:
    (tmp_path / "a").write_bytes(raw)
    (one,) = gather(["a"], tmp_path, most=1, html=html)
    assert (one.called, one.raw, one.kind, one.url, one.encoding) == ("a", raw, kind, "", "")


def test_what_cannot_be_read_is_told_when_its_turn_comes(tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(PAGE)
    (tmp_path / "large").write_bytes(b"a" * 1_000_001)
    for name, error in (("gone", NotFoundError), (".", UsageError), ("", UsageError), ("large", RefusedError)):
        found = gather(["good", name], tmp_path, most=1)
        assert next(found).raw == PAGE
        with pytest.raises(error):
            next(found)
