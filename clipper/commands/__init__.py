"""The commands: one verb, one file, one function, each named as it is typed.

A command gathers what it needs from the session, acts through the library, and shows what came of it.
"""

COMMANDS = {
    "add": "Collect",
    "list": "Read",
    "show": "Read",
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
