"""The keyboard: single keys without Enter, and the terminal for a program that needs one."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial

_STDOUT, _STDERR = 1, 2
_ESCAPE = b"\x1b"
_END_OF_INPUT = b"\x04"
_ESCAPE_TIMEOUT = 0.02
"""Seconds for the further bytes of a key that sends several, as an arrow does."""


@contextlib.contextmanager
def keys() -> Iterator[Callable[[], str]]:
    """Yield a function that waits for the next key and returns it, without Enter; it is empty at the end of the input.

    Without a terminal the function reads a line and returns its first character. The mode of the terminal is restored
    afterwards, also after Ctrl-C.
    """
    with terminal() as descriptor, _cbreak_mode(descriptor) as tty_descriptor:
        yield _read_line if tty_descriptor is None else partial(_read_key, tty_descriptor)


@contextlib.contextmanager
def terminal() -> Iterator[int | None]:
    """Yield a descriptor of the terminal where stdin is something else, such as a pipe.

    Yield None where stdin is the terminal, or where there is no terminal. The value is for the `stdin` of a subprocess:
    with None it inherits ours.
    """
    if sys.stdin.isatty():
        yield None
        return
    try:
        descriptor = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        yield None
        return
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def has_screen() -> bool:
    """Tell whether a program for the whole screen can be used: a terminal has the keys, and stdout or stderr shows."""
    with terminal() as descriptor:
        return (descriptor is not None or sys.stdin.isatty()) and (os.isatty(_STDOUT) or os.isatty(_STDERR))


@contextlib.contextmanager
def stdout_on_terminal() -> Iterator[None]:
    """Lead stdout to the terminal of stderr where it is a pipe, as in `$(clipper browse)`.

    A program that takes the whole screen, and an editor, ask stdout for the size of the terminal, and draw there.
    """
    if os.isatty(_STDOUT):
        yield
        return
    sys.stdout.flush()
    kept = os.dup(_STDOUT)
    try:
        os.dup2(_STDERR, _STDOUT)
        yield
    finally:
        os.dup2(kept, _STDOUT)
        os.close(kept)


@contextlib.contextmanager
def _cbreak_mode(descriptor: int | None) -> Iterator[int | None]:
    """Switch a terminal, or stdin, to single keys without echo, and yield its descriptor, or None for anything else."""
    import termios
    import tty

    try:
        tty_descriptor = sys.stdin.fileno() if descriptor is None else descriptor
        old_mode = termios.tcgetattr(tty_descriptor)
    except (OSError, ValueError, termios.error):
        yield None
        return
    try:
        tty.setcbreak(tty_descriptor, termios.TCSADRAIN)  # keys that were typed ahead are not lost
        yield tty_descriptor
    finally:
        termios.tcsetattr(tty_descriptor, termios.TCSADRAIN, old_mode)


def _read_key(descriptor: int) -> str:
    """Return the next key; Escape for any key that sends several bytes."""
    key = b""
    try:
        key = os.read(descriptor, 1)
        if key == _ESCAPE or key >= b"\x80":
            import select

            while select.select([descriptor], [], [], _ESCAPE_TIMEOUT)[0] and os.read(descriptor, 1):
                pass
            key = _ESCAPE
    finally:  # end the line of the question as if Enter had been pressed, also at Ctrl-C
        sys.stderr.write((key.decode() if key.isalnum() else "") + "\n")
    return "" if key == _END_OF_INPUT else key.decode()


def _read_line() -> str:
    """Return the first character of the next line; LF for an empty line."""
    line = sys.stdin.readline()
    return line.strip()[:1] or line[:1]
