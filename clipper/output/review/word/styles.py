"""The styles and the lists of a document: what headings, quotations, tables and bullets look like."""

from collections.abc import Iterator, Sequence

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

LEVELS = 9
"""The levels of headings and of lists."""

_INDENT = 400
_SIZES = (36, 28, 24, 22, 22, 22, 22, 22, 22)
_GREY, _ACCENT, _LINK = "55524C", "B3541E", "1D4E79"
_FONTS = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:eastAsia="Yu Mincho" w:cs="Times New Roman"/>'
_MONOSPACED = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
_DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)
_BAR = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="{_ACCENT}"/></w:pBdr>'
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="FBF1E8"/>'
_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="2" w:color="1C1C1C"/></w:pBdr>'

_PARAGRAPHS = {
    "Normal": ("Normal", "", ""),
    "Title": (
        "Title",
        '<w:spacing w:before="1200" w:after="60"/>',
        '<w:b/><w:bCs/><w:sz w:val="56"/><w:szCs w:val="56"/>',
    ),
    "Subtitle": ("Subtitle", '<w:spacing w:after="240"/>', '<w:sz w:val="28"/><w:szCs w:val="28"/>'),
    "About": ("About", "", f'<w:color w:val="{_GREY}"/><w:sz w:val="19"/><w:szCs w:val="19"/>'),
    "Comment": ("Comment", f"{_BAR}{_SHADE}", ""),
    "Quote": ("Quote", f'<w:ind w:left="{_INDENT}"/>', "<w:i/><w:iCs/>"),
    "ListParagraph": ("List Paragraph", '<w:spacing w:after="60"/>', ""),
    "CodeBlock": ("Code Block", "", f'{_MONOSPACED}<w:sz w:val="19"/><w:szCs w:val="19"/>'),
    "Rule": ("Rule", '<w:jc w:val="center"/>', ""),
    "Cell": ("Cell", '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>', ""),
    "TOC1": ("toc 1", '<w:keepNext/><w:spacing w:before="120" w:after="40"/>', "<w:b/><w:bCs/>"),
    "TOC2": ("toc 2", f'<w:spacing w:after="40"/><w:ind w:left="{_INDENT}"/>', ""),
}
"""The styles of paragraphs by their identifiers: the name that Word knows, and the properties of paragraph and text."""


def styles(language: str) -> str:
    """Return the part with the styles; `language` is that of a text without one of its own."""
    return "".join((f"{DECLARATION}<w:styles {NAMESPACES}>", _with_language(language), *_styles(), "</w:styles>"))


def _with_language(language: str) -> str:
    return _DEFAULTS.replace("</w:rPr>", f'<w:lang w:val="{language}"/></w:rPr>', 1)


def _styles() -> Iterator[str]:
    for identifier, (name, paragraph, text) in _PARAGRAPHS.items():
        yield _style(identifier, name, paragraph, text)
    for level, size in enumerate(_SIZES, 1):
        top = f"{_RULE}" if level == 1 else ""
        outline = f'{top}<w:spacing w:before="{420 - 40 * level}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>'
        sizes = f'<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        yield _style(f"Heading{level}", f"heading {level}", f"<w:keepNext/><w:keepLines/>{outline}", sizes)
    link = f'<w:color w:val="{_LINK}"/><w:u w:val="single"/>'
    for identifier, properties in (("Hyperlink", link), ("Code", _MONOSPACED)):
        yield (
            f'<w:style w:type="character" w:styleId="{identifier}"><w:name w:val="{identifier}"/>'
            f"<w:rPr>{properties}</w:rPr></w:style>"
        )
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BBBBBB"/>' for side in ("top", "bottom", "insideH")
    )
    yield (
        '<w:style w:type="table" w:styleId="Figures"><w:name w:val="Figures"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )


def _style(identifier: str, name: str, paragraph: str, text: str) -> str:
    is_normal = identifier == "Normal"
    default = ' w:default="1"' if is_normal else ""
    base = "" if is_normal else '<w:basedOn w:val="Normal"/>'
    follows = '<w:next w:val="Normal"/>' if identifier.startswith(("Heading", "Title", "Subtitle")) else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>{base}{follows}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{text}</w:rPr></w:style>"
    )


def numbering(starts: Sequence[int]) -> str:
    """Return the part with the lists: the first has bullets, and each other one its first number."""
    lists = [_abstract(0, "bullet"), _abstract(1, "decimal"), _number(1, 0, "")]
    for number, start in enumerate(starts, 2):
        overrides = (
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level in range(LEVELS)
        )
        lists.append(_number(number, 1, "".join(overrides)))
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{''.join(lists)}</w:numbering>"


def _number(number: int, abstract: int, overrides: str) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def _abstract(number: int, form: str) -> str:
    signs = ["•"] * LEVELS if form == "bullet" else [f"%{level + 1}." for level in range(LEVELS)]
    levels = (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_INDENT * (level + 1)}" w:hanging="300"/></w:pPr></w:lvl>'
        for level, sign in enumerate(signs)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )
