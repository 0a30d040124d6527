"""Extras: the optional dependencies of clipper, and the command that installs them for this copy of it."""

import os
import pathlib
import shlex
import sys

DISTRIBUTION = "news-clipper"
"""The name of clipper on the package index, where `clipper` is another project."""


def install_command(extra: str) -> str:
    """Return the command that installs an extra, such as `web`, beside the Python that runs now.

    A checkout is named by its folder, so that the command works before a release and after local changes.
    """
    from importlib.util import find_spec

    python = shlex.quote(_shorten(sys.executable))
    # The Python of an environment that uv made has no pip.
    installer = f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
    folder, is_editable = _source_folder()
    target = f"{_shorten(folder) if folder else DISTRIBUTION}[{extra}]"
    return f"{installer} {'-e ' if is_editable else ''}{shlex.quote(target)}"


def _source_folder() -> tuple[str, bool]:
    """Return the folder from which clipper was installed, empty for the index, and whether the install is editable."""
    import json
    from importlib import metadata
    from urllib.parse import unquote, urlsplit

    try:
        record = json.loads(metadata.distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
        address, is_editable = urlsplit(record["url"]), bool(record["dir_info"].get("editable"))
    except (metadata.PackageNotFoundError, ValueError, LookupError, TypeError, AttributeError):
        return "", False
    folder = unquote(address.path)
    return (folder, is_editable) if address.scheme == "file" and pathlib.Path(folder).is_dir() else ("", False)


def _shorten(path: str) -> str:
    """Return a path relative to the current folder if it is inside."""
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):  # the current folder was removed, or is on another drive
        return path
    return path if relative.startswith("..") else relative
