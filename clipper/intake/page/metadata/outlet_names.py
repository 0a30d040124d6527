"""Names of outlets in titles: find the outlet in `<title>`, and strip it from a headline."""

import re
from collections.abc import Iterable

from clipper import text
from clipper.model import urls
from clipper.text import split_words

_MAX_WORDS = 5
_FEW_WORDS = 3
"""Words that the name of an outlet has if nothing else says that it is one."""
_MIN_LENGTH = 4
_MAX_MORE = 6
"""Letters that a name on a logo has besides those of the domain: `The Example Times` on `exampletimes.com`."""
_MAX_LENGTH_RATIO = 3
"""How many times longer than the outlet's name the end of a title with that name may be: `Die Neue Tageszeitung`."""
_SEPARATOR = re.compile(r"(?<!\s)(?:\s++[|–—·•:»›-]++\s+|\s*+[|｜]\s*|(?<=[\u3040-\u9fff\uff01-\uffef])_(?!\s))")
"""What stands between a headline and an outlet; between words in Chinese also a low line without blanks."""
_SEPARATOR_CHARACTERS = " |｜–—·•:»›_-"
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+")


_LEGAL_FORM = re.compile(
    r"(?<!\s),?\s++(?:(?:Verlags?|Media)?-?\s*(?:und \w+s )?(?:GmbH|mbH|AG|KG|SE|UG|Ltd|Limited|Inc|LLC|LLP|Corp"
    r"|PLC|B\.?V|N\.?V|S\.?A|S\.?L|S\.?p\.?A|S\.?r\.?l|Sp\. ?z ?o\.? ?o|A/S|AB|Oy|Pty)\.?"
    r"(?:\s*&\s*Co\.?\s*KG(?:aA)?)?){1,3}$"
)
"""What follows the name of a company: `Impulse GmbH`."""
_NO_OUTLETS = frozenset(
    {
        "blog",
        "news",
        "home",
        "homepage",
        "startseite",
        "reference",
        "aktuelles",
        "article",
        "artikel",
        "opinion",
        "sport",
    }
    | {"politik", "politics", "magazin", "presse", "accueil", "inicio", "start", "index", "nachrichten"}
)


def clean_outlet(value: str) -> str:
    """Return the name of an outlet without its domain in brackets, slogan and legal form; empty if it is only a domain.

    An account is no name either.
    """
    value = re.sub(r"(?<!\s)\s*+\((?:www\.)?[\w-]+\.[\w.-]+\)$", "", value.strip())
    parts = [part for part in _SEPARATOR.split(value) if part and not _DOMAIN.fullmatch(part)]
    if len(parts) > 1 and len(value.split()) > _MAX_WORDS:
        value = parts[0]
    value = _LEGAL_FORM.sub("", value)
    return "" if value.startswith("@") else reject_address(value)


def has_legal_form(value: str) -> bool:
    """Tell whether a name is that of a company, which may differ from that of its outlet."""
    return bool(_LEGAL_FORM.search(value.strip()))


def reject_address(value: str) -> str:
    """Return a value unchanged; empty if it is an address or a domain."""
    return "" if urls.is_address(value) or _DOMAIN.fullmatch(value) else value


def find_outlet(window_title: str, headline: str, domain: str = "") -> str:
    """Return the outlet's name that `<title>` has after the headline, or before it; empty if there is none.

    A part that has the domain in it is the outlet; a long one without it may be a slogan or a section.
    """
    parts = [part.strip() for part in re.split(rf"{_SEPARATOR.pattern}|:\s+|--", window_title) if part.strip()]
    headline_words = split_words(headline)
    shared_words = [len(set(split_words(part)) & set(headline_words)) for part in parts]
    if len(parts) < 2 or not max(shared_words):  # noqa: PLR2004 - a headline and an outlet
        return ""
    others = [part for part, shared in zip(parts, shared_words, strict=True) if shared < len(split_words(part)) / 2]
    if named := next((part for part in others if matches_domain(part, domain)), ""):
        return named
    index = 0 if split_words(parts[-1]) == headline_words or shared_words[-1] else -1
    name = parts[index] if parts[index] in others else ""
    label = domain.partition(".")[0]
    is_known = not name.isascii() or any(len(word) >= _MIN_LENGTH and word in label for word in split_words(name))
    is_slogan = bool(domain) and len(name.split()) > _FEW_WORDS and not is_known
    is_name = 0 < len(name.split()) <= _MAX_WORDS and not name.isdecimal() and text.fold(name) not in _NO_OUTLETS
    return name if is_name and not is_slogan and name[-1] not in "?!" else ""


def matches_domain(name: str, domain: str) -> bool:
    """Tell whether a short name and a domain have the same words: `The Example Times` and `exampletimes.com`."""
    label, words = "".join(split_words(domain.partition(".")[0])), split_words(name)
    joined = "".join(words)
    if not label or not 0 < len(words) <= _MAX_WORDS or _DOMAIN.fullmatch(name):
        return False
    return (
        label == joined
        or (len(label) >= _MIN_LENGTH and label in joined)
        or (len(joined) > _MIN_LENGTH and joined in label)
    )


def clean_brand(value: str, domain: str) -> str:
    """Return the name on a logo or behind a copyright sign if it is hardly more than the domain; else an empty text."""
    name = clean_outlet(value.strip(" ,·|-–—"))
    is_short = len("".join(split_words(name))) <= len(domain.partition(".")[0]) + _MAX_MORE
    is_name = text.fold(name) not in _NO_OUTLETS and ":" not in name
    return name if is_short and is_name and matches_domain(name, domain) else ""


def strip_outlet(title: str, outlet: str, domain: str) -> str:
    """Return a headline without the name or the domain of the outlet after or before it."""
    joined_names = _joined_names(outlet, domain)
    parts = _SEPARATOR.split(title)
    if len(parts) > 1 and _is_outlet(parts[-1], joined_names, _MAX_LENGTH_RATIO):
        return _strip_separators(title[: title.rindex(parts[-1])])
    if len(parts) > 1 and _is_outlet(parts[0], joined_names, 1):
        return _strip_separators(title[len(parts[0]) :])
    return title


def strip_name(title: str, name: str) -> str:
    """Return a title without exactly this name after or before it; the name may have separators in it."""
    for rest in (title.removesuffix(name), title.removeprefix(name)):
        stripped = _strip_separators(rest)
        if rest != title and stripped and stripped != rest.strip():
            return stripped
    return title


def _strip_separators(title: str) -> str:
    """Return a title without separators around it; marks of quotation at a word stay."""
    words = title.split(" ")
    while words and not words[-1].strip(_SEPARATOR_CHARACTERS):
        words.pop()
    while words and not words[0].strip(_SEPARATOR_CHARACTERS):
        words.pop(0)
    return " ".join(words).strip(_SEPARATOR_CHARACTERS.translate({ord("»"): None, ord("›"): None}))


def is_outlet(title: str, outlet: str, domain: str) -> bool:
    """Tell whether a title is nothing but the name or the domain of the outlet."""
    return "".join(split_words(title)) in _joined_names(outlet, domain)


def _joined_names(outlet: str, domain: str) -> set[str]:
    """Return the names of an outlet without spaces, its domain with and without the suffix among them."""
    names = {text.fold(name) for name in (outlet, domain) if name}
    names |= {name.partition(".")[0] for name in names if _DOMAIN.fullmatch(name)}
    return {"".join(split_words(name)) for name in names} - {""}


def _is_outlet(part: str, joined_names: Iterable[str], max_ratio: int) -> bool:
    """Tell whether a part of a title is an outlet's name, contains it, or is contained in it.

    `joined_names` are names without spaces; a part that contains one is at most about `max_ratio` times as long.
    """
    joined = "".join(split_words(part))
    if joined in joined_names:
        return bool(joined)
    comparable = (
        name for name in joined_names if len(name) > _MIN_LENGTH and len(joined) <= max_ratio * len(name) + _MIN_LENGTH
    )
    return len(joined) >= _MIN_LENGTH and any(name in joined or joined in name for name in comparable)
