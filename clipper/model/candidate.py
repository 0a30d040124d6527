"""A candidate: a clip that is not kept yet."""

from typing import TYPE_CHECKING

from clipper.model.clip import Clip
from clipper.model.frozen import Frozen

if TYPE_CHECKING:
    from clipper.model.provenance import Provenance


class Original(Frozen):
    """The page from which a clip was made, to be kept beside it: the suffix of its file name, and its bytes."""

    suffix: str
    raw: bytes


class Candidate(Frozen):
    """A clip that is not kept yet, with the bytes of its file.

    `input_name` is the name under which messages speak of its input; it is empty for a clip that is written in the
    editor. `requested_url` is the address that the user asked for, if there was one. A page adds itself as
    `original` if it is to be kept. `provenance` says where the fields come from; `likely` are values that the clip does
    not have, because a person must agree to them first. `notices` are sentences for the user.
    """

    clip: Clip
    raw: bytes
    original: Original | None = None
    input_name: str = ""
    requested_url: str = ""
    provenance: "tuple[Provenance, ...]" = ()
    likely: "tuple[Provenance, ...]" = ()
    notices: tuple[str, ...] = ()
