"""Encode values for other programs: TSV and JSON that lose nothing and hold nothing that a terminal acts on."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from clipper import text

_BLOCK = 1000
_PRINTABLE_ASCII = bytes(range(0x20, 0x7F))


def tsv_line(cells: Iterable[str | int]) -> str:
    """Return one line with a tab between the cells; a tab or a line end inside a cell becomes a blank."""
    return "\t".join(text.safe(str(cell)) for cell in cells) + "\n"


def tsv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield rows of the same length as `tsv_line` writes them, a thousand lines at a time, which is ten times as fast.

    A whole block is checked at once; only one that fails is made safe cell by cell.
    """
    rest = iter(rows)
    while block := list(islice(rest, _BLOCK)):
        lines = "\n".join(map("\t".join, block)) + "\n"
        tabs = len(block) * (len(block[0]) - 1)
        yield lines if _is_clean(lines, tabs, len(block)) else "".join(map(tsv_line, block))


def _is_clean(lines: str, tabs: int, line_ends: int) -> bool:
    """Return whether a block has only the tabs and line ends that separate its cells, and nothing to make safe."""
    unusual = _not_printable_ascii(lines)
    counted = unusual.count(b"\t") == tabs and unusual.count(b"\n") == line_ends
    return counted and (not _is_suspect(unusual) or text.is_safe(lines))


def _not_printable_ascii(value: str) -> bytes:
    """Return the few bytes that need the closer check of `_is_suspect`, which takes ten times as long."""
    return value.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE_ASCII)


def _is_suspect(unusual: bytes) -> bool:
    return text.is_suspect(unusual.translate(None, b"\t\n").decode("utf-8", "surrogatepass"))


def shell_word(value: str) -> str:
    """Return a path as it is, or if it has what cannot be seen, as a word from which a shell makes its bytes.

    Bash, zsh and ksh read it; `dash` and `fish` do not.
    """
    if text.safe(value) == value:
        return value
    quotes_escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t")
    return f"$'{text.escape_unsafe(quotes_escaped, _escape_bytes)}'"


def _escape_bytes(character: str) -> str:
    is_raw_byte = "\udc80" <= character <= "\udcff"
    raw = character.encode("utf-8", "surrogateescape" if is_raw_byte else "surrogatepass")
    return "".join(f"\\x{byte:02x}" for byte in raw)


def json_object(values: dict[str, object], *, indent: int | None = None) -> str:
    """Return a JSON object without a line end; what a terminal would act on is written as a JSON escape."""
    from json import dumps  # a list in another format does not wait for it

    encoded = dumps(values, ensure_ascii=False, indent=indent)
    if not _is_suspect(_not_printable_ascii(encoded)):
        return encoded
    return text.escape_unsafe(encoded, lambda character: dumps(character)[1:-1])


def json_array(objects: Iterable[dict[str, object]]) -> Iterator[str]:
    """Yield one JSON array with each object on a line of its own."""
    opening = "[\n"
    for values in objects:
        yield opening + json_object(values)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"
