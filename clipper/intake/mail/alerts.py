"""Alerts: mails that name articles, such as those of Google, Talkwalker or a press database."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from clipper.model import urls
from clipper.text import one_line

MAX_ARTICLES = 200
_MAX_SEARCHED = 1_000_000
_SENDERS = (
    *("talkwalker.com", "lexisnexis.com", "lexisnexis.co.uk", "nexis.com", "lexis.com", "factiva.com"),
    *("europresse.com", "cedrom-sni.com", "eureka.cc", "meltwater.com", "mention.com", "cision.com"),
    *("cision.one", "kantar.com", "onclusive.com", "signal-ai.com", "newswhip.com", "retriever.se", "retriever.no"),
    *("pressreader.com", "genios.de", "argusdatainsights.com", "landaumedia.de", "pressrelations.de", "brand24.com"),
    *("tveyes.com", "feedly.com", "inoreader.com", "muckrack.com", "nexisnewsdesk.com", "moreover.com"),
)
"""The domains of the services that send alerts."""
_LOCAL_NAMES = ("googlealerts", "factiva")
"""How the addresses begin from which a company sends its alerts that sends other mails too."""
_SUBJECT = re.compile(
    r"(?i)(?:google|talkwalker|nexis|lexisnexis|factiva|meltwater|media|news|press|saved search|search)?[\s®-]{0,3}"
    r"\b(?:alerts?|alertes?|alertas?|avvisi?|benachrichtigung(?:en)?|meldungen|veille|pressespiegel|press review"
    r"|media monitoring|clippings?)\b"
)
_LINK = re.compile(r"<a\b([^<>]*+)>", re.IGNORECASE)
_HREF = re.compile(r"""(?<![\w-])href\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")
_TARGETS = ("url", "q", "u", "target", "redirect", "dest", "destination", "link", "l", "to")
"""The parameters under which a service hands on the address of the article."""
_NO_ARTICLE = re.compile(
    r"(?i)unsubscribe|abmelden|abbestellen|désabonn|désinscri|cancelar|disiscri|flag as|irrelevant"
    r"|see more|view (?:in|this|all|more|full)"
    r"|receive this alert|edit (?:this|alert)|manage|settings|preferences|privacy|terms|help|contact us"
    r"|log ?in|sign (?:in|up)"
    r"|share (?:on|via)|facebook|twitter|linkedin|rss|feed|create (?:an?|another)|send feedback|learn more|read more"
    r"|weitere ergebnisse|einstellungen|datenschutz|impressum|voir plus|paramètres|full (?:text|coverage)|download"
)
_MIN_TITLE = 12
_MAX_TITLE = 300
_MIN_WORDS = 2
_URL_IN_TEXT = re.compile(r"<?(https?://[^\s<>]{4,4000})>?")
_HEADING = re.compile(
    r"[=\-_*#\s]{0,20}(?:news|web|blogs?|as-it-happens|daily|weekly|finance|discussions?)\b[^\n]{0,200}", re.IGNORECASE
)


_BREAK = re.compile(r"</?(?:br|p|div|tr|td|table|li|h[1-6])\b[^<>]*+>", re.IGNORECASE)
_MAX_OUTLET = 60
_MAX_SUMMARY = 500
_MAX_LINK = 5_000
"""Characters of a link, and of what is looked at behind it."""
_MIN_LETTERS = 3


class NamedArticle(NamedTuple):
    """An article that an alert names: its address, its title, and what the alert says of it."""

    url: str
    title: str
    outlet: str = ""
    summary: str = ""


def is_of_service(address: str) -> bool:
    """Tell whether a mail is from a service that sends alerts, by the address of its sender."""
    local, _, domain = address.lower().rpartition("@")
    return local.startswith(_LOCAL_NAMES) or any(domain == known or domain.endswith(f".{known}") for known in _SENDERS)


def is_alert(address: str, subject: str, articles: Sequence[NamedArticle]) -> bool:
    """Tell whether a mail that names some articles is an alert; by its subject alone only if it names two outlets."""
    if not articles or is_of_service(address):
        return bool(articles)
    return _SUBJECT.match(subject) is not None and len({urls.host(article.url) for article in articles}) > 1


def find_articles(page: str, written: str) -> list[NamedArticle]:
    """Return the articles that an alert names, each once, from its HTML, or from its plain text if it has no HTML."""
    found = _in_html(page[:_MAX_SEARCHED]) if page else _in_text(written[:_MAX_SEARCHED])
    articles: dict[str, NamedArticle] = {}
    for article in found:
        articles.setdefault(urls.key(article.url), article)
        if len(articles) >= MAX_ARTICLES:
            break
    return [*articles.values()]


def unwrap(address: str) -> str:
    """Return the address of an article from one by which a service counts the clicks on it."""
    for _ in range(3):
        try:
            parts = urlsplit(address)
            values = parse_qs(parts.query, max_num_fields=50)
        except ValueError:
            return address
        inner = next((value for name in _TARGETS for value in values.get(name, ()) if urls.is_address(value)), "")
        if not inner:
            return address
        address = inner
    return address


def _in_html(page: str) -> Iterator[NamedArticle]:
    found = [(article, match.start(), end) for match in _LINK.finditer(page) for article, end in _linked(page, match)]
    starts = [*(start for _, start, _ in found[1:]), len(page)]
    for (article, _, end), next_start in zip(found, starts, strict=False):
        outlet, summary = _beside(page[end:next_start])
        yield article._replace(outlet=outlet, summary=summary)


def _linked(page: str, match: re.Match[str]) -> Iterator[tuple[NamedArticle, int]]:
    """Yield the article to which a link leads, if it is one, and the offset behind the link."""
    href = _HREF.search(match[1])
    address = unwrap(html.unescape(next(filter(None, href.groups()), "")).strip()) if href else ""
    closing = page.find("</a>", match.end(), match.end() + _MAX_LINK)
    title = _words(page[match.end() : closing]) if closing >= 0 else ""
    if _is_article(address, title):
        yield NamedArticle(address, title), closing + len("</a>")


def _beside(markup: str) -> tuple[str, str]:
    """Return the outlet and the summary that stand between the title of an article and the next one."""
    words = map(_words, _BREAK.split(markup[:_MAX_LINK]))
    lines = [line for line in words if sum(map(str.isalpha, line)) >= _MIN_LETTERS and not _NO_ARTICLE.match(line)]
    outlet = lines[0] if lines and len(lines[0]) <= _MAX_OUTLET and not lines[0].endswith((".", "...", "…")) else ""
    rest = lines[1:] if outlet else lines
    return outlet.strip("-\u2013\u2014|· "), " ".join(rest)[:_MAX_SUMMARY]


def _in_text(written: str) -> Iterator[NamedArticle]:
    for block in re.split(r"\n[ \t]*\n", written):
        link = _URL_IN_TEXT.search(block)
        lines = [line.strip() for line in block[: link.start()].splitlines()] if link else []
        lines = [line for line in lines if line and not _HEADING.fullmatch(line)]
        address = unwrap(link[1].rstrip(".,;)")) if link else ""
        if lines and _is_article(address, one_line(lines[0])):
            outlet = lines[1] if len(lines) > 1 and len(lines[1]) <= _MAX_OUTLET else ""
            summary = one_line(" ".join(lines[2 if outlet else 1 :]))[:_MAX_SUMMARY]
            yield NamedArticle(address, one_line(lines[0]), one_line(outlet), summary)


def _is_article(address: str, title: str) -> bool:
    is_long = len(title) >= _MIN_TITLE and len(title.split()) >= _MIN_WORDS
    is_title = is_long or (len(title) >= _MIN_WORDS * 3 and not title.isascii())
    return urls.is_address(address) and is_title and len(title) <= _MAX_TITLE and not _is_of_service(address, title)


def _is_of_service(address: str, title: str) -> bool:
    """Tell whether a link leads to the service and not to an article."""
    host = urls.host(address)
    is_own = host.endswith(("google.com", "gstatic.com")) and "/alerts" in address
    return is_own or _NO_ARTICLE.match(title) is not None


def _words(markup: str) -> str:
    return one_line(html.unescape(_TAG.sub("", markup)))
