"""Short forms of what operations do, for the tests."""

from contextlib import AbstractContextManager

from clipper.clipfile import Edit
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.store.archive import Archive
from clipper.store.operation import Operation, begin
from tests.conftest import NOW


def begin_operation(archive: Archive, *, force: bool = False) -> AbstractContextManager[Operation]:
    return begin(archive, when=NOW.isoformat(), command_line=("test",), force=force)


def add(archive: Archive, raw: bytes = b"new", **fields: str) -> str:
    with begin_operation(archive) as operation:
        (path,) = operation.add([Candidate(Clip(**fields), raw)])  # type: ignore[arg-type]
        return path


def change(operation: Operation, path: str, edit: Edit) -> bool:
    (result,) = operation.change([(path, edit)])
    if result.error:
        raise result.error
    return result.changed


def remove(operation: Operation, path: str) -> None:
    (result,) = operation.remove([(path, "")])
    if result.error:
        raise result.error


def trash_contents(archive: Archive) -> list[bytes]:
    return [file.read_bytes() for file in sorted(archive.internal_folder.rglob("*.md"))]
