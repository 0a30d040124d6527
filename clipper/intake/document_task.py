"""Read a document in a subprocess with limits of time and memory."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from clipper.errors import ClipperError, RefusedError
from clipper.intake import documents, page
from clipper.intake.document import Document
from clipper.intake.page.sandbox import FailedError, OverrunError, Task
from clipper.system.extras import install_command

_HINT = "Open it, copy its text, and `clipper add` that."


def run(raw: bytes, convert: Callable[[Document], Any], *, hint: str = _HINT) -> Any:
    """Read a document of a known format, and return what `convert` makes of it, a value that JSON can hold.

    Raise a ClipperError that says why the document cannot be read; `hint` says what to do then.
    """
    form = documents.recognise(raw)
    _require_libraries(form)
    with Task(partial(_read_as_json, raw, form, convert)) as task:
        try:
            answer: dict[str, Any] = json.loads(task.result())
        except OverrunError as error:
            raise RefusedError("it takes too much time or memory to be read", hint=hint) from error
        except FailedError as error:
            raise RefusedError(f"it is damaged, or not read as a document ({form})", hint=hint) from error
    if refused := answer.get("refused"):
        raise RefusedError(refused, hint=answer["hint"] or hint)
    return answer["value"]


def _require_libraries(form: str) -> None:
    for library, extra in (("pypdfium2", "pdf-in"), ("lxml", "web")):
        if (library == "lxml" or form == "PDF") and not page.is_installed(library):
            hint = f"`{install_command(extra)}` installs it."
            raise RefusedError(f"it is a document ({form}), and what reads it is not installed", hint=hint)


def _read_as_json(raw: bytes, form: str, convert: Callable[[Document], Any]) -> bytes:
    """Read a document, or the error that it raises, and encode it as JSON; this runs in the subprocess."""
    try:
        return json.dumps({"value": convert(documents.FORMATS[form].read(raw))}).encode()
    except ClipperError as error:
        return json.dumps({"refused": str(error), "hint": error.hint}).encode()
