"""What the reference implementation made of 600 generated references, as one file; it is run by hand.

python -m tests.output.citation.generated >items.json
node tests/output/citation/reference_implementation.js FOLDER items.json >rendered.json
python -m tests.output.citation.oracle items.json rendered.json
"""

import gzip
import json
import sys
from pathlib import Path

from tests.output.citation.rendered import GENERATED, RENDERINGS, read_html


def main(items: Path, rendered: Path) -> None:
    """Write the file, the same bytes each time."""
    found = json.loads(rendered.read_text("utf-8"))
    with GENERATED.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        for item in json.loads(items.read_text("utf-8")):
            entries = [read_html(found[name]["bibliography"][item["id"]]) for name in RENDERINGS]
            line = json.dumps([item, entries], ensure_ascii=False, separators=(",", ":"))
            packed.write(f"{line}\n".encode())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
