"""Headlines as the styles write them: with capitals, and with the quotation marks inside them turned."""

import re

from clipper.output.citation.runs import ends_with_mark

_SMALL = frozenset(
    {"a", "about", "above", "across", "afore", "against", "along", "among", "amid", "an", "and", "around", "as", "at"}
    | {"after", "atop", "before", "behind", "below", "beneath", "beside", "besides", "between", "beyond", "but", "by"}
    | {"despite", "down", "during", "except", "for", "from", "in", "inside", "into", "like", "near", "nor", "of", "off"}
    | {"on", "onto", "or", "out", "outside", "over", "past", "per", "plus", "than", "the", "through", "throughout"}
    | {"to", "toward", "towards", "under", "underneath", "until", "up", "upon", "versus", "via", "vs", "with", "within"}
    | {"without", "yet", "v", "de", "la", "et", "von", "van"}
)
_WORD = r"[^\W_]+(?:['’][^\W_]+)*"
_DESCRIPTIONS = {
    "newspaper": "Newspaper article",
    "magazine": "Magazine article",
    "broadcast": "Broadcast",
    "webpage": "Web page",
}
_DOUBLE = ("“", "”")
_SINGLE = ("‘", "’")


def capitalized(headline: str) -> str:
    """Return an English headline with a capital at each word but articles, conjunctions and prepositions.

    A word with a capital of its own stays: `iPhone`, `NATO`. The first word, the last one, and one behind a colon or
    the end of a sentence has a capital in any case.
    """
    matches = [*re.finditer(_WORD, headline)]
    pieces, end = [], 0
    for index, match in enumerate(matches):
        word, before = match[0], headline[: match.start()]
        is_edge = index in {0, len(matches) - 1} or re.search(r"[:?!.][”’]?\s+[“‘]?$", before)
        is_small = word in _SMALL and not is_edge and not (before.endswith(("-", "/")) and word not in _SMALL)
        keeps = word != word.lower() or is_small or (before[-1:] == "." and before[-2:-1].isalnum())
        pieces += [headline[end : match.start()], word if keeps else word[0].upper() + word[1:]]
        end = match.end()
    return "".join((*pieces, headline[end:]))


def description(kind: str) -> str:
    """Return what a style calls a piece without a headline."""
    return _DESCRIPTIONS[kind]


def quoted(headline: str, closing: str) -> str:
    """Return a headline in double quotation marks, with a mark inside them at its end, unless it has one."""
    inside = inside_double(headline)
    if closing == "," and inside.endswith("."):
        inside = inside[:-1]
    if closing == "." and ends_with_mark(inside):
        closing = ""
    quotation = inside.endswith(_SINGLE[1]) and _SINGLE[0] in inside
    return f"“{inside[:-1]}{closing}{_SINGLE[1]}”" if quotation else f"“{inside}{closing}”"


def inside_double(headline: str) -> str:
    """Return a headline that will stand between double quotation marks: its own ones become single."""
    return _straightened(headline).replace(_DOUBLE[0], _SINGLE[0]).replace(_DOUBLE[1], _SINGLE[1])


def inside_single(headline: str) -> str:
    """Return a headline that will stand between single quotation marks: its own ones become double."""
    return re.sub(r"‘([^‘]+?)’(?![^\W\d_])", r"“\1”", _straightened(headline))


def _straightened(headline: str) -> str:
    """Return a headline whose straight double quotation marks are curved."""
    return re.sub(r'(^|[\s(\[{“‘–—-])"', r"\1“", headline).replace('"', "”")
