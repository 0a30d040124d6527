"""The HTML of a mail as Markdown. A mail is all letter: nothing is looked for in it, as on a page.

What its readers do not see is left out, and so is what senders put around every letter: the link to the same in a
browser, and how to unsubscribe.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clipper.errors import ClipperError, RefusedError
from clipper.intake.page.sandbox import FailedError, OverrunError, Task
from clipper.text import words

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_TAGS = 100_000
_HINT = "Open it in a mail program, copy its text, and `clipper add` that."
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?:max-height|opacity)\s*:\s*0(?:px)?\s*(?:;|!|\Z)",
    re.IGNORECASE,
)
_IN_BROWSER = re.compile(
    r"(?i)(?:view|read|open|see|having trouble|trouble viewing|can't see|wenn (?:sie )?diese|falls"
    r"|ansicht|im browser|online"
    r"|si (?:vous|ce)|voir|consulter|ver (?:en|este|no)|visualizza|bekijk|problemen)\b.{0,200}"
    r"\b(?:browser|online|web(?:site|version)?"
    r"|navigateur|navegador|ligne|hier|click here|cliquez)\b"
)
_FOOTER = re.compile(
    r"(?i)unsubscrib|opt[- ]out|abmelde|abbestell|austrag|désabonn|désinscri|darse de baja|cancelar (?:la |a )?suscri"
    r"|cancelar (?:a )?(?:inscri|assin)|disiscri|annulla l'iscrizione|afmeld|uitschrij|avregistrer"
    r"|avsluta prenum|avmeld"
    r"|peruuta tilaus|wypisz|odhlásit|отписаться|配信停止|退订"
    r"|you (?:are|'re) receiving|you (?:have )?received this"
    r"|this (?:e-?mail|message|newsletter) was sent to|sent to you because"
    r"|sie erhalten diese|vous recevez ce|(?:manage|update|change) (?:your )?(?:e-?mail )?(?:preferences|subscription)"
)
_MAX_AROUND = 400
"""Characters of a paragraph that is not of the letter."""
_MAX_FOOTER = 1_500
_MOST_FOOTER_BLOCKS = 15
_TEXT_OF_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")


def to_markdown(html: str, title: str = "") -> str:
    """Return the HTML of a mail with a title as Markdown; raise RefusedError if that takes too much time or memory."""
    if html.count("<") > _MAX_TAGS:
        raise RefusedError("it has too many tags to be read", hint=_HINT)
    with Task(lambda: _convert(html, title)) as task:
        try:
            answer = task.result()
        except OverrunError as error:
            raise RefusedError("it takes too much time or memory to be read", hint=_HINT) from error
        except FailedError as error:
            raise RefusedError("its HTML cannot be read", hint=_HINT) from error
    if answer.startswith(b"\0"):
        raise RefusedError(answer[1:].decode(), hint=_HINT)
    return answer.decode()


def trim(blocks: Sequence[str], title: str = "") -> list[str]:
    """Return the paragraphs of a letter without its title and those that its sender puts around every letter."""
    kept = list(blocks)
    while kept and len(kept[0]) <= _MAX_AROUND and _IN_BROWSER.match(_plain(kept[0])):
        kept = kept[1:]
    if len(kept) > 1 and kept[0].startswith("#") and words(kept[0]) == words(title):
        kept = kept[1:]
    first = max(1, len(kept) - _MOST_FOOTER_BLOCKS)
    for number in range(first, len(kept)):
        rest = [_plain(block) for block in kept[number:]]
        if sum(map(len, rest)) <= _MAX_FOOTER and len(rest[0]) <= _MAX_AROUND and _FOOTER.search(rest[0]):
            return kept[:number]
    return kept


def _plain(block: str) -> str:
    return _TEXT_OF_LINK.sub(r"\1", block)


def _convert(html: str, title: str) -> bytes:
    """Convert HTML, or return a NUL and why it cannot be; this runs in the subprocess."""
    from clipper.intake.page import extract, markdown

    try:
        tree = extract.parse_html(html) if html.strip() else None
        if tree is None:
            return b""
        for element in [element for element in tree.iter() if _is_hidden(element)]:
            _remove(element)
        return markdown.join_blocks(trim(markdown.to_blocks(tree), title)).encode("utf-8", "replace")
    except ClipperError as error:
        return b"\0" + str(error).encode("utf-8", "replace")


def _is_hidden(element: "_Element") -> bool:
    return element.get("hidden") is not None or _HIDDEN.search((element.get("style") or "")[:2_000]) is not None


def _remove(element: "_Element") -> None:
    """Remove an element, but not the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = f"{before.tail or ''}{element.tail or ''}"
    else:
        parent.text = f"{parent.text or ''}{element.tail or ''}"
    parent.remove(element)
