"""`clipper config`: show or edit the settings."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli.options import Json, current_session
from clipper.config.settings import origins
from clipper.errors import ClipperError
from clipper.store.archive import SETTINGS_NAME
from clipper.system import files
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.cli.session import Session

_TEMPLATE = b"""\
# Settings of clipper. An archive's own .clipper.toml may hold the same tables, and wins.

# archive = "~/clips"
# editor = "nano"
# pager = "less -FRX"  # "" for none

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
        _edit(session, file)
        return
    if json:
        from clipper.output.plain import encode

        session.write([encode.json_object(_values(session, file), indent=2) + "\n"])
        return
    root, named_by = session.archive_location
    settings = session.config
    values = {
        "archive": f"{root} ({named_by})",
        "archive's settings": str(root / SETTINGS_NAME),
        "your settings": str(file) if file.exists() else f"{file} (not there; `clipper config --edit` makes it)",
        "index": str(session.library.index_file) if (root / SETTINGS_NAME).is_file() else "none yet",
        "editor": settings.editor or "$VISUAL, $EDITOR or vi",
        "pager": "$CLIPPER_PAGER, $PAGER or less" if settings.pager is None else settings.pager or "none",
        "list.columns": ", ".join(settings.columns),
        "list.limit": str(settings.limit),
        "list.sort": settings.sort or "newest first; by relevance for free words",
        "archive.refile": "yes" if settings.refile else "no",
        "add.evidence": "yes" if settings.evidence else "no",
        "sources": ", ".join(settings.sources) or "none",
        "searches": ", ".join(f"@{name}" for name in settings.searches) or "none",
        "rules": ", ".join(f"{rule.query} → {' '.join(rule.tags)}" for rule in settings.rules.values()) or "none",
        "feeds": ", ".join(settings.feeds) or "none",
    }
    if session.on_terminal:
        from clipper.output.terminal.settings import render

        session.draw(lambda width: render(values, width=width))
    else:
        names = max(map(len, values))
        session.write(f"{key:<{names}}  {safe(value)}\n" for key, value in values.items())


def _values(session: "Session", file: Path) -> dict[str, object]:
    """Return the settings in force as other programs read them, and under `from` where each comes from."""
    root, named_by = session.archive_location
    settings, said_by = session.config, origins(file, root / SETTINGS_NAME)
    environment = session.system.environment
    editors, pagers = ("VISUAL", "EDITOR"), ("CLIPPER_PAGER", "PAGER")
    editor = next((name for name in editors if environment.get(name)), "")
    pager = next((name for name in pagers if environment.get(name)), "")
    usual = "the default"
    return {
        "archive": str(root),
        "archive_settings": str(root / SETTINGS_NAME),
        "user_settings": str(file),
        "index": str(session.library.index_file) if (root / SETTINGS_NAME).is_file() else None,
        "editor": settings.editor or environment.get(editor, "vi"),
        "pager": settings.pager or environment.get(pager, "less -FRX"),
        "list": {"columns": settings.columns, "limit": settings.limit, "sort": settings.sort},
        "add": {"evidence": settings.evidence},
        "refile": settings.refile,
        "sources": dict(settings.sources),
        "searches": {name: search.query for name, search in settings.searches.items()},
        "rules": {rule.query: rule.tags for rule in settings.rules.values()},
        "feeds": {
            name: {"url": feed.url, "query": feed.query, "tags": feed.tags, "full": feed.full}
            for name, feed in settings.feeds.items()
        },
        "from": {
            "archive": named_by,
            "editor": said_by.get("editor") or (f"${editor}" if editor else usual),
            "pager": said_by.get("pager") or (f"${pager}" if pager else usual),
            "list": {name: said_by.get(name, usual) for name in ("columns", "limit", "sort")},
            "add": {"evidence": said_by.get("evidence", usual)},
            "refile": said_by.get("refile", usual),
            **{name: said_by[name] for name in ("sources", "searches", "rules", "feeds")},
        },
    }


def _edit(session: "Session", file: Path) -> None:
    """Let the user edit a copy of the settings, and write it into the file; an error says where the copy is."""
    with files.disk_errors(f"{safe(str(file))} cannot be read"):
        before = file.read_bytes() if file.exists() else None
    after, copy = session.system.edit(_TEMPLATE if before is None else before, "")
    if after != before:
        try:
            session.system.write_file(file, after)
        except ClipperError as error:
            raise error.with_suffix(f"what you wrote is in {safe(str(copy))}") from error
    session.system.discard_copy(copy)
    session.tell(f"Your settings are in {safe(str(file))}.")
