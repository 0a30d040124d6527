"""What became of a command that changes many clips."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clipper.errors import ClipperError
from clipper.model.clip import StoredClip
from clipper.store.archive import is_original
from clipper.store.operation import Result
from clipper.system.progress import Advance


@dataclass(slots=True)
class Outcome:
    """The clips that changed, how many were so already, what failed, and which have other names that keep the old text.

    `clips` are those that the command is about, by path, and `progress` is told how many are done.
    """

    clips: Mapping[str, StoredClip]
    progress: Advance | None = None
    paths: list[str] = field(default_factory=list)
    same: int = 0
    failed: list[ClipperError] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)

    @property
    def changed(self) -> list[StoredClip]:
        """The clips that changed, in the order in which they did."""
        return [self.clips[path] for path in self.paths if path in self.clips]

    @property
    def number(self) -> int:
        """How many clips are done."""
        return len(self.paths) + self.same + len(self.failed)

    def take(self, results: Iterable[Result]) -> None:
        """Count results as they come in."""
        for result in results:
            if result.error:
                self.failed.append(result.error)
            elif result.changed and is_original(result.path):
                continue  # the page from which a clip was made goes where the clip goes
            elif result.changed:
                self.paths.append(result.path)
            else:
                self.same += 1
            if result.changed and result.names > 1:
                self.linked.append(result.path)
            if self.progress:
                self.progress(self.number)
