"""Offices: the words by which the name of a desk, an outlet or a body is told from that of a person."""

from clipper.text import split_words

# Words that occur in the names of offices and outlets, but not of people.
_WORDS = frozenset(
    {"editor", "editors", "editorial", "correspondent", "correspondents", "reporter", "reporters", "writer", "writers"}
    | {"columnist", "contributor", "contributors", "staff", "producer", "bureau", "desk", "newsroom", "team", "chief"}
    | {"analyst", "presenter", "journalist", "journalists", "photographer", "photographers", "agencies", "agency"}
    | {"agence", "agentur", "agenturen", "wire", "admin", "administrator", "webmaster", "redaktion", "redakteur"}
    | {"redakteurin", "korrespondent", "korrespondentin", "redaction", "redacteur", "redaccion", "redacao", "redazione"}
    | {"redactie", "redaksjonen", "toimitus", "onlineredaktion", "nachrichtenredaktion", "news", "media", "press"}
    | {"service", "services", "online", "digital", "studio", "corporation", "inc", "ltd", "gmbh", "llc", "university"}
    | {"institute", "guest", "special", "senior", "political", "business", "sport", "sports", "health", "science"}
    | {"reporting", "anonymous", "unknown", "none", "null", "undefined", "web", "nachrichten", "zeitung", "presse"}
    | {"radio", "tv", "channel", "magazine", "times", "today", "daily", "herald", "tribune", "gazette", "chronicle"}
    | {
        "newspaper",
        "board",
        "office",
        "ministry",
        "department",
        "group",
        "partners",
        "solutions",
        "редакция",
        "sendung",
        "report",
        "official",
        "committee",
        "council",
        "parliament",
    }
)
_EAST_ASIAN_WORDS = ("編集部", "取材班", "編集委員", "編集局", "新聞", "新闻", "通信")


def is_office(name: str) -> bool:
    """Tell whether a name is that of an office, an outlet or a body, not that of a person."""
    return not _WORDS.isdisjoint(split_words(name)) or any(word in name for word in _EAST_ASIAN_WORDS)
