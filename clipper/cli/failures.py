"""How a run ends that fails: a message on stderr, and an exit status."""

import contextlib
import os
import sys
from collections.abc import Iterator

import typer

from clipper.errors import ClipperError, reason
from clipper.system.appearance import Appearance


@contextlib.contextmanager
def errors_to_status(appearance: Appearance) -> Iterator[None]:
    """Turn every exception into one message on stderr and an exit status."""
    try:
        yield
    except ClipperError as error:
        raise _exit_with(error, error.status, appearance) from error
    except typer.TyperException as error:
        raise _exit_for_usage(error, appearance) from error
    except KeyboardInterrupt as error:
        raise _exit_with("interrupted", 130, appearance) from error
    except BrokenPipeError as error:
        raise _exit_after_closed_pipe() from error
    except SystemExit as error:  # Rich raises it for a closed pipe
        raise _exit_after_closed_pipe() if isinstance(error.__context__, BrokenPipeError) else error from error
    except ImportError as error:  # the disk does not give out a part of the program just now, or it is not there
        raise _exit_with(f"a part of clipper cannot be loaded: {error}", 74, appearance) from error
    except OSError as error:
        raise _exit_with(reason(error), 74, appearance) from error


def _exit_after_closed_pipe() -> typer.Exit:
    """Exit with success: the reader of the pipe, such as `head`, has read what it wants."""
    _flush_stdout()
    return typer.Exit(0)


def _flush_stdout() -> None:
    """Flush stdout; if that fails, point it at /dev/null, since the interpreter flushes again when it exits."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _exit_with(error: ClipperError | str, status: int, appearance: Appearance) -> typer.Exit:
    """Print an error on stderr, and return the exception that ends the program with a status."""
    from clipper.text import safe, safe_lines

    _flush_stdout()
    hint = safe(error.hint) if isinstance(error, ClipperError) else ""
    with contextlib.suppress(OSError):  # the exit status shows the failure
        sys.stderr.write(_lay_out(f"clipper: {safe_lines(str(error))}", hint, appearance) + "\n")
    return typer.Exit(status)


def _lay_out(message: str, hint: str, appearance: Appearance) -> str:
    """Return a message and its hint as stderr takes them: in one line if the disk does not give out what wraps it."""
    try:
        from clipper.output.terminal.messages import lay_out
    except (ImportError, OSError):
        first, newline, rest = message.partition("\n")
        return f"{first}. {hint}{newline}{rest}" if hint else message
    return lay_out(message, sys.stderr, appearance, hint)


def _exit_for_usage(error: typer.TyperException, appearance: Appearance) -> typer.Exit:
    """Print what is wrong with the command line, and return the exception that ends the program."""
    from clipper.cli.usage import describe

    context = getattr(error, "ctx", None)
    command = context.command_path if context else "clipper"
    return _exit_with(f"{describe(error)} (see {command} --help)", error.exit_code, appearance)
