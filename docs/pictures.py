"""Draw the pictures of the documentation: run clipper in a terminal and save its output as SVG, and pages as PNG.

Run it from the root of the project: `python docs/pictures.py`.
"""

import os
import pty
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
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

REVIEW = ["digest", "tag:world", "-tag:world/japan", "OR", "tag:science", "OR", "tag:technology/web"]
COMMENTS = {
    "From the Clipper Sampler": "\n> Two thirds of the sampler look abroad. **Physics** is its favourite science.\n",
    "Fire tears through Notre-Dame": "  Quoted in our letter of May; the spire is in the *second* paragraph.",
}
"""What stands below a line of the outline of the press review."""
PAGES = (2, 3)
"""The pages of the press review that are drawn side by side."""
SCALE = 1.25


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


def draw_review() -> None:
    """Save a picture of two pages of a press review."""
    with tempfile.TemporaryDirectory() as folder:
        outline, pdf = Path(folder) / "outline.md", Path(folder) / "review.pdf"
        titles = ["--title", "Fifty years of news", "--subtitle", "From the Clipper Sampler"]
        run_in_terminal([*REVIEW, *titles, "--outline", str(outline)], folder)
        lines = outline.read_text("utf-8").splitlines()
        lines = [f"{line}\n{below}" if (below := _comment(line)) else line for line in lines]
        outline.write_text("\n".join(lines), "utf-8")
        run_in_terminal(["digest", "--outline", str(outline), "-o", str(pdf)], folder)
        pages = [page for number, page in enumerate(pypdfium2.PdfDocument(pdf)) if number in PAGES]
        rows = [_rows(page) for page in pages]
    (HERE / "digest.png").write_bytes(_png([b"".join(line) for line in zip(*rows, strict=True)]))


def _comment(line: str) -> str:
    return next((below for end, below in COMMENTS.items() if line.endswith(end)), "")


def _rows(page: pypdfium2.PdfPage) -> list[bytes]:
    """Return the lines of pixels of a page, in shades of red, green and blue, with a frame around it."""
    bitmap = page.render(scale=SCALE, rev_byteorder=True)
    raw, width = bytes(bitmap.buffer), 3 * bitmap.width
    lines = [raw[start : start + width] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)]
    frame = b"\xcc\xcc\xcc"
    return [frame * (bitmap.width + 2), *(frame + line + frame for line in lines), frame * (bitmap.width + 2)]


def _png(rows: Sequence[bytes]) -> bytes:
    """Return a PNG of lines of pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


if __name__ == "__main__":
    for picture, words in PICTURES.items():
        draw(picture, words)
    draw_review()
