"""Completion in the shells: install it, and answer bash, which cuts a word at `:`, `=` and `@`."""

import os
import re

import typer

# Private parts of Typer, whose version is bounded: it offers no other way to another script or to a named shell.
from typer import _completion_shared as scripts
from typer._click.shell_completion import CompletionItem, add_completion_class, split_arg_string
from typer._completion_classes import BashComplete

from clipper.errors import UsageError
from clipper.text import safe

OPTIONS = ("--install-completion", "--show-completion")
"""The options that install completion for a shell, or print what would be installed."""

_BASH = "bash_line"
_NAMES = tuple(shell.value for shell in scripts.Shells)
_READ_BY = {"bash": "~/.bashrc", "zsh": "~/.zshrc"}
_SPECIAL = r"""[\s"'\\$`&|;<>()!*?\[\]{}#~]"""
_BASH_SCRIPT = """
%(complete_func)s() {
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_BREAKS="$COMP_WORDBREAKS" \\
                   %(autocomplete_var)s=complete_bash_line "$1" ) )
    [[ ${#COMPREPLY[@]} == 1 && $COMPREPLY == *[:=] ]] && compopt -o nospace
    return 0
}

complete -o default -F %(complete_func)s %(prog_name)s
"""


class BashLine(BashComplete):
    """Answer bash from the whole line; of a word that bash has cut, only the last part is completed."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is completed, and that one."""
        line = os.environ.get("COMP_LINE", "")
        words = split_arg_string(line)[1:]
        return (words[:-1], words[-1]) if words and _current(line) else (words, "")

    def complete(self) -> str:
        """Return the completions, each on a line, as they are written in the line."""
        line, breaks = os.environ.get("COMP_LINE", ""), os.environ.get("COMP_BREAKS", "")
        args, incomplete = self.get_completion_args()
        field, colon, rest = incomplete.partition(":")
        if field.startswith("-") and colon:  # `-tag:wor` is a term of a query, which Typer would take for an option
            head = field + colon
            values = [head + str(item.value) for item in self.get_completions([*args, head], rest)]
        else:
            values = [str(item.value) for item in self.get_completions(args, incomplete)]
        if len(values) > 1 and not all(value.startswith(incomplete) for value in values):
            return ""  # bash would put what they have in common in the place of the word
        current = _current(line)
        if current[:1] in {'"', "'"}:
            return "\n".join(values)
        end = max((current.rfind(letter) for letter in breaks if not letter.isspace()), default=-1) + 1
        kept = "".join(split_arg_string(current[:end]))
        return "\n".join(_escape(value.removeprefix(kept)) for value in values)

    def format_completion(self, item: CompletionItem) -> str:
        """Return a completion as it is: `complete` writes it."""
        return str(item.value)


def prepare() -> None:
    """Let bash be answered from the whole line."""
    add_completion_class(BashLine, _BASH)


def serve(option: str, shell: str, program: str) -> typer.Exit:
    """Install completion for a shell, or print its script; without a shell for the one that runs."""
    shell = shell or scripts._get_shell_name() or ""  # noqa: SLF001
    if shell not in _NAMES:
        what = f"completion is not there for “{safe(shell)}”" if shell else "the shell cannot be recognised"
        raise UsageError(what, hint=f"Name one of {', '.join(_NAMES)}.")
    scripts._completion_scripts["bash"] = _BASH_SCRIPT  # noqa: SLF001
    variable = f"_{program.upper()}_COMPLETE"
    if option == OPTIONS[1]:
        typer.echo(scripts.get_completion_script(prog_name=program, complete_var=variable, shell=shell))
        return typer.Exit()
    _, file = scripts.install(shell, program, variable)
    read_by = f", which {_READ_BY[shell]} now reads" if shell in _READ_BY else ""
    typer.echo(f"Wrote the completion for {shell} into {safe(str(file))}{read_by}. A new terminal has it.")
    return typer.Exit()


def _current(line: str) -> str:
    """Return the last word of a line as it is written, quotes and all; empty behind a blank."""
    words = re.findall(r"""(?:\\.|"(?:\\.|[^"\\])*(?:"|$)|'[^']*(?:'|$)|[^\s\\])+\\?$""", line)
    return str(words[-1]) if words else ""


def _escape(value: str) -> str:
    return re.sub(_SPECIAL, r"\\\g<0>", value)
