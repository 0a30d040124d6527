"""Every pattern of the package, found in its modules, and the texts on which a pattern of its kind may backtrack."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

import clipper

_METHODS = {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
_GENERIC = ("a", " ", "0", "(", "[", "<", "\n", '"', ",", ".", "/", "-", "*", "&", "é", "e\u0301", "A ", "a.", "<a>")
_CANDIDATES = "ax0 -.,;:/()[]<>\n\"'=#é\u0301"
_MOST_PREFIXES = 10
_CATEGORIES = {"SPACE": " ", "DIGIT": "0", "WORD": "a"}


class Use(NamedTuple):
    """A pattern, and how it is used: searched for, or matched from the beginning."""

    where: str
    pattern: re.Pattern[Any]
    searched: bool


# They are imported before any test runs: the reader of pages puts stand-ins in the place of some libraries.
MODULES = tuple(
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(clipper.__path__, "clipper.")
    if not module.name.endswith("__main__")
)
"""All modules of the package."""


@cache
def uses() -> tuple[Use, ...]:
    """Return every pattern whose text is known without a call, and those that a function without parameters returns."""
    return tuple(_uses())


def _uses() -> Iterator[Use]:
    for module in MODULES:
        for node in ast.walk(_tree(module)):
            if isinstance(node, ast.Call):
                yield from _uses_of_call(module, node)
        for name, function in inspect.getmembers(module, callable):
            if getattr(function, "__module__", "") != module.__name__ or "Pattern" not in str(_returned(function)):
                continue
            if not inspect.signature(function).parameters:
                for pattern in _patterns_in(function()):
                    yield Use(f"{module.__name__}.{name}()", pattern, searched=True)


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def _patterns_in(returned: Any) -> list[re.Pattern[Any]]:
    values = [returned] if isinstance(returned, re.Pattern) else returned if isinstance(returned, tuple) else ()
    return [value for value in values if isinstance(value, re.Pattern)]


def unknown() -> Iterator[str]:
    """Yield the functions in which a pattern is made of what they are given."""
    for module in MODULES:
        for function in ast.walk(_tree(module)):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and _method(node) and _evaluated(module, node.args[0]) is None:
                        yield f"{module.__name__}.{function.name}"


def _returned(function: Any) -> object:
    return getattr(inspect.unwrap(function), "__annotations__", {}).get("return", "")


def _method(node: ast.Call) -> str:
    called = node.func
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re":
        return called.attr if called.attr in _METHODS | {"compile"} and node.args else ""
    return ""


def _evaluated(module: ModuleType, node: ast.expr) -> Any:
    try:
        return eval(compile(ast.Expression(node), module.__name__, "eval"), dict(vars(module)))  # noqa: S307
    except NameError:
        return None


def _uses_of_call(module: ModuleType, node: ast.Call) -> Iterator[Use]:
    method = _method(node)
    if not method:
        return
    pattern = _evaluated(module, node.args[0])
    if pattern is None:
        return
    given = [*node.args[1:], *(word.value for word in node.keywords if word.arg == "flags")]
    flags = [flag for flag in (_evaluated(module, one) for one in given) if isinstance(flag, re.RegexFlag)]
    if not isinstance(pattern, re.Pattern):
        pattern = re.compile(pattern, flags[0] if flags else 0)
    where = f"{module.__name__}:{node.lineno}"
    if method == "compile":
        names = [name for name, value in vars(module).items() if value is pattern]
        used = {used for name in names for used in _methods(module if name.startswith("_") else None)[name]}
        where = f"{module.__name__}.{names[0]}" if names else where
        searched = bool(used - {"match", "fullmatch"})  # without a name it is a resolver of YAML, which matches
    else:
        searched = method not in {"match", "fullmatch"}
    yield Use(where, pattern, searched)


@cache
def _methods(module: ModuleType | None) -> dict[str, set[str]]:
    """Return how the value of each name is used in a module, or in all."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in (module,) if module else MODULES:
        for name, method in re.findall(rf"\b(\w+)\.({'|'.join(_METHODS)})\b", inspect.getsource(each)):
            found[name].add(method)
    return found


def attacks(pattern: re.Pattern[Any]) -> list[tuple[str, str, str]]:
    """Return texts as a beginning, a piece that is repeated, and an end that does not match."""
    parser: Any = re._parser  # type: ignore[attr-defined]
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    tree = parser.parse(text, flags)
    prefixes, pumps = [""], dict.fromkeys(_GENERIC)
    for choice in range(3):
        pieces = list(_sampled(tree, choice))
        grown = "".join(pieces)
        prefixes += ["".join(pieces[:length]) for length in range(1, len(pieces) + 1)]
        pumps |= dict.fromkeys(part for part in (*_repeated(tree, choice), grown) if part)
    few = list(dict.fromkeys(prefixes))
    few = few[:: max(1, len(few) // _MOST_PREFIXES)]
    made = [(prefix, pump, "\0") for prefix in few for pump in pumps]
    made += [("", prefix + pump, "\0") for prefix in few[1:] for pump in ("", *pumps)]
    return list(dict.fromkeys(made))


def _repeated(tree: Any, choice: int) -> Iterator[str]:
    """Yield what each part of a pattern matches that may be repeated often."""
    for operation, argument in tree:
        name = str(operation)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            yield "".join(_sampled(argument[2], choice))
            yield from _repeated(argument[2], choice)
        elif name == "SUBPATTERN":
            yield from _repeated(argument[-1], choice)
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from _repeated(branch, choice)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            yield from _repeated(argument[1], choice)
        elif name == "ATOMIC_GROUP":
            yield from _repeated(argument, choice)


def _sampled(tree: Any, choice: int) -> Iterator[str]:
    """Yield the pieces of a text that a pattern matches, more or less."""
    for operation, argument in tree:
        name = str(operation)
        if name == "LITERAL":
            yield chr(argument)
        elif name == "NOT_LITERAL":
            yield next(letter for letter in _CANDIDATES if ord(letter) != argument)
        elif name == "ANY":
            yield "x"
        elif name == "IN":
            yield _member(argument, choice)
        else:
            yield from _sampled_parts(name, argument, choice)


def _sampled_parts(name: str, argument: Any, choice: int) -> Iterator[str]:
    if name == "BRANCH":
        yield from _sampled(argument[1][choice % len(argument[1])], choice)
    elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        for _ in range(max(1, min(argument[0], 20))):
            yield from _sampled(argument[2], choice)
    elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        yield from _sampled(argument[-1] if name == "SUBPATTERN" else argument, choice)


def _member(items: Any, choice: int) -> str:
    """Return a character of a class."""
    if str(items[0][0]) == "NEGATE":
        return next((letter for letter in _CANDIDATES if not _is_in(items[1:], letter)), "\u4e00")
    operation, argument = items[choice % len(items)]
    name = str(operation)
    if name == "LITERAL":
        return chr(argument)
    if name == "RANGE":
        return chr(argument[0])
    kind = str(argument).removeprefix("CATEGORY_")
    return "!" if kind.startswith("NOT_") else _CATEGORIES[kind]


def _is_in(items: Any, letter: str) -> bool:
    for operation, argument in items:
        name = str(operation)
        if name == "LITERAL" and ord(letter) == argument:
            return True
        if name == "RANGE" and argument[0] <= ord(letter) <= argument[1]:
            return True
        if name == "CATEGORY":
            kind = str(argument).removeprefix("CATEGORY_")
            is_kind = re.match({"SPACE": r"\s", "DIGIT": r"\d", "WORD": r"\w"}[kind.removeprefix("NOT_")], letter)
            if bool(is_kind) != kind.startswith("NOT_"):
                return True
    return False
