"""What is wrong when a font lacks letters, from what typst says: the scripts, and what to install."""

import re
import unicodedata
from typing import NamedTuple

_MISSING = r'(?m)^error: [^`\n]*the text `"([^`\n]+)"` could not be displayed'
_ESCAPE = r"\\u\{([0-9a-fA-F]{1,6})\}"
_SCRIPTS = {
    **dict.fromkeys(("CJK", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH"), "Chinese characters"),
    **dict.fromkeys(("HIRAGANA", "KATAKANA"), "Japanese"),
    "HANGUL": "Korean",
}
_NOT_SCRIPTS = {
    **dict.fromkeys(("So", "Sk", "Cn"), "emoji and other signs"),
    **dict.fromkeys(("Sm", "Sc", "No"), "mathematical and other signs"),
}
_PACKAGES = {
    "Chinese characters": "fonts-noto-cjk",
    "Japanese": "fonts-noto-cjk",
    "Korean": "fonts-noto-cjk",
    "emoji and other signs": "fonts-noto-color-emoji",
}
_USUAL = "fonts-noto-core"
_MOST_SHOWN = 12


class MissingLetters(NamedTuple):
    """A sentence that says which scripts have no font, and a hint what to do."""

    message: str
    hint: str


def missing_letters(diagnostic: str) -> MissingLetters | None:
    """Return what letters are missing, by script, as typst names them in its errors; None if none are."""
    scripts: dict[str, dict[str, None]] = {}
    for written in re.findall(_MISSING, diagnostic):
        for letter in re.sub(_ESCAPE, lambda found: chr(int(found[1], 16)), written):
            scripts.setdefault(_script(letter), {})[letter] = None
    if not scripts:
        return None
    found = (f"{script} (“{''.join([*letters][:_MOST_SHOWN])}”)" for script, letters in sorted(scripts.items()))
    packages = " ".join(sorted({_PACKAGES.get(script, _USUAL) for script in scripts}))
    hint = (
        f"Install one, such as Noto (on Debian `apt install {packages}`), or name a folder of fonts with --fonts; "
        "--boxes prints boxes instead of letters."
    )
    return MissingLetters(f"no font has {', '.join(found)}", hint)


def _script(letter: str) -> str:
    """Return the name of the script of a letter, such as `Thai`; by the first word of its name in Unicode."""
    if sign := _NOT_SCRIPTS.get(unicodedata.category(letter)):
        return sign
    first = unicodedata.name(letter, "OTHER LETTERS").partition(" ")[0]
    return _SCRIPTS.get(first.partition("-")[0], first.capitalize())
