"""The command line of an operation, as the history and undo show it."""

import pytest

from clipper.output.plain.history import command
from clipper.store.history import OperationRecord


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("--archive", "/home/a b/clips", "tag", "talks", "x"), "tag talks x"),
        (("--archive=/clips", "--no-color", "undo"), "--no-color undo"),
        (("--no-color", "--archive", "/clips", "undo"), "--no-color undo"),
        (("tag", "talks", "--archive"), "tag talks --archive"),
        (("tag", "a b", "x\x1b"), "tag 'a b' 'x␛'"),
        (("--archive",), "(what was typed is not known)"),
        ((), "(what was typed is not known)"),
    ],
)
def test_the_archive_is_left_out_of_a_command_line(words: tuple[str, ...], shown: str) -> None:
    assert command(OperationRecord(1, "", words)) == shown
