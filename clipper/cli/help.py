"""The help pages. Typer's own need Rich, which takes longer than the page, and are cut off on a narrow terminal."""

import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from clipper.cli.usage import metavar

WIDEST = 100
_NARROW = 60
_MOST_NAMES = 26
"""The columns for the names of options; a longer name has its help on the next line."""

_CODE = r"`([^`]+)`"
_ONLY_CODE = r"`[^`]+`(?:, `[^`]+`)*"
_HEADINGS = ("Text", "Fields", "Query", "Change", "Pages", "Fetching", "Keeping", "Output", "Options")


def draw(command: Any, context: Any, *, width: int, styled: bool) -> str:
    """Return the help page of a command, or of clipper itself, at a width."""
    page = Page(min(width, WIDEST), styled=styled)
    parameters = [parameter for parameter in command.get_params(context) if not getattr(parameter, "hidden", False)]
    arguments = [parameter for parameter in parameters if parameter.param_type_name == "argument"]
    commands = getattr(command, "list_commands", None)
    words = [*map(metavar, arguments)] if commands is None else ["COMMAND"]
    page.text(f"Usage: {' '.join((context.command_path, *words, '[OPTION]...'))}")
    page.paragraphs(inspect.cleandoc(command.help or ""))
    page.rows("", ((metavar(argument), argument.help or "") for argument in arguments))
    if commands is not None:
        _list_commands(page, command, context)
    headings: Mapping[str, str] = getattr(command, "headings", {})
    groups: dict[str, list[tuple[str, str]]] = {}
    for parameter in parameters:
        if parameter not in arguments:
            heading = parameter.rich_help_panel or headings.get(parameter.name, "Options")
            groups.setdefault(heading, []).append((_names(parameter), _help(parameter)))
    order = {heading: number for number, heading in enumerate(_HEADINGS)}
    for heading in sorted(groups, key=lambda name: order.get(name, len(order))):
        page.rows(heading, groups[heading])
    page.paragraphs(command.epilog or "")
    return page.finish()


def _list_commands(page: "Page", command: Any, context: Any) -> None:
    panels: dict[str, list[tuple[str, str]]] = {}
    for name in command.list_commands(context):
        heading, summary = command.summary(name)
        panels.setdefault(heading, []).append((name, summary))
    for heading, rows in panels.items():
        page.rows(heading, rows)


def _names(option: Any) -> str:
    """Return the names of an option, the short one first, and its value: `-n, --limit N`."""
    names = ", ".join(sorted(option.opts, key=len))
    if option.secondary_opts:
        names = names.replace("--", "--[no-]", 1)
    return names if option.is_flag else f"{names} {metavar(option)}"


def _help(option: Any) -> str:
    if "--help" in option.opts:
        return "Show this page."
    has_default = getattr(option, "show_default", False) and not option.is_flag and option.default
    return f"{option.help or ''} The default is {option.default}." if has_default else option.help or ""


class Page:
    """The lines of a page, each no wider than the terminal if its words permit it."""

    def __init__(self, width: int, *, styled: bool) -> None:
        self._width = width
        self._styled = styled
        self._lines: list[str] = []

    def text(self, value: str, indent: str = "") -> None:
        """Add a text, and an empty line after it."""
        self._lines += [*self._wrap(value, indent, indent), ""]

    def paragraphs(self, value: str) -> None:
        """Add paragraphs; one that is only code is an example for each piece of it, which is not broken."""
        after_example = False
        for paragraph in filter(None, (" ".join(one.split()) for one in value.split("\n\n"))):
            is_example = re.fullmatch(_ONLY_CODE, paragraph) is not None
            if is_example and after_example:
                self._lines.pop()
            if is_example:
                self._lines += (f"  {self._style('36', example)}" for example in re.findall(_CODE, paragraph))
                self._lines.append("")
            else:
                self.text(paragraph)
            after_example = is_example

    def rows(self, heading: str, rows: Iterable[tuple[str, str]]) -> None:
        """Add rows of a name and its explanation, side by side if there is room."""
        rows = [*rows]
        if not rows:
            return
        if heading:
            self._lines.append(self._style("1", heading))
        column = min(max(len(name) for name, _ in rows), _MOST_NAMES) + 4
        for name, explanation in rows:
            self._lines += self._row(name, explanation, column)
        self._lines.append("")

    def finish(self) -> str:
        """Return the page."""
        return "\n".join(self._lines).strip("\n")

    def _row(self, name: str, explanation: str, column: int) -> Iterator[str]:
        if self._width < _NARROW or len(name) + 4 > column:
            indent = " " * (6 if self._width < _NARROW else column)
            yield from (self._style("36", line) for line in self._wrap(name, "  ", "    "))
            yield from self._wrap(explanation, indent, indent)
            return
        first, *rest = self._wrap(explanation, "", "", self._width - column) or [""]
        yield f"  {self._style('36', name)}{' ' * (column - 2 - len(name))}{first}".rstrip()
        yield from (f"{' ' * column}{line}" for line in rest)

    def _wrap(self, value: str, first: str, rest: str, width: int = 0) -> list[str]:
        return textwrap.wrap(
            value,
            width or self._width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _style(self, code: str, value: str) -> str:
        return f"\x1b[{code}m{value}\x1b[0m" if self._styled else value
