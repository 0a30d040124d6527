"""The package of a document of Word: a zip with the document and what belongs to it."""

from typing import BinaryIO

from clipper.model.frozen import Frozen
from clipper.output.markup.html import escape
from clipper.output.packing import Packing
from clipper.output.review.word.styles import DECLARATION, NAMESPACES, numbering, styles
from clipper.output.review.word.writer import Writer

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "footer")
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1247" w:right="1417" w:bottom="1361" w:left="1417" '
    'w:header="708" w:footer="708" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
_FOOTER = (
    f'{DECLARATION}<w:ftr {NAMESPACES}><w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs></w:pPr>'
    "<w:r>{small}<w:t>{title}</w:t></w:r><w:r>{small}<w:tab/></w:r>"
    '<w:fldSimple w:instr="PAGE"><w:r>{small}<w:t>2</w:t></w:r></w:fldSimple><w:r>{small}'
    '<w:t xml:space="preserve"> / </w:t></w:r>'
    '<w:fldSimple w:instr="NUMPAGES"><w:r>{small}<w:t>2</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)
_SMALL = '<w:rPr><w:color w:val="55524C"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>'
_SETTINGS = (
    f'{DECLARATION}<w:settings {NAMESPACES}><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_CORE = (
    f"{DECLARATION}<cp:coreProperties "
    f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"
)


class Properties(Frozen):
    """What a document states about itself."""

    title: str
    language: str


def pack(body: str, writer: Writer, properties: Properties, out: BinaryIO) -> None:
    """Write a document; the same one makes the same bytes."""
    footer = _FOOTER.format(title=escape(properties.title), small=_SMALL)
    core = _CORE.format(title=escape(properties.title), language=properties.language)
    with Packing(out) as packing:
        packing.add("[Content_Types].xml", _content_types())
        packing.add("_rels/.rels", _main_relationships())
        packing.add("docProps/core.xml", core)
        packing.add(
            "word/document.xml", f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{_PAGE}</w:body></w:document>"
        )
        packing.add("word/_rels/document.xml.rels", _relationships(writer))
        packing.add("word/styles.xml", styles(properties.language))
        packing.add("word/numbering.xml", numbering(writer.starts))
        packing.add("word/settings.xml", _SETTINGS)
        packing.add("word/footer.xml", footer)


def _content_types() -> str:
    parts = (
        ("/word/document.xml", f"{_TYPE}.document.main+xml"),
        *((f"/word/{one}.xml", f"{_TYPE}.{one}+xml") for one in _PARTS),
    )
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _main_relationships() -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return _listed(
        f'<Relationship Id="document" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="core" Type="{core}" Target="docProps/core.xml"/>'
    )


def _relationships(writer: Writer) -> str:
    parts = (f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in _PARTS)
    links = (
        f'<Relationship Id="{identifier}" Type="{_OFFICE}/hyperlink" Target="{address}" TargetMode="External"/>'
        for address, identifier in writer.links.items()
    )
    return _listed("".join((*parts, *links)))


def _listed(relationships: str) -> str:
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{relationships}</Relationships>'
