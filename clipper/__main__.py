"""Run clipper: `python -m clipper`."""

from clipper.cli import app


def main() -> None:
    """Run the command line, and leave with its exit status."""
    app(prog_name="clipper")


if __name__ == "__main__":
    main()
