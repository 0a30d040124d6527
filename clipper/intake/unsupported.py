"""Services whose exports clipper cannot read, and what to export there instead."""

import re
from typing import NamedTuple

_HTML = "export the bookmarks there as HTML"
_CSV = "choose the CSV of all saved pages there"


class Unsupported(NamedTuple):
    """An export that clipper does not read: how it begins, whose it is, and what to do instead."""

    pattern: str
    service: str
    advice: str


_TABLE = (
    Unsupported(r"\AmozLz40", "Firefox, a compressed backup", "choose “Backup…” in its library, which writes JSON"),
    Unsupported(
        r'<article id="[0-9a-f]{8}-[0-9a-f-]{27}" class="page', "Notion, as HTML", "choose “Markdown & CSV” there"
    ),
    Unsupported(r"<opml\b", "a feed reader, as OPML", "it lists feeds and no pages; export the starred or saved pages"),
    Unsupported(r"<xbel\b", "a browser, as XBEL", _HTML),
    Unsupported(r"<posts\b", "Delicious or Scuttle, as XML", _HTML),
    Unsupported(
        r"(?mi)^@(?:article|misc|online|book)\{",
        "a reference manager, as BibTeX",
        "export CSL JSON from Zotero",
    ),
    Unsupported(
        r"\A\ufeff?Highlight,Book Title",
        "Readwise, its highlights",
        "export the documents of Readwise Reader as CSV, or the highlights as Markdown",
    ),
    Unsupported(
        r"\A[^\n]*Last Interaction Date", "Matter", "export to Readwise Reader or Instapaper, and import their CSV"
    ),
    Unsupported(
        r"\Aid,type,title,url,content,note,tags",
        "mymind",
        "turn its table into `title,url,time_added,tags,status`, and name it with --from pocket",
    ),
    Unsupported(r'"sessionStartTime"', "Tab Session Manager", "save the tabs as bookmarks, and export those as HTML"),
    Unsupported(
        r'"article__url"', "Readability", "a service that imports it, such as wallabag, exports JSON that clipper reads"
    ),
    Unsupported(
        r'"is_read"\s*:\s*"?[01]"?.*?"is_fav"', "wallabag 1", "import it into wallabag 2, and export JSON there"
    ),
    Unsupported(r'"others"\s*:.*?"owner"\s*:', "Delicious, as JSON", _HTML),
    Unsupported(r'"is_saved"\s*:', "Elcurator", "post its links to a service that exports bookmarks as HTML"),
    Unsupported(r"\A\s*https?://\S+\s", "a list of addresses", "`clipper add --list FILE` fetches them"),
)


def find(head: str) -> Unsupported | None:
    """Return the service from which a file is that begins so; None if it is not known either."""
    beginning = head[:20_000]
    return next((entry for entry in _TABLE if re.search(entry.pattern, beginning, re.DOTALL)), None)
