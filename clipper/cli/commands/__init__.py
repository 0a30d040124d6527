"""The commands: one verb, one file, one function, each named as it is typed.

A command gathers what it needs from the session, acts through the library, and shows the result.
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
    "tag": "Maintain",
    "edit": "Maintain",
    "remove": "Maintain",
    "undo": "Maintain",
    "history": "Maintain",
    "duplicates": "Maintain",
    "check": "Maintain",
    "init": "Setup",
    "config": "Setup",
}
"""Every command in the order in which help lists it, with its heading."""

SECOND = {"tags": ("rename", "merge", "split", "remove", "apply"), "sources": ("merge",), "search": ("save", "remove")}
"""The second words of verbs that have two; the file of `tags rename` is `tags_rename.py`.

In quotes such a word is searched for: `clipper tags '"rename"'`.
"""
