"""Files become entries of the index: read, parsed and flattened, many of them on every processor at once."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from clipper import text
from clipper.errors import UnreadableError, reason
from clipper.index import schema
from clipper.index.scan import UNSETTLED, ClipFile
from clipper.model import naming
from clipper.model.clip import Clip, StoredClip
from clipper.query.haystack import BODY_LIMIT, FILE_LIMIT
from clipper.system import files as disk
from clipper.system.child import processors
from clipper.system.progress import Progress

MANY = 500
"""From so many files on, starting further processes takes less time than it saves."""

_CHUNK = 200
_AHEAD = 8
_MOST_BYTES = 4 * BODY_LIMIT
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def rows(root: str, files: Sequence[tuple[str, ClipFile]], progress: Progress) -> Iterator[schema.Flat]:
    """Yield the rows of files, each given with its folder."""
    yield from _spread(partial(_flat, root), files, "reading", progress)


def text_rows(root: str, clips: Sequence[tuple[int, str, int]], progress: Progress) -> Iterator[tuple[Any, ...]]:
    """Yield the words of clips, each given as its id, its path and its size, as rows of the full-text table.

    A file that the system does not give out now has no row.
    """
    yield from filter(
        None, _spread(partial(_text_row, root), clips, "indexing the words of", progress, lambda clip: clip[2])
    )


def sketches(root: str, texts: Sequence[tuple[bytes, str]], progress: Progress) -> Iterator[tuple[bytes, bytes]]:
    """Yield the sketches of texts, each given as its key and the path of a clip that holds it."""
    yield from _spread(partial(_sketch, root), texts, "comparing", progress)


def _sketch(root: str, task: tuple[bytes, str]) -> tuple[bytes, bytes]:
    from clipper.index import shingles

    key, path = task
    try:
        return key, shingles.sketch(_read(os.path.join(root, path)).body)
    except OSError:
        return key, b""


def _flat(root: str, task: tuple[str, ClipFile]) -> schema.Flat:
    folder, file = task
    path = f"{folder}/{file.name}" if folder else file.name
    try:
        clip = _read(os.path.join(root, path))
    except OSError as error:
        # A disk that fails now may do better the next time.
        clip, file = Clip(problem=f"line 1: {reason(error)}"), file._replace(inode=UNSETTLED)
    stored = StoredClip(path, naming.handle(path), clip, text.count_words(clip.body))
    return schema.row(stored, mtime_ns=file.mtime_ns, ctime_ns=file.ctime_ns, size=file.size, inode=file.inode)


def _text_row(root: str, task: tuple[int, str, int]) -> tuple[Any, ...] | None:
    number, path, _ = task
    try:
        return (number, *schema.text_row(_read(os.path.join(root, path))))
    except OSError:
        return None


def _read(path: str) -> Clip:
    """Return the clip of a file, its body as far as it is searched; one that cannot be understood says why."""
    from clipper import clipfile

    try:
        return clipfile.read(disk.read(path, FILE_LIMIT)[0])
    except UnreadableError as error:
        return Clip(problem=f"line {error.line}: {error}")


def _spread(
    work: Callable[[_Task], _Result],
    tasks: Sequence[_Task],
    what: str,
    progress: Progress,
    size: Callable[[_Task], int] = lambda _: 0,
) -> Iterator[_Result]:
    """Yield the results of all tasks in order; many are shared among the processors."""
    if len(tasks) < MANY:
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    chunks = _chunks(tasks, size)
    with ProcessPoolExecutor(processors(), initializer=_settle_in) as pool, progress(what, len(tasks)) as advance:
        done = 0
        # A few chunks ahead keep every processor busy; all at once would hold the whole archive in memory.
        waiting = [pool.submit(_all, work, chunk) for chunk in chunks[:_AHEAD]]
        for chunk in chain(chunks[_AHEAD:], [None] * min(_AHEAD, len(chunks))):
            results = waiting.pop(0).result()
            if chunk is not None:
                waiting.append(pool.submit(_all, work, chunk))
            yield from results
            done += len(results)
            advance(done)


def _chunks(tasks: Sequence[_Task], size: Callable[[_Task], int]) -> list[list[_Task]]:
    """Return the tasks in portions, each so small that the memory can hold what comes of a few of them."""
    chunks: list[list[_Task]] = [[]]
    held = 0
    for task in tasks:
        more = min(size(task), _MOST_BYTES)
        if len(chunks[-1]) == _CHUNK or (chunks[-1] and held + more > _MOST_BYTES):
            chunks.append([])
            held = 0
        chunks[-1].append(task)
        held += more
    return chunks


def _all(work: Callable[[_Task], _Result], tasks: Sequence[_Task]) -> list[_Result]:
    return [work(task) for task in tasks]


def _settle_in() -> None:
    """Leave Ctrl-C to the process that waits for the results, and garbage to the end: a chunk leaves hardly any."""
    import gc
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the process that waits for the results is killed; else this one would wait for its tasks for ever."""
    from multiprocessing import connection, parent_process

    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
