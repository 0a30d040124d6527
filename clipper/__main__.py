"""Run clipper: `python -m clipper`."""

import gc
import io
import os
import sys

_GC_THRESHOLD = 50_000
"""What is allocated by imports stays: with the default of 700, a tenth of a short run is spent looking for garbage."""

_COMPLETION = "_CLIPPER_COMPLETE"
"""The variable that a shell sets when it asks for completions."""


def main() -> None:
    """Run the command line, and exit with its status."""
    try:
        _prepare_streams()
        gc.set_threshold(_GC_THRESHOLD)
        if _COMPLETION in os.environ:
            # Typer would load Rich for each help text, to strip markup that no help text has.
            sys.modules["rich"] = None  # type: ignore[assignment]
        from clipper.cli.app import app

        if _COMPLETION in os.environ:
            from clipper.cli.shells import prepare

            prepare()
        app(prog_name="clipper")
    except KeyboardInterrupt:  # during the imports
        raise SystemExit(130) from None
    finally:
        _flush_stderr()


def _prepare_streams() -> None:
    """Open /dev/null for a standard stream that is closed, and let stdin and stdout take every character."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # the parent process had closed it
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - until the end
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def _flush_stderr() -> None:
    """Flush stderr; if that fails, point it at /dev/null.

    The interpreter flushes again when it exits, and a failure would change the exit status.
    """
    try:
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


if __name__ == "__main__":
    main()
