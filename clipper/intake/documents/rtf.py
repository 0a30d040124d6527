r"""RTF, which most word processors write: control words such as `\b`, and groups in braces that inherit what is set."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.intake import document, rtf_words
from clipper.intake.document import Blocks, Document
from clipper.intake.rtf_words import Paragraph, State

if TYPE_CHECKING:
    from collections.abc import Callable

_PROPERTIES = {"title", "author", "creatim"}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_MAX_DEPTH = 500
_SURROGATES = range(0xD800, 0xE000)


def recognises(raw: bytes) -> bool:
    """Tell whether it begins as RTF does."""
    return re.match(rb"\{\\rtf\d", raw) is not None


def read(raw: bytes) -> Document:
    """Read a document; what is damaged ends it."""
    return _Reader(raw).document()


class _Reader:
    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._state = State()
        self._stack: list[State] = []
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = -1
        self._pending: list[int] = []
        self._skipping = 0
        self._blocks = Blocks()
        self._paragraph = Paragraph()
        self._rows: list[list[str]] = []
        self._cells: list[str] = []
        self._in_table = False
        self._values: dict[str, str] = {}
        self._instructions: list[str] = []
        self._notes: list[str] = []
        self._outer: list[tuple[int, Paragraph]] = []
        self._acts: dict[str, Callable[[str, int], None]] = {
            **dict.fromkeys(("par", "sect", "page"), self._end_paragraph),
            **dict.fromkeys(("ansicpg", "f", "fcharset"), self._set_codec),
            **dict.fromkeys(("outlinelevel", "ls", "ilvl"), self._set_level),
            **dict.fromkeys(("intbl", "cell", "row"), self._table_word),
            **dict.fromkeys(("fldinst", "fldrslt"), self._field),
            **dict.fromkeys(rtf_words.DAY, self._date),
            "pard": self._reset_paragraph,
            "footnote": self._begin_note,
            "u": self._unicode,
            "uc": self._skip_after,
        }

    def document(self) -> Document:
        """Return what the file holds."""
        position = 0
        while match := rtf_words.TOKEN.match(self._raw, position):
            position = match.end()
            word, number, code, symbol, brace, text = match.groups()
            if brace:
                self._brace(brace)
                if not self._stack and brace == b"}":
                    break
            elif text:
                self._text(text)
            elif code:
                self._byte(int(code, 16))
            elif symbol:
                self._symbol(symbol.decode("latin-1"))
            elif word:
                if word == b"bin":
                    position += max(int(number or 0), 0)
                self._word(word.decode(), int(number) if number else None)
        self._end_paragraph()
        self._end_table()
        values = {name: " ".join(value.split()) for name, value in self._values.items()}
        return Document(
            self._blocks.html(),
            self._notes,
            title=values.get("title", ""),
            author=values.get("author", ""),
            made="-".join(filter(None, map(values.get, rtf_words.DAY))),
        )

    def _brace(self, brace: bytes) -> None:
        self._flush()
        if brace == b"{":
            if len(self._stack) >= _MAX_DEPTH:
                raise RecursionError
            self._stack.append(self._state)
            self._state = replace(self._state)
        elif self._stack:
            self._state = self._stack.pop()
            if self._outer and len(self._stack) < self._outer[-1][0]:
                self._end_note()
        self._skipping = 0

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._state.target = "unknown"
        elif symbol in "\r\n":
            self._word("par", None)
        elif symbol in "\\{}":
            self._text(symbol.encode())
        elif symbol in "~_":
            self._put(rtf_words.CHARACTERS[symbol])

    def _byte(self, value: int) -> None:
        if self._skipping:
            self._skipping -= 1
        else:
            self._pending.append(value)

    def _text(self, raw: bytes) -> None:
        self._pending += raw[self._skipping :]
        self._skipping = max(0, self._skipping - len(raw))

    def _flush(self) -> None:
        """Decode the bytes that are waiting, in the code page of the font."""
        if self._pending:
            raw = bytes(self._pending)
            self._pending.clear()
            self._put(raw.decode(self._state.codec or self._codec, "replace"))

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        state = self._state
        if word in rtf_words.WITHOUT_TEXT:
            state.target = rtf_words.FONTS if word == "fonttbl" else "nowhere"
        elif word in _PROPERTIES or word == "info":
            if word == "info" or any(one.target == "info" for one in self._stack):
                state.target = word
        elif word in rtf_words.TOGGLES:
            setattr(state, rtf_words.TOGGLES[word], number != 0)
        elif word in {"super", "sub", "nosupersub"}:
            state.raised = {"super": "sup", "sub": "sub"}.get(word, "")
        elif word == "plain":
            state.bold = state.italic = state.strike = state.hidden = False
            state.raised = ""
        elif word in rtf_words.CHARACTERS:
            self._put(rtf_words.CHARACTERS[word])
        elif (act := self._acts.get(word)) and (state.target == "body" or word in rtf_words.EVERYWHERE):
            act(word, number or 0)

    def _date(self, word: str, number: int) -> None:
        if self._state.target == "creatim":
            self._values[word] = f"{number:02}"

    def _field(self, word: str, _: int) -> None:
        if word == "fldinst":
            self._state.target = "instruction"
            self._instructions.append("")
        elif self._instructions and (match := _HYPERLINK.match(self._instructions.pop())):
            self._state.url = match[1]

    def _reset_paragraph(self, *_: object) -> None:
        self._paragraph.level, self._paragraph.list_level, self._in_table = 0, -1, False

    def _set_level(self, word: str, number: int) -> None:
        if word != "outlinelevel":
            self._paragraph.list_level = max(self._paragraph.list_level, 0 if word == "ls" else number)
        elif number < 6:  # noqa: PLR2004
            self._paragraph.level = number + 1

    def _table_word(self, word: str, _: int) -> None:
        if word == "intbl":
            self._in_table = True
        elif word == "cell":
            self._cells.append("".join(self._paragraph.parts))
            self._paragraph.parts.clear()
        else:
            self._rows.append(self._cells)
            self._cells = []

    def _skip_after(self, _: str, number: int) -> None:
        self._state.skip = max(number, 0)

    def _unicode(self, _: str, number: int) -> None:
        self._put(chr(number % 0x10000), is_code_unit=True)
        self._skipping = self._state.skip

    def _set_codec(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self._codec = f"cp{number}" if number in rtf_words.ANSI_CODE_PAGES else "cp1252"
        elif word == "fcharset":
            self._fonts[self._font] = rtf_words.CODE_PAGES.get(number, "")
        elif self._state.target == rtf_words.FONTS:
            self._font = number
        else:
            self._state.codec = self._fonts.get(number, "") or self._codec

    def _put(self, text: str, *, is_code_unit: bool = False) -> None:
        state = self._state
        if state.target == "instruction" and self._instructions:
            self._instructions[-1] += text
        elif state.target in _PROPERTIES and state.target != "creatim":
            self._values[state.target] = self._values.get(state.target, "") + text
        elif state.target == "body" and not state.hidden:
            if is_code_unit and ord(text) in _SURROGATES:
                self._paragraph.parts.append(text)
                return
            content = document.escape(text).replace("\n", "<br>")
            content = document.styled(
                content, bold=state.bold, italic=state.italic, strike=state.strike, raised=state.raised
            )
            self._paragraph.parts.append(document.link(content, state.url))

    def _begin_note(self, *_: object) -> None:
        self._notes.append("")
        self._paragraph.parts.append(document.note_mark(len(self._notes)))
        self._outer.append((len(self._stack), self._paragraph))
        self._paragraph = Paragraph()

    def _end_note(self) -> None:
        content = "".join(self._paragraph.parts)
        self._paragraph = self._outer.pop()[1]
        place = self._notes.index("")
        self._notes[place] = f"<p>{content}</p>"

    def _end_paragraph(self, *_: object) -> None:
        self._flush()
        content = "".join(self._paragraph.parts)
        if self._outer or (self._in_table and (self._cells or self._rows)):
            self._paragraph.parts.append("<br>")
            return
        if not self._in_table:
            self._end_table()
        level, list_level = self._paragraph.level, self._paragraph.list_level
        self._paragraph.parts.clear()
        if not content.strip():
            return
        if level:
            self._blocks.add(f"<h{level}>{content}</h{level}>")
        elif list_level >= 0:
            self._blocks.add_item(content, list_level, ordered=False)
        else:
            self._blocks.add(f"<p>{content}</p>")

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        if rows:
            self._blocks.add(document.table(rows))
