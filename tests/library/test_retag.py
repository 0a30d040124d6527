"""Tags are changed in every clip, by code that needs no terminal."""

import subprocess
import sys
from pathlib import Path

import pytest

from clipper.errors import NotFoundError, RefusedError, UsageError
from clipper.library import Library, retag
from clipper.library.plan import Plan
from tests.conftest import WriteClip, open_library
from tests.running import environment


@pytest.fixture
def tagged(library: Library, write_clip: WriteClip) -> Library:
    """Return the small archive with three more clips."""
    for number, tags in enumerate(("war, war/crimes", "peace", "War-and-peace"), 1):
        write_clip(f"more/{number}.md", f"---\ntitle: Clip {number}\ntags: [{tags}]\n---\n\nText {number}.\n")
    return library


def carry_out(library: Library, plan: Plan) -> dict[str, tuple[str, ...]]:
    """Make the changes of a plan, and return the new tags of the clips by path."""
    outcome = library.writer.change(plan.edits)
    assert outcome.failed == []
    with open_library(library.archive.root, library.system) as after:
        return {stored.path: after.read(stored).tags for stored in outcome.changed}


def test_a_tag_is_renamed_with_those_below_it(tagged: Library) -> None:
    plan = retag.rename(tagged, "war", "conflict")
    assert plan.warning == ""
    assert carry_out(tagged, plan) == {"more/1.md": ("conflict", "conflict/crimes")}


def test_a_new_name_that_is_in_use_is_warned_of(tagged: Library) -> None:
    warning = retag.rename(tagged, "war", "peace").warning
    assert warning.startswith("peace is in use already, on 1 clip: the two become one. To rename it back would not")


def test_two_spellings_that_would_not_come_back_are_warned_of(tagged: Library, write_clip: WriteClip) -> None:
    write_clip("more/4.md", "---\ntags: [WAR/old]\n---\n\nText 4.\n")
    with open_library(tagged.archive.root, tagged.system) as library:
        for new in ("conflict", "War"):
            warning = retag.rename(library, "war", new).warning
            assert warning == "WAR and war become one tag. To rename it back would not part them; `clipper undo` does."


def test_several_tags_become_one(tagged: Library) -> None:
    merged = carry_out(tagged, retag.merge(tagged, ["war", "peace"], "politics"))
    assert merged == {"more/1.md": ("politics", "politics/crimes"), "more/2.md": ("politics",)}


def test_a_tag_is_split_and_those_below_it_stay(tagged: Library) -> None:
    assert carry_out(tagged, retag.split(tagged, "war-and-peace", ["war", "peace"])) == {"more/3.md": ("war", "peace")}
    assert carry_out(tagged, retag.split(tagged, "war", ["a", "b"]))["more/1.md"] == ("a", "b", "war/crimes")


def test_a_tag_is_removed_with_those_below_it(tagged: Library) -> None:
    assert carry_out(tagged, retag.remove(tagged, ["war"])) == {"more/1.md": ()}


def test_what_cannot_be_done_is_no_plan(tagged: Library) -> None:
    with pytest.raises(NotFoundError, match="no clip has the tag “wra”") as caught:
        retag.remove(tagged, ["wra"])
    assert caught.value.hint == "`clipper tags` shows those in use."
    with pytest.raises(RefusedError, match="a tag cannot become its own child"):
        retag.merge(tagged, ["peace", "war"], "war/old")
    with pytest.raises(RefusedError, match="war is the name of the tag already"):
        retag.rename(tagged, "war", "war")
    with pytest.raises(UsageError, match="split into two or more"):
        retag.split(tagged, "war", ["peace"])


SCRIPT = """
import contextlib, sys
from pathlib import Path
from clipper.config import Config
from clipper.library import Library, retag
from clipper.store.archive import Archive
from clipper.system.system import System

@contextlib.contextmanager
def progress(what, total):
    yield lambda done: None

library = Library(Archive(Path(sys.argv[1])), Config(), System(), progress)
outcome = library.writer.change(retag.rename(library, "ceasefire", "truce").edits)
print(*(stored.path for stored in outcome.changed), {"typer", "rich"} & sys.modules.keys())
"""


def test_a_tag_is_renamed_without_typer_and_rich(library: Library, tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(library.archive.root)]
    ended = subprocess.run(command, env=environment(tmp_path), capture_output=True, check=True, text=True)
    assert ended.stdout == "2000/2000-05-19-reuters-ceasefire-talks.md set()\n"
    assert "- truce\n" in library.archive.read("2000/2000-05-19-reuters-ceasefire-talks.md").decode()
