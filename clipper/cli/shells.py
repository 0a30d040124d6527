"""Completion in the shells: install it, and answer bash, which cuts a word at `:`, `=` and `@`, and zsh."""

import os
import re

import typer

# Private parts of Typer, whose version is bounded: it offers no other way to another script or to a named shell.
from typer import _completion_shared as scripts
from typer._click.shell_completion import CompletionItem, add_completion_class, split_arg_string
from typer._completion_classes import BashComplete

from clipper.errors import UsageError
from clipper.text import one_line, safe

OPTIONS = ("--install-completion", "--show-completion")
"""The options that install completion for a shell, or print what would be installed."""

_BASH = "bash_line"
_ZSH = "zsh_line"
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
_ZSH_SCRIPT = """
#compdef %(prog_name)s

%(complete_func)s() {
    local -a values open_values shown open_shown
    local value help typed=${(Q)words[CURRENT]} named=
    while IFS=$'\\t' read -r value help; do
        [[ -n $value ]] || continue
        [[ $value == ${typed}* ]] || named=1
        if [[ $value == *[:=] ]]; then
            open_values+=("$value") open_shown+=("$value${help:+  -- $help}")
        else
            values+=("$value") shown+=("$value${help:+  -- $help}")
        fi
    done < <(env COMP_LINE="${(j: :)words[1,CURRENT]}" %(autocomplete_var)s=complete_zsh_line "$words[1]")
    if (( ! $#values + $#open_values )); then
        _files
        return
    fi
    local -a accept
    [[ -n $named ]] && accept=(-U)
    (( $#values )) && compadd -l $accept -d shown -a values
    (( $#open_values )) && compadd -l -S '' $accept -d open_shown -a open_values
    # What several values have in common is not what was typed: a menu shows them, and the next Tab chooses.
    [[ -n $named ]] && (( $#values + $#open_values > 1 )) && compstate[insert]=menu compstate[list]='list force'
    return 0
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
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
        _, incomplete = self.get_completion_args()
        values = [value for value, _ in self.find_values()]
        if len(values) > 1 and not all(value.startswith(incomplete) for value in values):
            return ""  # bash would put what they have in common in the place of the word
        current = _current(line)
        if current[:1] in {'"', "'"}:
            return "\n".join(values)
        end = max((current.rfind(letter) for letter in breaks if not letter.isspace()), default=-1) + 1
        kept = "".join(split_arg_string(current[:end]))
        return "\n".join(_escape(value.removeprefix(kept)) for value in values)

    def find_values(self) -> list[tuple[str, str]]:
        """Return the words that may stand in the place of the last one, each with its help text."""
        args, incomplete = self.get_completion_args()
        field, colon, rest = incomplete.partition(":")
        head = field + colon if field.startswith("-") and colon else ""
        if head:  # `-tag:wor` is a term of a query, which Typer would take for an option
            args, incomplete = [*args, head], rest
        return [(head + str(item.value), str(item.help or "")) for item in self.get_completions(args, incomplete)]

    def format_completion(self, item: CompletionItem) -> str:
        """Return a completion as it is: `complete` writes it."""
        return str(item.value)


class ZshLine(BashLine):
    """Answer zsh from the whole line; it escapes what it inserts, and shows the help texts."""

    def complete(self) -> str:
        """Return the completions, each on a line, with a tab before its help text."""
        return "\n".join(f"{value}\t{one_line(help_)}" for value, help_ in self.find_values())


def prepare() -> None:
    """Let bash and zsh be answered from the whole line."""
    add_completion_class(BashLine, _BASH)
    add_completion_class(ZshLine, _ZSH)


def serve(option: str, shell: str, program: str) -> typer.Exit:
    """Install completion for a shell, or print its script; without a shell for the one that runs."""
    shell = shell or scripts._get_shell_name() or ""  # noqa: SLF001
    if shell not in _NAMES:
        what = f"completion is not there for “{safe(shell)}”" if shell else "the shell cannot be recognised"
        raise UsageError(what, hint=f"Name one of {', '.join(_NAMES)}.")
    scripts._completion_scripts |= {"bash": _BASH_SCRIPT, "zsh": _ZSH_SCRIPT}  # noqa: SLF001
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
