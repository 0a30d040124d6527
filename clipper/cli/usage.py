"""Sentences about a command line that is wrong: what is wrong, and what to write instead."""

import re
from typing import Any

from clipper.cli.commands import SECOND
from clipper.model.spelling import did_you_mean
from clipper.text import safe

OTHER_NAMES = {
    "rm": "remove",
    "delete": "remove",
    "del": "remove",
    "trash": "remove",
    "ls": "list",
    "find": "list",
    "grep": "list",
    "query": "list",
    "cat": "show",
    "view": "show",
    "read": "show",
    "print": "show",
    "new": "add",
    "create": "add",
    "save": "add",
    "clip": "add",
    "log": "history",
    "stats": "timeline",
    "dedupe": "duplicates",
    "lint": "check",
    "doctor": "check",
    "settings": "config",
    "outlets": "sources",
    "untag": "tag CLIP --remove TAG",
    "rename": "edit CLIP --set title=TITLE",
    "mv": "edit CLIP --set title=TITLE",
    "set": "edit CLIP --set KEY=VALUE",
    "merge": "tags merge",
    "version": "--version",
}
"""What other programs call the commands; each with what to write here."""

NOT_YET = {
    "cite": "`clipper show CLIP` shows what a reference needs",
}
"""What clipper does not do, and what comes nearest."""

_TAKES_NOTHING = {
    "browser": "; alone it shows which browsers are set up",
    "redo": ": each `clipper redo` goes one operation forward; `clipper undo` takes the number of any",
}
"""Why no word follows a command, and what does what may have been meant."""

_TO_A_FILE = ": end the line with `> FILE`, or see `clipper export`"
_INSTEAD = {
    "-o": _TO_A_FILE,
    "--output": _TO_A_FILE,
    "--marked": ": write tag:marked in the query",
}
"""What to write in place of options that a command with a query does not have."""

_FIRST = ("--archive", "--version", "--install-completion", "--show-completion")


def describe_command(word: str, commands: Any) -> str:
    """Return what is wrong with a word that is no command, and what to write."""
    if word in OTHER_NAMES:
        return f"there is no command {word}: write `clipper {OTHER_NAMES[word]}`"
    if word in NOT_YET:
        return f"there is no command {word} yet; {NOT_YET[word]}"
    return f"there is no command “{safe(word)}”{did_you_mean(word, commands)}"


def describe(error: Any) -> str:
    """Return what is wrong with a command line, for an error of Typer."""
    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    option = getattr(error, "option_name", "")
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _describe_option(option, context)
    if kind == "BadOptionUsage" and "requires an argument" in error.message:
        return f"{option} needs a value after it"
    if kind == "MissingParameter" and parameter is not None:
        return f"{metavar(parameter)} is missing"
    if kind == "BadParameter" and parameter is not None:
        return _describe_value(parameter, error.message)
    if found := re.match(r"Got unexpected extra arguments? ?(?:\(s\) )?\((.*)\)", error.format_message(), re.DOTALL):
        return _describe_extra(safe(found[1]), context)
    message = str(error.format_message()).rstrip(".")
    return message[:1].lower() + message[1:]


def _describe_extra(words: str, context: Any) -> str:
    """Return what is wrong with words that a command does not take, and what it takes."""
    command = context.command_path
    taken = [metavar(parameter) for parameter in context.command.params if parameter.param_type_name == "argument"]
    if taken:
        return f"`{command}` takes {' '.join(taken)}, and no “{words}” after that"
    instead = _TAKES_NOTHING.get(context.info_name, "")
    if second := SECOND.get(context.info_name):
        follow = f": only {', '.join(second[:-1])} or {second[-1]} can follow it{instead}"
        return f"`{command}` takes no “{words}”{did_you_mean(words, second) or follow}"
    return f"`{command}` takes no “{words}”{instead or ': only options follow it'}"


def metavar(parameter: Any) -> str:
    """Return the word that stands for the value of an option or an argument: `N`, `QUERY...`."""
    if parameter.metavar:
        return str(parameter.metavar)
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return "|".join(str(getattr(choice, "value", choice)) for choice in choices)
    name = "N" if "int" in parameter.type.name else str(parameter.name).upper()
    return f"[{name}]" if parameter.param_type_name == "argument" and not parameter.required else name


def _describe_option(option: str, context: Any) -> str:
    parameters = context.command.params if context else []
    if context and context.parent and option in _FIRST:
        return f"{option} comes before the verb: `clipper {option} … {context.info_name} …`"
    names = [name for parameter in parameters if not parameter.hidden for name in parameter.opts if name[:2] == "--"]
    message = f"there is no option {option}"
    takes_query = any(parameter.name == "query" for parameter in parameters)
    if takes_query and option in _INSTEAD:
        return message + _INSTEAD[option]
    if option.startswith("--"):
        return message + did_you_mean(option, [*names, *("--color", "--no-color", "--no-pager", "--quiet", "--help")])
    return f"{message}; to leave a word out, write NOT word" if takes_query else message


def _describe_value(parameter: Any, message: str) -> str:
    """Return why a value of an option is not valid; Typer's own sentence names types."""
    name = max(parameter.opts, key=len) if parameter.param_type_name == "option" else metavar(parameter).strip("[]")
    quoted = re.match(r"'(.*?)' is not|(\S+) is not", message, re.DOTALL)
    value = f", not “{quoted[1] or quoted[2]}”" if quoted else ""
    choices = getattr(parameter.type, "choices", None)
    if choices:
        words = [str(getattr(choice, "value", choice)) for choice in choices]
        near = did_you_mean((quoted and (quoted[1] or quoted[2])) or "", words)
        return f"{name} is {', '.join(words[:-1])} or {words[-1]}{value}{near}"
    kind = parameter.type.name
    if "int" in kind or "float" in kind:
        least, most = getattr(parameter.type, "min", None), getattr(parameter.type, "max", None)
        bounds = f" from {least}{f' to {most}' if most is not None else ''}" if least is not None else ""
        return f"{name} is a {'whole ' if 'int' in kind else ''}number{bounds}{value}"
    return f"{name}: {message.rstrip('.')}"
