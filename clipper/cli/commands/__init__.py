"""The commands: one verb, one file, one function, each named as it is typed.

A command gathers what it needs from the session, acts through the library, and shows what came of it.
"""

COMMANDS = {
    "add": "Collect",
    "fetch": "Collect",
    "import": "Collect",
    "list": "Read",
    "show": "Read",
    "timeline": "Read",
    "tags": "Read",
    "sources": "Read",
    "search": "Read",
    "tag": "Tend",
    "edit": "Tend",
    "remove": "Tend",
    "undo": "Tend",
    "history": "Tend",
    "duplicates": "Tend",
    "check": "Tend",
    "init": "Setup",
    "config": "Setup",
}
"""Every command in the order in which help lists it, with the heading under which it stands there."""

SECOND = {"tags": ("rename", "merge", "split", "remove", "apply"), "sources": ("merge",), "search": ("save", "remove")}
"""The words that make another verb when they follow such a command; its file is `tags_rename.py`.

In quotes of the query they are words to search for: `clipper tags '"rename"'`.
"""
