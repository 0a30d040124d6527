"""A text can be held against the one that was kept."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import clipfile
from clipper.clipfile import fingerprint
from clipper.model.clip import Clip

MANUAL = Path(__file__).parents[2] / "docs" / "manual.md"
NOW = "2026-11-22T10:15:00+00:00"
KEPT = b"---\ntitle: A title\nurl: https://example.com/a\n---\n\nFirst line.\n\nLast line.\n"

BODIES = st.binary(max_size=60) | st.text("a \r\n\t", max_size=20).map(str.encode)


def lines(body: bytes) -> list[bytes]:
    """Return the lines of a text by the rule of the manual, empty ones at both ends left out."""
    return re.split(rb"\r\n|\r|\n", body.strip(b"\r\n"))


def test_the_fingerprint_is_that_of_the_text_with_plain_line_ends() -> None:
    assert (
        fingerprint.compute(b"First line.\n\nLast line.\n")
        == hashlib.sha256(b"First line.\n\nLast line.\n").hexdigest()
    )
    assert fingerprint.compute(b"\n\r\nFirst line.\r\n\rLast line.") == fingerprint.compute(
        b"First line.\n\nLast line.\n\n"
    )


@given(BODIES, BODIES)
def test_two_texts_have_one_fingerprint_if_and_only_if_they_have_the_same_lines(one: bytes, other: bytes) -> None:
    assert (fingerprint.compute(one) == fingerprint.compute(other)) == (lines(one) == lines(other))


@given(BODIES)
def test_how_lines_end_and_what_is_empty_around_them_does_not_count(body: bytes) -> None:
    expected = fingerprint.compute(body)
    for end in (b"\n", b"\r\n", b"\r"):
        assert fingerprint.compute(end.join(lines(body))) == expected
        assert fingerprint.compute(end + end.join(lines(body)) + end + end) == expected


@given(st.text("ab \n-:#é", max_size=40))
def test_a_clip_bears_evidence_that_holds_and_its_text_stays(body: str) -> None:
    raw = clipfile.write(Clip(title="A title", url="https://example.com/a", body=body))
    attested = fingerprint.add_evidence(raw, clipped=NOW, requested_url="https://example.com/a?utm_source=x")
    assert clipfile.read_body(attested) == body.encode()
    clip = clipfile.read(attested)
    assert (clip.clipped, clip.url) == (NOW, "https://example.com/a")
    assert clip.extra == {
        "url-asked": "https://example.com/a?utm_source=x",
        "sha256": fingerprint.compute(body.encode()),
    }
    assert fingerprint.matches(clipfile.read_header(attested), body.encode()) is True
    assert fingerprint.add_evidence(attested, clipped="2031", requested_url="https://other.test") == attested


def test_it_is_written_at_the_end_of_the_header() -> None:
    expected = fingerprint.compute(b"First line.\n\nLast line.\n")
    attested = fingerprint.add_evidence(KEPT, clipped=NOW, requested_url="https://example.com/a")
    assert attested == KEPT.replace(b"/a\n", f"/a\nclipped: {NOW}\nsha256: {expected}\n".encode())


@pytest.mark.parametrize("key", ["clipped", "created"])
def test_what_a_file_says_for_itself_stays(key: str) -> None:
    kept = KEPT.replace(
        b"title", f"{key}: 2020-01-01\nurl-asked: https://example.com/b\nsha256: abc\ntitle".encode(), 1
    )
    assert fingerprint.add_evidence(kept, clipped=NOW, requested_url="https://example.com/c") == kept


@pytest.mark.parametrize(
    ("borne", "held"),
    [
        (None, None),
        ("", None),
        ([], None),
        ("{}", True),
        (["{}"], True),
        (["{}", "{}"], False),
        ("x", False),
        ("{}0", False),
        ({"text": "x"}, False),
    ],
)
def test_whether_a_fingerprint_holds(borne: object, held: bool | None) -> None:
    def filled(value: object) -> object:
        if isinstance(value, list):
            return [*map(filled, value)]
        return value.format(fingerprint.compute(b"x")).upper() if isinstance(value, str) else value

    assert fingerprint.matches({"sha256": filled(borne)}, b"x") is held  # type: ignore[dict-item]
    assert fingerprint.matches({}, b"x") is None


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum")
@pytest.mark.parametrize(
    "raw",
    [
        KEPT,
        KEPT.replace(b"\n", b"\r\n"),
        KEPT[:-1],
        KEPT + b"\n\n",
        KEPT.replace(b"---\n\n", b"---\n\n\n"),
        KEPT + b"---\nafter\n",
    ],
)
def test_the_manual_says_how_to_work_it_out_without_clipper(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "CLIP.md").write_bytes(raw)
    (command,) = re.findall(r"^printf .*sha256sum$", MANUAL.read_text("utf-8"), re.MULTILINE)
    said = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=True, text=True).stdout
    assert said.split()[0] == fingerprint.compute(clipfile.read_body(raw))
