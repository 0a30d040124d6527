"""An export of a service that is given to `add`: as one text it would be of no use, and `import` takes it over."""

import re
from pathlib import Path

from clipper.errors import RefusedError, UnreadableError

_HEAD = 4096
_PRESS_HEAD = 200_000
_LIKE_AN_EXPORT = (
    rb"(?is)\s*(?:\xef\xbb\xbf)?(?:[\[{]\s*[{\"]|<!doctype netscape|<\?xml\b|<html>.{0,200}<title>pocket export"
    rb"|TY  - |https?://[^\s|]{1,2000} \| |[^\n]{0,300}\b(?:url|highlight)\b[^\n]{0,200}[,;\t])"
)
"""How a file begins that is perhaps the export of a service."""
_OF_PRESS = (b"articleParagraph", b"DocPublicationName", b"<DOCFULL>")
_COUNTED = rb"(?im)^[ \t]*1 (?:of|von|de|di|sur) [0-9]{1,6} do[ck]ument[a-z]{0,2}\s*$"
"""What the downloads of press databases hold, and hardly anything else."""
_TEXTS = ("", "markdown")


def may_be_export(raw: bytes) -> bool:
    """Tell whether a file is perhaps the export of a service, or the download of a press database."""
    head = raw[:_PRESS_HEAD]
    return bool(
        re.match(_LIKE_AN_EXPORT, raw[:_HEAD]) or any(sign in head for sign in _OF_PRESS) or re.search(_COUNTED, head)
    )


def refuse(path: Path, shown: str) -> None:
    """Raise RefusedError for a file that is the export of a service."""
    from clipper.intake import unsupported
    from clipper.intake.exports import open_export
    from clipper.intake.importers import recognise

    with open_export(path, shown) as export:
        if (service := recognise(export)) not in _TEXTS:
            raise RefusedError(
                f"{shown} is an export ({service}), not a text", hint=f"`clipper import {shown}` takes it over."
            )
        if found := unsupported.find(export.head(path.name)):
            raise RefusedError(f"{shown} is from {found.service}, and not a text", hint=f"Instead: {found.advice}.")


def refuse_pasted(raw: bytes) -> None:
    """Raise UnreadableError for a text from stdin that is the export of a service; the importers read files only."""
    import tempfile

    from clipper.intake.exports import open_export
    from clipper.intake.importers import recognise

    if not may_be_export(raw):
        return
    with tempfile.NamedTemporaryFile(prefix="clipper-") as copy:
        copy.write(raw)
        copy.flush()
        with open_export(Path(copy.name), "it") as export:
            service = recognise(export)
    if service not in _TEXTS:
        hint = "Save it to a file, and `clipper import FILE` takes it over."
        raise UnreadableError(f"it is an export ({service}), not a text", hint=hint)
