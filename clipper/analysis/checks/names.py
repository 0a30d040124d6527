"""File names that other systems cannot hold, and those that a sync program made because it met two versions."""

import re
from collections.abc import Iterator

from clipper.analysis.checks.finding import Finding, Subject
from clipper.model import naming

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?: *\..*)?", re.IGNORECASE | re.DOTALL)
_FORBIDDEN = re.compile(r"[<>:\"|?*\\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NO_TEXT = re.compile("[\ud800-\udfff]")
_LONGEST = 255


def unportable(subject: Subject) -> Iterator[Finding]:
    """Find clips whose file, or a folder above it, has a name that another system refuses or changes."""
    for name in subject.stored.path.split("/"):
        if flaw := _flaw(name):
            yield subject.finding(f"“{name}” {flaw}")
            return


def conflict(subject: Subject) -> Iterator[Finding]:
    """Find copies that a sync program made of a clip which was changed on two machines."""
    if naming.is_conflict_copy(subject.stored.path):
        yield subject.finding("changed on two machines; the other version has the usual name")


def _flaw(name: str) -> str:
    if _NO_TEXT.search(name):
        return "holds bytes that are no text"
    if _CONTROL.search(name):
        return "holds a control character"
    if found := _FORBIDDEN.search(name):
        return f"holds {found[0]}"
    if _RESERVED.fullmatch(name):
        return "is a device of Windows"
    if name.endswith((".", " ")):
        return f"ends with a {'dot' if name.endswith('.') else 'blank'}"
    return f"is longer than {_LONGEST} bytes" if len(name.encode("utf-8", "replace")) > _LONGEST else ""
