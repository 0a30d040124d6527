"""File names that other systems do not allow, and those that a sync program gave to a conflict copy."""

import re
from collections.abc import Iterator

from clipper.analysis.checks.finding import Finding, Subject
from clipper.model import naming

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?: *\..*)?", re.IGNORECASE | re.DOTALL)
_FORBIDDEN = re.compile(r"[<>:\"|?*\\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MAX_BYTES = 255


def find_unportable_name(subject: Subject) -> Iterator[Finding]:
    """Find a clip whose file, or a folder above it, has a name that another system refuses or changes."""
    for name in subject.stored.path.split("/"):
        if flaw := _flaw(name):
            yield subject.finding(f"“{name}” {flaw}")
            return


def find_conflict_copy(subject: Subject) -> Iterator[Finding]:
    """Find a copy that a sync program made of a clip that was changed on two machines."""
    if naming.is_conflict_copy(subject.stored.path):
        yield subject.finding("changed on two machines; the other version has the usual name")


def find_numbered_copy(subject: Subject) -> Iterator[Finding]:
    """Find a copy beside its clip, with a number in its name, and with the same title, date, outlet and address."""
    if clip := subject.facts.numbered_copies.get(subject.stored.path):
        yield subject.finding(f"has the title, day, outlet and address of {clip}")


def _flaw(name: str) -> str:
    if _SURROGATE.search(name):
        return "holds bytes that are not text"
    if _CONTROL.search(name):
        return "holds a control character"
    if match := _FORBIDDEN.search(name):
        return f"holds {match[0]}"
    if _RESERVED.fullmatch(name):
        return "is a device of Windows"
    if name.endswith((".", " ")):
        return f"ends with a {'dot' if name.endswith('.') else 'blank'}"
    return f"is longer than {_MAX_BYTES} bytes" if len(name.encode("utf-8", "replace")) > _MAX_BYTES else ""
