"""The fingerprint of a text is written into its clip, and compared later."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import clipfile
from clipper.clipfile import fingerprint
from clipper.model.clip import Clip

if TYPE_CHECKING:
    from clipper.model.values import Value

MANUAL = Path(__file__).parents[2] / "docs" / "manual.md"
NOW = "2026-11-22T10:15:00+00:00"
CLIP = b"---\ntitle: A title\nurl: https://example.com/a\n---\n\nFirst line.\n\nLast line.\n"

BODIES = st.binary(max_size=60) | st.text("a \r\n\t", max_size=20).map(str.encode)


def lines(body: bytes) -> list[bytes]:
    """Return the lines of a text, without empty ones at both ends, as the manual says."""
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
def test_two_texts_have_the_same_fingerprint_exactly_if_they_have_the_same_lines(first: bytes, second: bytes) -> None:
    assert (fingerprint.compute(first) == fingerprint.compute(second)) == (lines(first) == lines(second))


@given(BODIES)
def test_line_ends_and_empty_lines_at_both_ends_do_not_count(body: bytes) -> None:
    expected = fingerprint.compute(body)
    for end in (b"\n", b"\r\n", b"\r"):
        assert fingerprint.compute(end.join(lines(body))) == expected
        assert fingerprint.compute(end + end.join(lines(body)) + end + end) == expected


@given(st.text("ab \n-:#é", max_size=40))
def test_evidence_that_is_added_matches_and_the_text_stays(body: str) -> None:
    raw = clipfile.write(Clip(title="A title", url="https://example.com/a", body=body))
    with_evidence = fingerprint.add_evidence(raw, clipped=NOW, requested_url="https://example.com/a?utm_source=x")
    assert clipfile.read_body(with_evidence) == body.encode()
    clip = clipfile.read(with_evidence)
    assert (clip.clipped, clip.url) == (NOW, "https://example.com/a")
    assert clip.extra == {
        "url-asked": "https://example.com/a?utm_source=x",
        "sha256": fingerprint.compute(body.encode()),
    }
    assert fingerprint.matches(clipfile.read_header(with_evidence), body.encode()) is True
    assert fingerprint.add_evidence(with_evidence, clipped="2031", requested_url="https://other.test") == with_evidence


def test_evidence_is_written_at_the_end_of_the_header() -> None:
    expected = fingerprint.compute(b"First line.\n\nLast line.\n")
    with_evidence = fingerprint.add_evidence(CLIP, clipped=NOW, requested_url="https://example.com/a")
    assert with_evidence == CLIP.replace(b"/a\n", f"/a\nclipped: {NOW}\nsha256: {expected}\n".encode())


@pytest.mark.parametrize("key", ["clipped", "created"])
def test_values_that_a_file_has_stay(key: str) -> None:
    raw = CLIP.replace(b"title", f"{key}: 2020-01-01\nurl-asked: https://example.com/b\nsha256: abc\ntitle".encode(), 1)
    assert fingerprint.add_evidence(raw, clipped=NOW, requested_url="https://example.com/c") == raw


@pytest.mark.parametrize(
    ("recorded", "matches"),
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
def test_whether_a_fingerprint_matches(recorded: object, matches: bool | None) -> None:
    def filled(value: object) -> object:
        if isinstance(value, list):
            return [*map(filled, value)]
        return value.format(fingerprint.compute(b"x")).upper() if isinstance(value, str) else value

    assert fingerprint.matches({"sha256": filled(recorded)}, b"x") is matches  # type: ignore[dict-item]
    assert fingerprint.matches({}, b"x") is None


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum")
@pytest.mark.parametrize(
    "raw",
    [
        CLIP,
        CLIP.replace(b"\n", b"\r\n"),
        CLIP[:-1],
        CLIP + b"\n\n",
        CLIP.replace(b"---\n\n", b"---\n\n\n"),
        CLIP + b"---\nafter\n",
    ],
)
def test_the_command_in_the_manual_computes_the_fingerprint(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "CLIP.md").write_bytes(raw)
    (command,) = re.findall(r"^printf .*sha256sum$", MANUAL.read_text("utf-8"), re.MULTILINE)
    output = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=True, text=True).stdout
    assert output.split()[0] == fingerprint.compute(clipfile.read_body(raw))


@pytest.mark.parametrize(
    ("later", "matches"),
    [
        (b"\n\n## Note\n\nMine.\n", True),
        (b"\r\n\r\n## Note\r\n\r\nMine.", True),
        (b"\n## Note", True),
        (b"\n\n## Note\n\nMine.\n\n## Note\n\nMore.\n", True),
        (b"\n\n## Notes\n\nMine.\n", False),
        (b"\n\nMine.\n", False),
        (b" \n\n## Note\n\nMine.\n", False),
    ],
)
def test_a_later_note_is_no_change_of_the_text_and_all_else_is(later: bytes, matches: bool) -> None:
    text = b"First line.\n\n## Note\n\nOf the author.\n\n## End\n\nLast line."
    header: dict[str, Value] = {"sha256": fingerprint.compute(text)}
    assert fingerprint.matches(header, text + later) is matches
    assert fingerprint.matches(header, text.replace(b"First", b"1st") + later) is False
