"""Draw the README's pictures: run clipper in a terminal, as a person does, and keep what it shows as SVG.

Run it from the root of the project: `python docs/pictures.py`.
"""

import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

HERE = Path(__file__).parent
WIDTH = 110
PICTURES = {
    "list": ["list", "-n", "12"],
    "show": ["show", "voyager"],
    "check": ["check"],
    "tags": ["tags", "since:1980"],
    "timeline": ["timeline", "--of", "tag"],
    "search": ["list", "tag:science", "-tag:science/space", "OR", "moon"],
}


def seen(arguments: list[str], folder: str) -> str:
    """Return what a terminal receives when clipper is run in it, with no settings but the archive's own."""
    own, other = pty.openpty()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": folder,
        "TERM": "xterm-256color",
        "COLUMNS": str(WIDTH),
        "LINES": "200",
        "LANG": "C.UTF-8",
    }
    command = [sys.executable, "-m", "clipper", "--archive", str(HERE.parent / "clips"), *arguments]
    process = subprocess.Popen(command, stdin=other, stdout=other, stderr=other, env=environment)  # noqa: S603
    os.close(other)
    received = b""
    while True:
        try:
            piece = os.read(own, 65536)
        except OSError:  # how Linux says that the other end is closed
            piece = b""
        if not piece:
            break
        received += piece
    process.wait()
    os.close(own)
    return received.decode().replace("\r\n", "\n")


def draw(name: str, arguments: list[str]) -> None:
    """Keep a picture of one command and what it shows."""
    with tempfile.TemporaryDirectory() as folder:
        shown = seen(arguments, folder)
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w", encoding="utf-8"), force_terminal=True)  # noqa: SIM115, PTH123
    words = " ".join(f"'{word}'" if " " in word else word for word in arguments)
    console.print(Text.assemble(("$ ", "dim"), (f"clipper {words}", "bold")), end="\n\n")
    console.print(Text.from_ansi(shown))
    svg = console.export_svg(title="clipper", theme=DIMMED_MONOKAI, unique_id=f"clipper-{name}")
    (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    for picture, words_of_it in PICTURES.items():
        draw(picture, words_of_it)
