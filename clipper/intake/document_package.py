"""The package of a DOCX or ODT document: a zip of XML files, read within limits; no DTD is allowed in them."""

import io
import re
from typing import TYPE_CHECKING

from clipper.errors import UnreadableError
from clipper.intake.exports.safe_zip import SafeZip

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_TOTAL = 300_000_000
_MAX_XML = 50_000_000
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODED = re.compile(rb"\A(?:\xff\xfe|\xfe\xff|\x00|<\x00)")


class Package:
    """A document as a zip; what is not there is read as nothing."""

    def __init__(self, raw: bytes) -> None:
        self._zip = SafeZip(io.BytesIO(raw), max_total=_MAX_TOTAL, max_member=_MAX_XML)

    def main_part(self) -> str:
        """Return the name of the part with the text of an Office document."""
        root = self.xml("_rels/.rels")
        relations = root if root is not None else ()
        parts = [str(one.get("Target")) for one in relations if str(one.get("Type")).endswith("/officeDocument")]
        return parts[0].lstrip("/") if parts else "word/document.xml"

    def xml(self, name: str) -> "_Element | None":
        """Return the root of an XML file; None if there is none. Raise UnreadableError if it cannot be read."""
        from lxml import etree

        if name not in self._zip:
            return None
        raw = self._zip.read(name)
        if _DOCTYPE.search(raw) or _ENCODED.match(raw):
            raise UnreadableError(f"{name} in it declares a DTD, which no word processor writes")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            return etree.fromstring(raw, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableError(f"{name} in it is damaged: {error.msg}") from error


def text_at(root: "_Element | None", path: str) -> str:
    """Return the text of the first element at a path, whose tags have their namespaces in braces."""
    found = root.findtext(path) if root is not None else None
    return str(found or "").strip()
