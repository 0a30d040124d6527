"""Draw the pictures of the documentation: run clipper in a terminal, and save its output as SVG.

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
    "cite": ["cite", "--where", "tag:science/space", "--style", "chicago"],
    "formats": ["export", "--to"],
    "timeline": ["timeline", "--of", "tag"],
    "search": ["list", "tag:science", "-tag:science/space", "OR", "moon"],
}


def run_in_terminal(arguments: list[str], folder: str) -> str:
    """Run clipper in a pseudo-terminal with the archive's settings only, and return its output."""
    reader, terminal = pty.openpty()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": folder,
        "TERM": "xterm-256color",
        "COLUMNS": str(WIDTH),
        "LINES": "200",
        "LANG": "C.UTF-8",
    }
    command = [sys.executable, "-m", "clipper", "--archive", str(HERE.parent / "clips"), *arguments]
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment)  # noqa: S603
    os.close(terminal)
    received = b""
    while True:
        try:
            block = os.read(reader, 65536)
        except OSError:  # Linux raises this when the other end is closed
            block = b""
        if not block:
            break
        received += block
    process.wait()
    os.close(reader)
    return received.decode().replace("\r\n", "\n")


def draw(name: str, arguments: list[str]) -> None:
    """Save a picture of one command and its output."""
    with tempfile.TemporaryDirectory() as folder:
        output = run_in_terminal(arguments, folder)
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w", encoding="utf-8"), force_terminal=True)  # noqa: SIM115, PTH123
    line = " ".join(f"'{word}'" if " " in word else word for word in arguments)
    console.print(Text.assemble(("$ ", "dim"), (f"clipper {line}", "bold")), end="\n\n")
    console.print(Text.from_ansi(output))
    svg = console.export_svg(title="clipper", theme=DIMMED_MONOKAI, unique_id=f"clipper-{name}")
    (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    for picture, words in PICTURES.items():
        draw(picture, words)
