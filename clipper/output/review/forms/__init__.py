"""The forms of a press review, one module for each: what they are called, their suffixes, and what writes them."""

from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Protocol

from clipper.model.frozen import Frozen

if TYPE_CHECKING:
    from clipper.output.review.issue import Issue


class FormOptions(Frozen):
    """How a form is written: a folder with further fonts, and whether boxes may stand for missing letters."""

    fonts: str = ""
    boxes: bool = False


class Form(Protocol):
    """The interface of each of these modules. A form writes what the issue holds, and reads nothing else."""

    def write(self, issue: "Issue", out: BinaryIO, options: FormOptions) -> str:
        """Write the press review, and return a sentence about what was left out, if anything was.

        The same issue makes the same bytes.
        """


SUFFIXES = {"html": ".html", "pdf": ".pdf", "docx": ".docx", "epub": ".epub", "mail": ".eml", "markdown": ".md"}
"""The forms by the names that `--to` accepts, each with the suffix of its files."""

BINARY = frozenset({"pdf", "epub", "docx"})
"""The forms that are no text."""


def load(name: str) -> Form:
    """Return the module of a form; the others are not loaded."""
    form: Form = import_module(f"{__name__}.{name}")
    return form


def by_suffix(file_name: str) -> str:
    """Return the name of the form that the suffix of a file means; empty if none has it."""
    return next((name for name, suffix in SUFFIXES.items() if file_name.lower().endswith(suffix)), "")
