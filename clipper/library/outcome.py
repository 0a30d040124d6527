"""The result of a command that changes clips."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clipper.errors import ClipperError
from clipper.model.clip import StoredClip
from clipper.store.archive import is_original
from clipper.store.operation import FileResult
from clipper.system.progress import Advance


@dataclass(slots=True)
class Outcome:
    """What was done to clips.

    `clips` are all that the command is about, by path. `paths` are the files that changed, `moved` the new paths of
    those that were moved, by the old ones; `same` is the number of
    clips that an edit left as they were, and `linked` are the paths with another hard link, which keeps the old text.
    `advance` is called with the number of clips that are done.
    """

    clips: Mapping[str, StoredClip]
    advance: Advance | None = None
    paths: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    same: int = 0
    failed: list[ClipperError] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    done: int = 0
    """The number of clips that are done, the failed ones too; an original is not a clip of its own."""

    @property
    def changed(self) -> list[StoredClip]:
        """The clips that changed, in the order in which they did."""
        return [self.clips[path] for path in self.paths if path in self.clips]

    def record(self, results: Iterable[FileResult]) -> None:
        """Count results as they come in."""
        for result in results:
            if result.error:
                self.failed.append(result.error)
            if is_original(result.path):
                continue
            self.done += 1
            if result.changed:
                self.paths.append(result.path)
            elif not result.error:
                self.same += 1
            if result.moved_to:
                self.moved[result.path] = result.moved_to
            if result.changed and result.link_count > 1:
                self.linked.append(result.path)
            if self.advance:
                self.advance(self.done)
