"""Feeds as tests write them: RSS, Atom and JSON Feed of a few entries."""

from xml.sax.saxutils import escape

ADDRESS = "https://news.example/feed.xml"


def item(title: str = "Harbour strike ends", **fields: str) -> str:
    """Return an item of RSS with elements that are named by the fields; their values are escaped."""
    values = {"title": title, **fields}
    return "<item>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items()) + "</item>"


def rss(*items: str, title: str = "Daily Example", more: str = "") -> bytes:
    """Return RSS with these items; `more` stands in its channel."""
    channel = f"<title>{escape(title)}</title><link>https://news.example/</link>{more}{''.join(items)}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'.encode()
