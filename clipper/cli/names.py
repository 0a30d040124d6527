"""The clips that are named on the command line, and on stdin in the place of `-`."""

import sys
from collections.abc import Iterable

STDIN = "-"
"""The word for the names on stdin; it names no clip itself."""


def with_those_on_stdin(words: Iterable[str]) -> list[str]:
    """Return names of clips, with those on stdin in the place of each `-`."""
    names: list[str] = []
    for word in words:
        names += read() if word == STDIN else [word]
    return names


def read() -> list[str]:
    """Return the names on stdin: of each line the first column, as `list` prints it."""
    return [line.partition("\t")[0] for line in sys.stdin.read().splitlines() if line.strip()]
