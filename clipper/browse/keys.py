"""The keys of the reader: the one table from which its bindings, its footer, its help and the manual are made."""

from collections.abc import Iterable
from typing import NamedTuple


class Key(NamedTuple):
    """What one or more keys do. `names` are as Textual calls them, `shown` is what a person reads.

    `action` is a method of the app without `action_`, `word` stands in the footer if it is not empty, and `sentence`
    explains it.
    """

    names: tuple[str, ...]
    shown: str
    action: str
    word: str
    sentence: str


KEYS = (
    Key(("j", "down"), "j ↓", "move(1)", "", "Go to the next clip; in a text, one line down."),
    Key(("k", "up"), "k ↑", "move(-1)", "", "Go to the clip before; in a text, one line up."),
    Key(("pagedown", "ctrl+f"), "Page Down", "page(1)", "", "Go one screen down."),
    Key(("pageup", "ctrl+b"), "Page Up", "page(-1)", "", "Go one screen up."),
    Key(("g", "home"), "g", "edge(0)", "", "Go to the first clip, or the beginning of a text."),
    Key(("G", "end"), "G", "edge(1)", "", "Go to the last clip, or the end of a text."),
    Key(("slash",), "/", "query", "query", "Type a query; the list follows each key. Enter ends it."),
    Key(("enter",), "Enter", "read", "read", "Read the clip alone on the screen."),
    Key(("escape",), "Esc", "go_back", "", "Go back from a text to the list, from a query to the last one."),
    Key(("n",), "n", "hit(1)", "", "Go to the next place in the text where the query matches."),
    Key(("N",), "N", "hit(-1)", "", "Go to the place before where the query matches."),
    Key(
        ("space",),
        "Space",
        "select",
        "select",
        "Select the clip, or no longer; in a text, go one screen down.",
    ),
    Key(("asterisk",), "*", "select_all", "", "Select all clips of the list, or none."),
    Key(("t",), "t", "tag", "tag", "Add tags to the selected clips, or to the one of the cursor."),
    Key(("T",), "T", "untag", "", "Remove tags from them."),
    Key(("d", "delete"), "d", "remove", "remove", "Remove them from the archive, after a question."),
    Key(("u",), "u", "undo", "undo", "Undo the last change that was made here."),
    Key(("U",), "U", "redo", "", "Do again what was undone last."),
    Key(("e",), "e", "edit", "edit", "Open the clip in the editor."),
    Key(("o",), "o", "open", "", "Open the address of the clip in the browser."),
    Key(("y",), "y", "copy", "", "Copy the citations of the selected clips, or of the one of the cursor."),
    Key(("s",), "s", "searches", "searches", "Show the saved searches, and choose one."),
    Key(("S",), "S", "save_search", "", "Save the query under a name."),
    Key(("number_sign",), "#", "tags", "tags", "Show the tags of the clips in the list, and choose one."),
    Key(("D",), "D", "stories", "", "Show one row for each story, or all clips."),
    Key(("question_mark",), "?", "help", "keys", "Show all keys."),
    Key(("q",), "q", "leave", "leave", "Leave, and print the handles of the selected clips."),
)
"""Every key, in the order of the help."""


def footer(width: int) -> str:
    """Return as many keys with their words as fit into a line; those for all keys and for leaving always come first."""
    named = [key for key in KEYS if key.word]
    line = ""
    kept: list[Key] = []
    for key in sorted(named, key=lambda key: key.action not in {"help", "leave"}):
        longer = _line(each for each in named if each in (*kept, key))
        if len(longer) <= width:
            kept, line = [*kept, key], longer
    return line


def _line(keys: Iterable[Key]) -> str:
    return "  ".join(f"{key.shown} {key.word}" for key in keys)


def manual_table() -> str:
    """Return the table of the manual."""
    rows = "".join(f"| `{key.shown}` | {key.sentence} |\n" for key in KEYS)
    return f"| | |\n|---|---|\n{rows}"
