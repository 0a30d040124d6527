"""The commands: one verb, one file, one function, each named as it is typed.

A command gathers what it needs from the session, acts through the library, and shows the result.
"""

COMMANDS = {
    "add": "Collect",
    "fetch": "Collect",
    "import": "Collect",
    "inbox": "Collect",
    "watch": "Collect",
    "browser": "Collect",
    "list": "Read",
    "browse": "Read",
    "show": "Read",
    "open": "Read",
    "timeline": "Read",
    "tags": "Read",
    "sources": "Read",
    "search": "Read",
    "cite": "Share",
    "export": "Share",
    "digest": "Share",
    "quote": "Share",
    "quotes": "Share",
    "verify": "Share",
    "tag": "Maintain",
    "mark": "Maintain",
    "note": "Maintain",
    "edit": "Maintain",
    "remove": "Maintain",
    "undo": "Maintain",
    "redo": "Maintain",
    "history": "Maintain",
    "duplicates": "Maintain",
    "check": "Maintain",
    "init": "Setup",
    "config": "Setup",
    "help": "Setup",
}
"""Every command in the order in which help lists it, with its heading."""

HIDDEN = ("browser-host",)
"""Commands that no help lists: other programs call them."""

SECOND = {
    "tags": ("rename", "merge", "split", "remove", "apply"),
    "sources": ("merge",),
    "search": ("save", "remove"),
    "watch": ("add", "list", "remove", "import", "export"),
    "browser": ("install", "uninstall", "extension"),
}
"""The verbs with subcommands, and the names of these; `clipper tags rename` is in `tags_rename.py`.

To search for such a word, put it in quotes: `clipper tags '"rename"'`.
"""

ALIASES = {"browser status": "browser"}
"""Two words that are often typed for a verb which alone does that."""
