"""Groups of options: a command declares one as one parameter, and Typer and the help see each of its options."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from clipper.cli.options import ChangeOptions
from clipper.model.frozen import Frozen


def with_option_groups(command: Callable[..., None]) -> tuple[Callable[..., None], Mapping[str, str]]:
    """Return a command whose parameters Typer can read: each group of options is replaced by its fields.

    A group is a parameter whose annotation is a subclass of Frozen. The command itself gets an instance of it. The
    mapping has the heading in the help for each parameter.
    """
    headings: dict[str, str] = {}
    groups: dict[str, type[Frozen]] = {}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        group = parameter.annotation
        if isinstance(group, type) and issubclass(group, Frozen):
            groups[parameter.name] = group
            headings |= dict.fromkeys(group.__annotations__, getattr(group, "heading", ""))
            parameters += [
                inspect.Parameter(name, parameter.KEYWORD_ONLY, default=getattr(group, name), annotation=annotation)
                for name, annotation in group.__annotations__.items()
            ]
        else:
            parameters.append(parameter.replace(kind=parameter.KEYWORD_ONLY))

    @functools.wraps(command)
    def call(**arguments: Any) -> None:
        for name, group in groups.items():
            arguments[name] = group(**{field: arguments.pop(field) for field in group.__annotations__})
        command(**arguments)

    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    loose = "Change" if ChangeOptions in groups.values() else "Output"
    return call, {parameter.name: headings.get(parameter.name) or loose for parameter in parameters}
