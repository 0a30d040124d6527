"""Help about what several commands share: queries, and the templates of a list."""

from typing import TYPE_CHECKING

from clipper.model.keys import FIELDS
from clipper.output.plain.template import EXAMPLE

if TYPE_CHECKING:
    from clipper.cli.help import Page

_QUERY = (
    ("ceasefire talks", "both words, in any field or in the text"),
    ('"ceasefire talks"', "the phrase"),
    ("ceas*", "words that begin so"),
    ("talks OR strike", "either"),
    ("-strike, NOT strike", "not that word"),
    ("(talks OR strike) kyiv", "parentheses group"),
    ("source:reuters", 'a field: source:"BBC News", author:doe, title:moon'),
    ("tag:world", "the tag, and those below it; tag:=world only itself"),
    ("url:bbc.co.uk", "pages of a site; an address finds one page"),
    ("date:2025-05", 'published then: date:2025, date:"last week", date:30d'),
    ("date:2025-05..2025-07", "a span; date:2025-05.. is open"),
    ("since:2025 until:may", "then or later, then or earlier"),
    ("has:url no:author", "a field with a value, or without one"),
    ("is:untagged", "also is:undated, is:unreadable"),
    ("@name", "a saved search; `clipper search` shows them"),
)
_TEMPLATES = (
    ("{title}", "a field"),
    ("{source:<20}", "at least 20 wide; > is flush right, ^ centred"),
    ("{title:.60}", "at most 60 letters"),
    (r"\t \n", "a tab, a new line"),
    ("{{ }}", "braces"),
)


def explain_query(page: "Page") -> None:
    """Write the query language on one screen."""
    page.text("A query finds clips, for every command that takes one. All terms must match.")
    page.rows("", _QUERY)
    page.paragraphs(
        "`clipper list 'tag:world date:last month -opinion'`, `clipper check 'no:date OR is:untagged'`\n\n"
        "In a shell, single quotes protect double ones, parentheses and *."
    )


def explain_templates(page: "Page") -> None:
    """Write what a template is, and its fields."""
    page.text("A template says what each line of `clipper list --format` looks like.")
    page.rows("", _TEMPLATES)
    page.paragraphs(f"`clipper list --format '{EXAMPLE}'`")
    page.rows(
        "Fields",
        (
            (
                "of the clip",
                f"{', '.join(FIELDS)}, and any other key of its header; several values are joined by commas",
            ),
            ("about the clip", "handle, path, name, words, problem"),
            ("with --stories", "also pickups and outlets"),
        ),
    )


TOPICS = {"query": explain_query, "templates": explain_templates}
"""The topics by their names."""
