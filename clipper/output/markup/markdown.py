"""The text of a clip as a part of a larger Markdown document: below a heading, and without HTML."""

import re
from collections.abc import Iterator

from clipper import text

_FENCE = r" {0,3}(`{3,}|~{3,})"
_HEADING = r"^( {0,3})(#{1,6})(?=[ \t]|$)"
_UNDERLINE = r" {0,3}(=+|-+)[ \t]*$"
_NO_PARAGRAPH = r"\s*$| {4}|\t| {0,3}(?:[-*+>|<#]|[0-9]{1,9}[.)][ \t])"
_SPECIAL = r"([\\`*_\[\]<>|~]|^[0-9]*[#+=.)-]|&(?=#?\w+;))"
_BACKTICKS = r"`+"
_TAG = r"<(?=[A-Za-z/!?])(?!https?://[^<>\s]*>)"
# A destination with a scheme that is not one of the web; a reference of HTML may spell one.
_FOREIGN = r"(?=[ \t]*<?(?!https?://)[^\s/?#)>\]]*[:&])"
_LINK = rf"\]\({_FOREIGN}"
_DEFINITION = rf"^( {{0,3}})\[(?=[^\]]+\]:[ \t]*{_FOREIGN})"
_LABEL = r"\[((?:[^\[\]\\]|\\.){1,999})\]"
_DEFINED = rf"^(?:[ ]{{0,3}}>)*[ ]{{0,3}}{_LABEL}:(?=[ \t]*\S)"
_REFERENCE = rf"(?<!\\)(\]?){_LABEL}(?:\[\])?(?![(\[])"
_DEEPEST = 6


def escape(value: str) -> str:
    """Return a value as one line of Markdown in which nothing is markup."""
    return re.sub(_SPECIAL, lambda found: found[0][:-1] + "\\" + found[0][-1], text.safe(value).strip())


def nested(body: str, levels: int, *, part: str = "") -> str:
    """Return a text with its headings so many levels lower; HTML in it is letters, and only the web is linked to.

    A block of code that is not closed is closed at the end of the text. `part` is put before the labels of its
    reference links and footnotes, so that they are not taken for those of another part of the document.
    """
    fence, lines = "", [""]
    labels = _defined_labels(body) if part and "]:" in body else frozenset()
    for line in text.safe_lines(body).splitlines():
        mark = re.match(_FENCE, line)
        if fence:
            is_end = mark and mark[1].startswith(fence) and not line.strip(f" \t{fence[0]}")
            fence = "" if is_end else fence
            lines.append(line)
        elif mark and not (mark[1][0] == "`" and "`" in line[mark.end() :]):
            fence = mark[1]
            lines.append(line)
        elif (under := re.match(_UNDERLINE, line)) and not re.match(_NO_PARAGRAPH, lines[-1]):
            lines[-1] = f"{'#' * min(levels + 1 + (under[1][0] == '-'), _DEEPEST)} {lines[-1].lstrip()}"
        else:
            labelled = _with_labels(line, labels, part) if labels and "[" in line else line
            lines.append(_harmless(re.sub(_HEADING, lambda found: _lower(found, levels), labelled, count=1)))
    return "\n".join((*lines[1:], *([fence] if fence else []))).strip("\n")


def _lower(heading: re.Match[str], levels: int) -> str:
    return heading[1] + "#" * min(len(heading[2]) + levels, _DEEPEST)


def _defined_labels(body: str) -> frozenset[str]:
    """Return the labels of reference links and footnotes that a text defines, as they are compared."""
    found = re.finditer(f"(?m){_DEFINED}", body)
    return frozenset(
        _label(match[1]) for match in found if not re.match(_DEFINITION, match[0] + body[match.end() :][:99])
    )


def _label(written: str) -> str:
    return " ".join(written.split()).casefold()


def _with_labels(line: str, labels: frozenset[str], part: str) -> str:
    """Return a line with the part of the document before each label that is defined in it."""
    defined = re.match(_DEFINED, line)
    start = defined.end() if defined and _label(defined[1]) in labels else 0
    head = _in_part(line[:start].removesuffix(":"), defined[1], part) + ":" if defined and start else ""
    pieces = []
    for begin, end in (*_code_spans(line), (len(line), len(line))):
        if begin >= start:
            outside = re.sub(_REFERENCE, lambda found: _reference(found, labels, part), line[start:begin])
            pieces += [outside, line[begin:end]]
            start = end
    return "".join((head, *pieces))


def _reference(found: re.Match[str], labels: frozenset[str], part: str) -> str:
    """Return a use of a label; one that is the text of its link as well stays its text."""
    before, label = found.groups()
    if _label(label) not in labels:
        return found[0]
    if before or label.startswith("^"):
        return found[0].replace(f"[{label}]", _in_part(f"[{label}]", label, part), 1)
    return f"[{label}]{_in_part(f'[{label}]', label, part)}"


def _in_part(text: str, label: str, part: str) -> str:
    new = f"^{part}-{label[1:]}" if label.startswith("^") else f"{part}-{label}"
    return text.replace(f"[{label}]", f"[{new}]", 1)


def _harmless(line: str) -> str:
    """Return a line outside of code blocks without HTML and without links to elsewhere than the web."""
    if "<" not in line and "[" not in line and "]" not in line:
        return line
    pieces, position = [], 0
    for start, end in _code_spans(line):
        pieces += [_escape_markup(line[position:start]), line[start:end]]
        position = end
    return "".join((*pieces, _escape_markup(line[position:])))


def _code_spans(line: str) -> Iterator[tuple[int, int]]:
    """Yield where each piece of code between as many backticks begins and ends, its backticks included."""
    runs = [match.span() for match in re.finditer(_BACKTICKS, line)]
    closing: dict[int, int] = {}
    partners: list[int | None] = []
    for number, (start, end) in reversed([*enumerate(runs)]):
        partners.append(closing.get(end - start))
        closing[end - start] = number
    partners.reverse()
    number = 0
    while number < len(runs):
        partner = partners[number]
        if partner is not None:
            yield runs[number][0], runs[partner][1]
        number = (number if partner is None else partner) + 1


def _escape_markup(piece: str) -> str:
    piece = re.sub(_TAG, r"\\<", piece)
    return re.sub(_LINK, r"]\\(", re.sub(_DEFINITION, r"\1\\[", piece))
