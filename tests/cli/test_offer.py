"""What a text leaves open is asked on a terminal and told in a pipe; it is never written by itself."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

WIRE = "GENEVA, Nov 20 (Reuters) - Talks will start.\n"
AMBIGUOUS = "date 05/11/2025 [Source: The Courier]\n\nA bridge was opened.\n"


def only_clip(clips: Path) -> str:
    (file,) = clips.rglob("*.md")
    return file.read_text("utf-8")


def test_in_a_pipe_a_likely_day_is_told_and_not_written(run: Run, clips: Path) -> None:
    ran = run("add", stdin=WIRE)
    assert ran.status == 0
    handle = ran.out.split("\t")[0]
    assert ran.err.splitlines()[-1] == (
        f"{handle}: the day may be 2026-11-20, from “GENEVA, Nov 20 (Reuters) -”:"
        f" `clipper edit {handle} --set date=2026-11-20` sets it."
    )
    assert "\ndate:" not in only_clip(clips)


@pytest.mark.parametrize(("key", "is_written"), [("y", True), ("\r", True), ("n", False), ("q", False)])
def test_on_a_terminal_one_key_takes_it(run: Run, clips: Path, tmp_path: Path, key: str, is_written: bool) -> None:
    (tmp_path / "wire.txt").write_text(WIRE)
    ran = run("add", str(tmp_path / "wire.txt"), terminal=True, stdin=key)
    assert (
        "“Talks will start.”: the day may be 2026-11-20, from “GENEVA, Nov 20 (Reuters) -”. Take it? [Y/n]:" in ran.err
    )
    assert ("\ndate: 2026-11-20\n" in only_clip(clips)) is is_written


def test_on_a_terminal_a_day_with_two_readings_is_asked(run: Run, clips: Path, tmp_path: Path) -> None:
    (tmp_path / "paste.txt").write_text(AMBIGUOUS)
    ran = run("add", str(tmp_path / "paste.txt"), terminal=True, stdin="2")
    assert "“05/11/2025”: 5 November 2025 or 11 May 2025? [1/2]:" in ran.err
    assert "\ndate: 2025-05-11\n" in only_clip(clips)


def test_another_key_decides_nothing(run: Run, clips: Path, tmp_path: Path) -> None:
    (tmp_path / "paste.txt").write_text(AMBIGUOUS)
    ran = run("add", str(tmp_path / "paste.txt"), terminal=True, stdin="3")
    assert ran.status == 2
    assert "write 2025-11-05 or 2025-05-11" in ran.err
    assert not [*clips.rglob("*.md")]


def test_a_refused_paste_is_kept_in_a_file_that_the_error_names(run: Run, clips: Path) -> None:
    ran = run("add", stdin=AMBIGUOUS)
    assert ran.status == 2
    draft = Path(ran.err.strip().rpartition("; what you pasted is in ")[2])
    assert draft.read_text("utf-8") == AMBIGUOUS
    assert run("add", str(draft), "--date", "2025-11-05").status == 0
    assert "date: 2025-11-05" in only_clip(clips)


BROKEN = (
    "The committee wants to renew the infra-\nstructure of the region, and has appoint-\n"
    "ed three engineers. Nobody knows the fin-\nal price of the works.\n"
)


def test_join_lines_makes_broken_words_whole_in_the_text_and_in_its_title(run: Run, clips: Path) -> None:
    ran = run("add", "--join-lines", stdin=BROKEN)
    assert ran.status == 0
    assert (
        "\ntitle: The committee wants to renew the infrastructure of the region, and has appointed three"
        in only_clip(clips)
    )
    assert "--join-lines" not in ran.err


def test_in_a_pipe_broken_words_are_told_and_kept(run: Run, clips: Path) -> None:
    ran = run("add", stdin=BROKEN)
    assert "words are broken at the ends of lines: --join-lines joins them." in ran.err
    assert "infra-\nstructure" in only_clip(clips)


@pytest.mark.parametrize(("key", "is_joined"), [("y", True), ("n", False)])
def test_on_a_terminal_one_key_joins_the_lines(
    run: Run, clips: Path, tmp_path: Path, key: str, is_joined: bool
) -> None:
    (tmp_path / "pdf.txt").write_text(BROKEN)
    ran = run("add", str(tmp_path / "pdf.txt"), terminal=True, stdin=key)
    assert "words are broken at the ends of lines. Join the lines? [Y/n]:" in ran.err
    assert ("infrastructure" in only_clip(clips)) is is_joined
