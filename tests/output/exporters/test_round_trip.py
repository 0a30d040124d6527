"""Every importer takes back what its exporter wrote: 300 clips, into an empty archive, equal but for what is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clipper import clipfile
from clipper.clipfile.body_parts import split_body
from clipper.model import person_name
from clipper.model.clip import Clip
from clipper.model.tags import TO_FETCH
from clipper.output.export_formats import COPIES, EXPORTERS
from tests.conftest import FakeSystem
from tests.output.exporters.samples import sample_clips
from tests.running import run

COUNT = 300


def files(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*.md"))}


def read(root: Path) -> dict[str, Clip]:
    clips = [clipfile.read(raw) for raw in files(root).values()]
    return {clip.title: clip for clip in clips}


@pytest.fixture
def move(system: FakeSystem, tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    """Return what exports an archive of sample clips and imports the result into an empty one."""

    def move(*words: str, name: str) -> tuple[Path, Path]:
        old, new = tmp_path / "old", tmp_path / "new"
        assert run(system, "init", str(old), "-q").status == 0
        for number, clip in enumerate(sample_clips(COUNT)):
            (old / f"{number:03}.md").write_bytes(clipfile.write(clip))
        assert run(system, "--archive", str(old), "export", *words, "-o", str(tmp_path / name)).status == 0
        assert run(system, "init", str(new), "-q").status == 0
        ran = run(system, "--archive", str(new), "import", str(tmp_path / name), "--yes")
        assert ran.status == 0, ran.err
        return old, new

    return move


@pytest.mark.parametrize("name", ["bookmarks", "wallabag", "karakeep", "csl"])
def test_what_another_service_gets_comes_back(move: Callable[..., tuple[Path, Path]], name: str) -> None:
    loses = {*EXPORTERS[name].LOSES}
    roots = move("--to", name, name=f"out{EXPORTERS[name].SUFFIX}")
    old, new = map(read, roots)
    expected = {title: clip for title, clip in old.items() if clip.url or "no url" not in loses}
    assert new.keys() == expected.keys()
    for title, clip in expected.items():
        assert held(new[title], loses) == held(clip, loses)


def held(clip: Clip, loses: set[str]) -> dict[str, object]:
    """Return what a format holds of a clip; a clip whose text is lost waits for it.

    A name is the same in whichever order it is printed: `Roe, Richard` is `Richard Roe`.
    """
    parts = split_body(clip.body)
    fields: dict[str, object] = {name: getattr(clip, name) for name in Clip._fields if name not in {"body", "problem"}}
    fields["tags"] = {tag for tag in clip.tags if tag != TO_FETCH}
    fields["author"] = [*map(person_name.parse, clip.author)]
    fields["date"] = clip.date[:10] if "time of day" in loses else clip.date
    fields |= {"text": parts.text.strip(), "note": parts.note, "highlights": parts.highlights}
    return {name: value for name, value in fields.items() if name not in loses}


def test_copies_come_back_byte_for_byte(move: Callable[..., tuple[Path, Path]]) -> None:
    assert COPIES.LOSES == ()
    old, new = move("--to", "markdown", "--copies", name="copies")
    assert files(new.parent / "copies") == files(old)
    assert sorted(files(new).values()) == sorted(files(old).values())
