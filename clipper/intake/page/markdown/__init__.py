"""Prose: a tree of HTML becomes Markdown, in which nothing is left that a browser would act on."""

from collections.abc import Iterable, Sequence

from lxml.etree import _Element

from clipper.intake.page.markdown.blocks import Writer
from clipper.intake.page.markdown.links import plain
from clipper.intake.page.markdown.run import Run

__all__ = ["blocks", "joined", "of_text", "plain", "write"]


def write(element: _Element, *, url: str = "", pictures: bool = False) -> str:
    """Return what stands in an element as Markdown that ends with a line end; empty where there are no words.

    Links are made absolute by the page's `url`; those that lead nowhere on the web are left as their words.
    """
    return joined(blocks(element, url=url, pictures=pictures))


def blocks(element: _Element, *, url: str = "", pictures: bool = False) -> list[str]:
    """Return the paragraphs, headings, lists, quotes and tables in an element, each as Markdown, as `write` does."""
    return Writer(element, url, pictures=pictures).blocks(element)


def joined(blocks: Sequence[str]) -> str:
    """Return a text that consists of these."""
    return "\n\n".join(blocks) + "\n" if blocks else ""


def of_text(paragraphs: Iterable[str]) -> list[str]:
    """Return paragraphs of plain text as Markdown."""
    found = []
    for paragraph in paragraphs:
        run = Run()
        run.text(paragraph)
        found += run.lines()
    return found
