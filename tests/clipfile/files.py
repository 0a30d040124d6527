"""Clip files for the tests."""


def header(lines: str, body: str = "\nThe body.\n") -> bytes:
    """Return a file with these lines as its header."""
    return f"---\n{lines}---\n{body}".encode()
