"""Candidates come out of a spool as they were put in, however many they are."""

from pathlib import Path

import pytest

from clipper import clipfile
from clipper.intake.exports.spool import Spool
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip


@pytest.mark.parametrize("room", [10, 10_000])
def test_what_is_put_in_comes_out(room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clipper.intake.exports.spool.IN_MEMORY", room)
    clips = [Clip(title=f"T{number}", body=f"Text {number}, é.\n" * number) for number in range(4)]
    files = [Candidate(clip, clipfile.write(clip)) for clip in clips]
    odd = b"---\ntitle: x\n---\nNot \xff UTF-8"
    with Spool(tmp_path / "cache") as spool:
        for candidate in files:
            spool.append(candidate)
        spool.append(Candidate(clipfile.read(odd), odd))
        assert [*spool] == [*files, Candidate(clipfile.read(odd), odd)]
        spool.replace(1, files[3])
        assert [*spool] == [files[0], files[3], files[2], files[3], Candidate(clipfile.read(odd), odd)]
        assert spool[-1].raw == odd
        assert spool[1:3] == [files[3], files[2]]
        assert len(spool) == 5
    assert [*(tmp_path / "cache").iterdir()] == []
