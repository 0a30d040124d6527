"""How the output of one run looks: with colours or without, all at once or in the pager."""

import os
from collections.abc import Mapping
from typing import Literal, TextIO, TypeAlias

Color: TypeAlias = Literal["auto", "always", "never"]
COLORS: tuple[Color, ...] = ("auto", "always", "never")


class Appearance:
    """What the options of a run say about its output; `auto` leaves colours to the environment and the streams.

    `quiet` leaves nothing of it but errors.
    """

    def __init__(self) -> None:
        self.color: Color = "auto"
        self.pager = True
        self.quiet = False

    def is_styled(self, stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
        """Tell whether what is written to a stream has colours.

        The variables are those of Rich, and `CLICOLOR_FORCE`: other programs know it as `FORCE_COLOR`.
        """
        if self.color != "auto":
            return self.color == "always"
        if environment.get("NO_COLOR"):
            return False
        if is_forced(environment):
            return True
        return stream.isatty() and environment.get("TERM") not in {"dumb", "unknown"}


def is_forced(environment: Mapping[str, str]) -> bool:
    """Tell whether the environment asks for colours where there is no terminal, too."""
    compatible, forced = environment.get("TTY_COMPATIBLE"), environment.get("FORCE_COLOR")
    if compatible in {"0", "1"}:
        return compatible == "1"
    if forced is not None:
        return bool(forced)
    return environment.get("CLICOLOR_FORCE", "0") not in {"", "0"}
