"""The words of RTF that stand for characters, code pages and groups without text; what is set in a group."""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
"""A word and its number, a byte, a symbol, a brace, or text."""

CHARACTERS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "tab": " ",
    "line": "\n",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "~": "\xa0",
    "_": "\u2011",
}

WITHOUT_TEXT = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "pict", "object", "header", "headerl"}
    | {"headerr", "headerf", "footer", "footerl", "footerr", "footerf", "revtbl", "rsidtbl", "generator", "themedata"}
    | {"listtext", "pntext", "nonshppict", "xmlnstbl", "datastore", "latentstyles", "bkmkstart", "bkmkend"}
    | {"annotation", "atnid", "atnauthor", "atndate", "atnref", "ftnsep", "aftnsep", "ftnsepc", "aftnsepc", "template"}
)
"""Groups whose content is no text of the document."""

CODE_PAGES = {
    0: "cp1252",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""The code pages by the character sets of fonts."""

ANSI_CODE_PAGES = frozenset({874, 932, 936, 949, 950, *range(1250, 1259)})

TOGGLES = {"b": "bold", "i": "italic", "strike": "strike", "v": "hidden", "deleted": "hidden"}
DAY = ("yr", "mo", "dy")
EVERYWHERE = {"ansicpg", "f", "fcharset", "u", "uc", "fldinst", "fldrslt", *DAY}
"""Words that count outside of the text too."""
FONTS = "fonts"


@dataclass(slots=True)
class State:
    """What is set in a group. `target` is where its text goes: the body, a property, an instruction, or nowhere."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    hidden: bool = False
    raised: str = ""
    codec: str = ""
    skip: int = 1
    target: str = "body"
    url: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its parts as HTML, its level as a heading, and its level in a list, -1 if it is in none."""

    parts: list[str] = field(default_factory=list)
    level: int = 0
    list_level: int = -1
