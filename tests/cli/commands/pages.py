"""Two pages of a web that is made up."""

from clipper.system.fetch import FetchedPage

TALKS = "https://news.example.com/talks?utm_source=mail"
TIDES = "https://tides.example.org/a"
LONG = "The envoys met for the third time this week in the old customs house by the harbour, and left without a word. "


def page(url: str, title: str, text: str) -> FetchedPage:
    html = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
    <meta property="og:type" content="article"><meta property="og:title" content="{title}">
    <meta property="og:site_name" content="The Example"><meta property="article:published_time" content="2026-03-04">
    <meta name="author" content="Jane Doe"></head><body><article><h1>{title}</h1>
    {"".join(f"<p>{text}{number}.</p>" for number in range(6))}</article></body></html>"""
    return FetchedPage(url, url, html.encode(), charset="utf-8")


PAGES = {TALKS: page(TALKS, "Talks end", LONG), TIDES: page(TIDES, "High tides", LONG.replace("The", "All"))}
