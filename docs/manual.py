"""Write the synopsis and the options of each command into `manual.md`, as the commands themselves declare them.

Run it from the root of the project: `python docs/manual.py`. A test compares the page with what it would write.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from clipper.browse.keys import manual_table
from clipper.cli import app
from clipper.cli.commands import COMMANDS, SECOND
from clipper.cli.usage import metavar

PAGE = Path(__file__).parent / "manual.md"
_BLOCK = re.compile(r"(?<=<!-- usage: )([a-z ]+) -->\n.*?(?=<!-- end of usage -->)", re.DOTALL)
_KEYS = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- end of keys -->)", re.DOTALL)
SHARED = "shared options"
"""The name of the block that describes the options of several commands."""


def verbs() -> Iterator[str]:
    """Yield every command: `tags`, `tags rename`."""
    for verb in COMMANDS:
        yield verb
        yield from (f"{verb} {word}" for word in SECOND.get(verb, ()))


def usage(page: str) -> str:
    """Return the page with the block of each command as the command declares it now, and the keys of the reader."""
    commands: Any = get_command(app.app)
    shared = _shared(commands)
    page = _BLOCK.sub(lambda match: f"{match[1]} -->\n{_block(commands, match[1], shared)}", page)
    return _KEYS.sub(lambda _: manual_table(), page)


def _shared(commands: Any) -> dict[str, str]:
    """Return the help of the shared options by their names; `check` has all of them."""
    return {
        _name(parameter): parameter.help
        for parameter in commands.get_command(None, "check").params
        if parameter.name in {"source", "tag", "since", "until", "force", "dry_run", "yes", "quiet", "json"}
    }


def _block(commands: Any, verb: str, shared: dict[str, str]) -> str:
    if verb == SHARED:
        return _table(shared.items())
    command = commands.get_command(None, verb)
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    own_rows, shared_names = [], []
    for parameter in command.params:
        if parameter.hidden or parameter in arguments:
            continue
        name, help_ = _name(parameter), parameter.help
        if shared.get(name) == help_:
            shared_names.append(f"`{parameter.opts[0]}`")
        else:
            default = parameter.default
            has_default = getattr(parameter, "show_default", False) and bool(default)
            own_rows.append((name, f"{help_} The default is {default}." if has_default else help_))
    arguments = [argument for argument in arguments if not argument.hidden]
    words = " ".join(("clipper", verb, *map(_metavar, arguments), "[OPTION]…"))
    rows = [(_metavar(argument), argument.help) for argument in arguments] + own_rows
    line = f"\n[Shared options](#shared-options): {', '.join(shared_names)}.\n" if shared_names else ""
    return f"```\n{words.replace('...', '…')}\n```\n" + ("\n" + _table(rows) if rows else "") + line


def _name(parameter: Any) -> str:
    names = ", ".join(parameter.opts)
    if parameter.secondary_opts:
        names = names.replace("--", "--[no-]", 1)
    return names if parameter.is_flag else f"{names} {_metavar(parameter)}"


def _metavar(parameter: Any) -> str:
    return metavar(parameter).replace("...", "…")


def _table(rows: Any) -> str:
    lines = ["| `{}` | {} |\n".format(*(cell.replace("|", "\\|") for cell in row)) for row in rows]
    return "".join(("| | |\n|---|---|\n", *lines))


if __name__ == "__main__":
    PAGE.write_text(usage(PAGE.read_text("utf-8")), "utf-8")
