"""Stories that were kept more than once, drawn so that each clip has a name."""

from clipper.analysis.duplicates import Member, Story
from clipper.model.clip import Clip, StoredClip
from clipper.output.terminal import duplicates
from tests.output.drawing import draw
from tests.output.samples import HANDLE


def test_a_clip_without_a_title_is_called_by_its_file() -> None:
    members = [
        Member(StoredClip(f"a/{name}.md", HANDLE, Clip()), kind, 90)
        for name, kind in (("one", "first"), ("two", "near"))
    ]
    shown = draw(duplicates.render([Story(1, tuple(members))], unique_lengths={}, total=1, width=80))
    assert shown.startswith("one  +1 copy\n")
    assert "90 %  two\n" in shown
