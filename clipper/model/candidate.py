"""What comes in: a clip that may be kept, as it would be written."""

from typing import NamedTuple

from clipper.model.clip import Clip


class Original(NamedTuple):
    """A file that is to stand beside a clip: the page from which it was made, and the ending of its name."""

    ending: str
    raw: bytes


class Incoming(NamedTuple):
    """A clip that may be kept, the bytes of its file, and the page from which it was made, if that is kept too."""

    clip: Clip
    raw: bytes
    original: Original | None = None
