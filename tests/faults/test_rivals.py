import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from clipper import clipfile
from clipper.library import Library
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip, StoredClip
from tests.conftest import CLIPS, FakeSystem, Figure, open_library
from tests.running import start_processes

CLIP = "2000/2000-05-19-reuters-ceasefire-talks.md"
WHOLE = str(CLIPS[CLIP]).encode()
HEAD, TAGS, REST = WHOLE.partition(b"tags:\n")


def start(*works: Callable[[Library], None], root: Path, system: FakeSystem) -> list[int]:
    """Start a process for each piece of work, with a library of its own, and return the process ids."""

    def with_library(work: Callable[[Library], None]) -> None:
        with open_library(root, system) as library:
            work(library)

    return start_processes(*(partial(with_library, work) for work in works))


def wait_for(children: list[int]) -> None:
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * len(children)


def tagger(writer: int, clip: StoredClip, times: int) -> Callable[[Library], None]:
    """Return the work of adding tags. It edits the bytes itself, since `with_tags` is slow for hundreds of tags."""

    def work(library: Library) -> None:
        for turn in range(times):
            more = TAGS + b"- %d/%d\n" % (writer, turn)
            assert library.writer.change([(clip, lambda raw, more=more: raw.replace(TAGS, more))]).changed  # type: ignore[misc]

    return work


def test_800_tags_by_8_processes_at_once_are_all_kept_and_a_reader_never_sees_half_a_clip(
    library: Library, system: FakeSystem, figure: Figure
) -> None:
    root = library.archive.root
    clip = library.find(CLIP)
    waiting = start(*(tagger(writer, clip, 100) for writer in range(8)), root=root, system=system)

    reads = seen = 0
    while waiting:
        raw = library.archive.read(CLIP)
        assert raw.startswith(HEAD + TAGS)
        assert raw.endswith(REST)
        assert raw.count(b"\n- ") >= seen
        reads, seen = reads + 1, raw.count(b"\n- ")
        ended, status = os.waitpid(waiting[0], os.WNOHANG)
        if ended:
            assert status == 0
            waiting.remove(ended)

    stored = {tag for tag in clipfile.read(library.archive.read(CLIP)).tags if tag[0].isdigit()}
    assert stored == {f"{writer}/{turn}" for writer in range(8) for turn in range(100)}
    assert reads >= 800
    figure("T4", tags=8 * 100, stored=len(stored), reads=reads, torn=0)


def test_writers_removers_and_adders_do_not_stand_in_each_other_s_way(library: Library, system: FakeSystem) -> None:
    root = library.archive.root
    twenty = [Clip(title=f"One {n}", body=f"Text {n}") for n in range(20)]
    library.writer.add([Candidate(clip, clipfile.write(clip)) for clip in twenty])
    with open_library(root, system) as opened:
        clips = [opened.find(f"undated/one-{n}") for n in range(20)]

    def remover(library: Library) -> None:
        for stored in clips[:10]:
            library.writer.remove([stored])

    def writer(name: str) -> Callable[[Library], None]:
        def work(library: Library) -> None:
            for turn in range(5):
                edit = partial(clipfile.with_tags, add=[f"{name}/{turn}"])
                outcome = library.writer.change([(clip, edit) for clip in clips[10:]])
                assert len(outcome.changed) == 10

        return work

    def adder(library: Library) -> None:
        for turn in range(20):
            clip = Clip(title="Breaking news", date="2026-01-02", body=f"{os.getpid()} {turn}")
            assert library.writer.add([Candidate(clip, clipfile.write(clip))])[0]

    wait_for(start(writer("a"), writer("b"), remover, adder, adder, root=root, system=system))

    with open_library(root, system) as opened:
        found = [*opened.search(opened.build_query())]
        ones = [stored for stored in found if stored.clip.title.startswith("One ")]
        assert sum(stored.clip.title == "Breaking news" for stored in found) == 40
        assert [len(stored.clip.tags) for stored in ones] == [10] * 10
    assert len([*(root / ".clipper").rglob("*.md")]) == 10
