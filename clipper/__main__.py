"""Run clipper: `python -m clipper`."""

import io
import os
import sys


def main() -> None:
    """Run the command line, and leave with its exit status."""
    try:
        _mend_streams()
        from clipper.cli.app import app

        app(prog_name="clipper")
    except KeyboardInterrupt:  # pressed while the program was still being loaded
        raise SystemExit(130) from None
    finally:
        _let_go_of_stderr()


def _mend_streams() -> None:
    """See that each of the three streams is there, and that none stumbles over a character that it does not know."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # whoever started us had closed it
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - until the end
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def _let_go_of_stderr() -> None:
    """Send what cannot be said nowhere: Python would try once more at its end, and change the exit status."""
    try:
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


if __name__ == "__main__":
    main()
