"""`clipper config`: show or edit the settings."""

import json as json_lines
from typing import Annotated

import typer

from clipper.cli.options import Json, current_session
from clipper.store.archive import SETTINGS_NAME
from clipper.text import safe

_TEMPLATE = b"""\
# Settings of clipper. An archive's own .clipper.toml may hold the same tables, and wins.

# archive = "~/clips"
# editor = "nano"
# pager = "less -FRX"

# [list]
# columns = ["handle", "date", "source", "title", "tags"]
# limit = 20
# sort = "date"

# [sources]
# "Reuters" = ["Thomson Reuters", "reuters.com"]

# [searches]
# ukraine = "tag:world/ukraine -tag:opinion"

# [rules]
# "@ukraine source:reuters" = ["wire"]

# [add]
# evidence = true
"""


def config(
    ctx: typer.Context,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open your settings in the editor.")] = False,
    json: Json = False,
) -> None:
    """Show the settings in force, and where they come from.

    `clipper config --edit` opens your settings in the editor.
    """
    session = current_session(ctx)
    file = session.system.config_file
    if edit:
        before = file.read_bytes() if file.exists() else _TEMPLATE
        after, copy = session.system.edit(before, "")
        if after != before or not file.exists():
            session.system.write_file(file, after)
        session.system.discard_copy(copy)
        session.tell(f"Your settings are in {safe(str(file))}.")
        return
    root, named_by = session.archive_location
    settings = session.config
    values = {
        "archive": f"{root} ({named_by})",
        "archive's settings": str(root / SETTINGS_NAME),
        "your settings": str(file) if file.exists() else f"{file} (not there; `clipper config --edit` makes it)",
        "index": str(session.library.index_file) if (root / SETTINGS_NAME).is_file() else "none yet",
        "editor": settings.editor or "$VISUAL, $EDITOR or vi",
        "pager": settings.pager or "$CLIPPER_PAGER, $PAGER or less",
        "list.columns": ", ".join(settings.columns),
        "list.limit": str(settings.limit),
        "list.sort": settings.sort or "newest first; by relevance for free words",
        "add.evidence": "yes" if settings.evidence else "no",
        "sources": ", ".join(settings.sources) or "none",
        "searches": ", ".join(f"@{name}" for name in settings.searches) or "none",
        "rules": ", ".join(f"{rule.query} → {' '.join(rule.tags)}" for rule in settings.rules.values()) or "none",
    }
    if json:
        session.write([safe(json_lines.dumps(values, ensure_ascii=False)) + "\n"])
    else:
        width = max(map(len, values))
        session.write(f"{key:<{width}}  {safe(value)}\n" for key, value in values.items())
