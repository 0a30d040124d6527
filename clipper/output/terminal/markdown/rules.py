"""The parser: CommonMark with tables, and with what other programs write: footnotes, wiki links, callouts."""

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from clipper.output.terminal.markdown import lines
from clipper.output.terminal.markdown.shortcodes import MARK, Shortcodes
from clipper.output.terminal.markdown.tags import markup_end

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEEPEST = 100
_DEEPEST_WITHIN = 3
_FOOTNOTE = r"\[\^([^\]\s]{1,80})\]:[ \t]*(.*)"
_REFERENCE = r"\[\^([^\]\s]{1,80})\](?![(\[])"
_WIKI_LINK = r"(!?)\[\[([^\[\]\n]{1,400})\]\](?![(\[])"
_MARKED = r"(?<!=)==([^=\s](?:[^=\n]*[^=\s])?)==(?!=)"
_UNDEFINED = r"\[((?:[^\[\]\\\n]|\\.){1,300})\]\[[^\[\]\n]{0,100}\]"
_DEFINITION = r"\n:[ \t]+"
_CALLOUT = r"\[!([A-Za-z][\w -]{0,40})(?:\|[^\]\n]{0,80})?\](?![(\[])[+-]?[ \t]*([^\n]*)\n?"
_HEADING_ATTRIBUTES = r"(?<![ \t])[ \t]*+\{[#.:][^{}\n]{0,300}\}[ \t]*$"


def make_parser(shortcodes: Shortcodes) -> MarkdownIt:
    """Return a parser for the text of these shortcodes."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable(["strikethrough", "table"])
    of_shortcodes = _ShortcodeLines(shortcodes)
    parser.block.ruler.before("table", "shortcodes", of_shortcodes.rule, {"alt": ["blockquote"]})
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("link", "wiki_link", _wiki_link)
    parser.inline.ruler.before("link", "mark", _mark)
    if shortcodes.has_includes:
        parser.inline.ruler.after("link", "undefined_link", _undefined_link)
    parser.inline.ruler.at("html_inline", _html_inline)
    parser.core.ruler.after("block", "callouts", _callouts)
    parser.core.ruler.after("callouts", "tables of tabs", lines.tables)
    parser.core.ruler.after("inline", "meant line breaks", lines.breaks)
    return parser


class _ShortcodeLines:
    """The rule for lines that contain only shortcodes.

    They are no part of the text below them, code between two tags is code, and a line without words vanishes.
    """

    def __init__(self, shortcodes: Shortcodes) -> None:
        self._shortcodes = shortcodes

    def rule(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = _line(state, start)
        if not re.fullmatch(f"(?:{MARK}\\s*)+", line) or state.is_code_block(start):
            return False
        numbers = re.findall(MARK, line)
        shortcodes = [self._shortcodes.get(number) for number in numbers]
        is_shown = any(shortcode is None or shortcode.shown for shortcode in shortcodes)
        if silent:
            return not is_shown
        state.line = start + 1
        if is_shown:
            state.push("paragraph_open", "p", 1)
            token = state.push("inline", "", 0)
            token.content, token.children = line, []
            state.push("paragraph_close", "p", -1)
            prose = "\n\n".join(words for number in numbers for words in self._shortcodes.take_prose(number))
            if state.env.get("depth", 0) < _DEEPEST_WITHIN:
                _parse_within(state, prose)
        elif shortcodes[0] and shortcodes[0].name == "highlight":
            self._code(state, start + 1, end)
        return True

    def _code(self, state: StateBlock, start: int, end: int) -> None:
        for number in range(start, end):
            match = re.fullmatch(MARK, _line(state, number))
            shortcode = self._shortcodes.get(match[1]) if match else None
            if shortcode and (shortcode.name == "endhighlight" or re.match(r"\{\{[<%]\s*/highlight", shortcode.raw)):
                token = state.push("fence", "code", 0)
                token.content = state.getLines(start, number, state.blkIndent, True)
                state.line = number + 1
                return


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the definition of a footnote, with the lines that are indented below it."""
    match = None if state.is_code_block(start) else re.match(_FOOTNOTE, _line(state, start))
    if not match or state.env.get("depth", 0) >= _DEEPEST_WITHIN:
        return False
    if silent:
        return True
    last = number = start + 1
    while number < end:
        if state.isEmpty(number):
            number += 1
            continue
        is_below = state.sCount[number] - state.blkIndent >= 2  # noqa: PLR2004 - programs write 2, 3 or 4
        is_lazy = number == last and not re.match(_FOOTNOTE + r"|[-*+>#|<]|\d+[.)]|```", _line(state, number))
        if not is_below and not is_lazy:
            break
        number += 1
        last = number
    token = state.push("footnote_open", "footnote", 1)
    token.attrs = {"label": match[1]}
    content = f"{match[2]}\n{state.getLines(start + 1, last, state.blkIndent + 4, False)}"
    _parse_within(state, content)
    state.push("footnote_close", "footnote", -1)
    state.line = last
    return True


def _parse_within(state: StateBlock, source: str) -> None:
    """Add the tokens of a text of its own."""
    state.env["depth"] = state.env.get("depth", 0) + 1
    state.md.block.parse(source, state.md, state.env, state.tokens)
    state.env["depth"] -= 1


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """Take `[[page]]`, `[[page|text]]`, `![[embedded]]`, and the reference to a footnote."""
    if state.src[state.pos] not in "![":
        return False
    if match := re.compile(_REFERENCE).match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("footnote_reference", "", 0).content = match[1]
    else:
        match = re.compile(_WIKI_LINK).match(state.src, state.pos, state.posMax)
        if not match or match[2].strip().isdecimal():
            return False
        if not silent:
            token = state.push("embed" if match[1] else "wiki_link", "", 0)
            token.content = match[2].replace("\\|", "|")
    state.pos = match.end()
    return True


def _mark(state: StateInline, silent: bool) -> bool:
    """Take `==marked==` text."""
    return _enclose(state, _MARKED, "mark", silent=silent)


def _undefined_link(state: StateInline, silent: bool) -> bool:
    """Take `[text][name]`, a link whose address is not in this text."""
    return _enclose(state, _UNDEFINED, "a", silent=silent)


def _enclose(state: StateInline, pattern: str, kind: str, *, silent: bool) -> bool:
    match = re.compile(pattern).match(state.src, state.pos, state.posMax)
    if not match or silent:
        return False
    state.push(f"{kind}_open", kind, 1)
    end, state.posMax, state.pos = state.posMax, match.end(1), match.start(1)
    state.md.inline.tokenize(state)
    state.posMax, state.pos = end, match.end()
    state.push(f"{kind}_close", kind, -1)
    return True


def _html_inline(state: StateInline, silent: bool) -> bool:
    """Take a tag or a comment, also where the parser's own pattern would take long to find that there is none."""
    if state.src[state.pos] != "<" or (end := markup_end(state.src, state.pos)) < 0 or end > state.posMax:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _callouts(state: StateCore) -> None:
    """Part the title of a callout, `> [!note] Title`, from its text, and a term from its definition, `: so`.

    The attributes of headings go.
    """
    tokens: list[Token] = []
    for number, token in enumerate(state.tokens):
        tokens.append(token)
        if token.type != "inline":
            continue
        types = [before.type for before in state.tokens[max(number - 2, 0) : number]]
        if types[-1:] == ["heading_open"]:
            token.content = re.sub(_HEADING_ATTRIBUTES, "", token.content)
        elif types == ["blockquote_open", "paragraph_open"] and (match := re.match(_CALLOUT, token.content)):
            tokens[-1:] = _callout(match, token)
        elif types[-1:] == ["paragraph_open"]:
            token.content = re.sub(_DEFINITION, "\\\n", token.content)
    state.tokens = tokens


def _callout(match: re.Match[str], token: Token) -> "Sequence[Token]":
    label, title = match[1].strip().capitalize(), match[2].strip()
    head = Token("inline", "", 0, content=title, children=[])
    head.meta = {"callout": label if not title or title.lower() == label.lower() else f"{label}: "}
    if not title or title.lower() == label.lower():
        head.content = ""
    token.content = token.content[match.end() :]
    return head, Token("paragraph_close", "p", -1), Token("paragraph_open", "p", 1), token
