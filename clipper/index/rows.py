"""The files of clips as rows of the index: read and parsed, many of them on every processor at once."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from clipper import text
from clipper.errors import UnreadableError, reason
from clipper.index.scan import UNREAD_FILE, UNSETTLED, ClipFile
from clipper.index.schema import ClipRows, TextRow, encode_path
from clipper.model import dates, naming, urls
from clipper.model.clip import Clip, StoredClip
from clipper.model.hashing import digest
from clipper.model.hyphenation import broken_words
from clipper.model.inferred import infer
from clipper.model.keys import FIELDS, field_name
from clipper.model.values import Value, scalars
from clipper.query.haystack import BODY_LIMIT, FILE_LIMIT, make_haystack, path_haystack, tag_key
from clipper.system import files as disk
from clipper.system.child import processors
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from clipper.index.text_packs import TextPack

MANY = 500
"""With fewer files, more processes take more time to start than they save."""

_CHUNK = 200
_AHEAD = 8
_MAX_BYTES = 4 * BODY_LIMIT
_TEXT_FIELDS = tuple(name for name in FIELDS if name not in {"date", "url", "tags", "clipped"})
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def read_clips(root: str, files: Sequence[tuple[str, ClipFile]], progress: Progress) -> Iterator[ClipRows]:
    """Yield the rows of files, given as pairs of folder and file."""
    yield from _map(partial(_each, partial(_clip_rows, root)), files, "reading", progress)


def read_texts(root: str, clips: Sequence[tuple[int, str, int]], progress: Progress) -> "Iterator[TextPack]":
    """Yield the rows of the full-text table for clips, given as id, path and size in bytes.

    A file that cannot be read now has no row.
    """
    yield from _map(partial(_text_packs, root), clips, "indexing the words of", progress, lambda clip: clip[2])


def sketches(root: str, texts: Sequence[tuple[bytes, str]], progress: Progress) -> Iterator[tuple[bytes, bytes]]:
    """Yield the hash and the sketch of texts, given as the hash and the path of a clip that has the text.

    A text that cannot be read now, or is another one by now, is left out.
    """
    yield from filter(None, _map(partial(_each, partial(_sketch, root)), texts, "comparing", progress))


def clip_rows(stored: StoredClip, *, mtime_ns: int, ctime_ns: int, size: int, inode: int) -> ClipRows:
    """Return the rows for a clip with the handle of its name, and for the `stat` values of its file."""
    clip = stored.clip
    values = {name: getattr(clip, name) for name in FIELDS}
    day, moment = dates.span(clip.date), dates.span(clip.clipped)
    url_key = urls.key(clip.url) if clip.url else ""
    columns = (
        encode_path(stored.path),
        encode_path(stored.path.rpartition("/")[0]),
        mtime_ns,
        ctime_ns,
        size,
        inode,
        stored.handle,
        stored.handle,
        *["\n".join(value) if isinstance(value, tuple) else value for value in values.values()],
        _encode_extra(clip.extra) if clip.extra else "",
        stored.words,
        clip.problem,
        ",".join(stored.inferred),
        *((day.start, day.end) if day else (None, None)),
        *((moment.start, moment.end) if moment else (None, None)),
        dates.sort_key(clip.date),
        url_key,
        url_key.partition("/")[0].partition("?")[0],
        body_key(clip.body),
    )
    texts = {name: [value] if isinstance(value, str) else value for name in _TEXT_FIELDS if (value := values[name])}
    for key, value in clip.extra.items():
        if field_name(key) is None:
            texts[key.casefold()] = [*texts.get(key.casefold(), ()), *scalars(value)]
    tags = tuple({tag_key(tag): None for tag in clip.tags})
    haystacks = {key: make_haystack(value) for key, value in texts.items() if value}
    return ClipRows(columns, tags, tuple((haystacks | {"path": path_haystack(stored.path)}).items()))


def text_row(clip_id: int, clip: Clip) -> TextRow:
    """Return the words of a clip as a row of the full-text table.

    ASCII is left as it is: the tokenizer of SQLite splits and folds it as `text.words` does. Behind the body stand the
    words that are broken at line ends, whole.
    """
    details, body = (clip.description, *clip.author, clip.source, *clip.tags), clip.body[:BODY_LIMIT]
    texts = (body, *(word.joined for word in broken_words(body)))
    return clip_id, _words(clip.title), " · ".join(map(_words, details)), " · ".join(map(_words, texts))


def body_key(body: str) -> bytes | None:
    """Return a hash of a body that does not depend on its blanks and line ends; None for an empty body."""
    letters = body[:BODY_LIMIT].encode("utf-8", "replace").translate(None, b" \t\n\v\f\r")
    return digest(letters, 8) if letters else None


def read_body(root: str, path: str) -> str:
    """Return the body of a clip as far as it is searched; empty if its file cannot be read."""
    try:
        return _read(os.path.join(root, path)).body
    except OSError:
        return ""


def _sketch(root: str, task: tuple[bytes, str]) -> tuple[bytes, bytes] | None:
    from clipper.index import shingles

    key, path = task
    try:
        body = _read(os.path.join(root, path)).body
    except OSError:
        return None
    return (key, shingles.sketch(body)) if body_key(body) == key else None


def _clip_rows(root: str, task: tuple[str, ClipFile]) -> ClipRows:
    folder, file = task
    path = f"{folder}/{file.name}" if folder else file.name
    try:
        clip, inferred = infer(path, _read(os.path.join(root, path)))
    except OSError as error:
        # A disk that fails now may do better the next time.
        clip, inferred = Clip(problem=f"{UNREAD_FILE}: {reason(error)}"), ()
        file = file._replace(inode=UNSETTLED)
    stored = StoredClip(path, naming.handle(path), clip, text.count_words(clip.body), inferred)
    return clip_rows(stored, mtime_ns=file.mtime_ns, ctime_ns=file.ctime_ns, size=file.size, inode=file.inode)


def _text_packs(root: str, tasks: Sequence[tuple[int, str, int]]) -> "list[TextPack]":
    from clipper.index.text_packs import make_packs

    rows = []
    for clip_id, path, _ in tasks:
        with suppress(OSError):
            rows.append(text_row(clip_id, infer(path, _read(os.path.join(root, path)))[0]))
    return list(make_packs(rows))


def _read(path: str) -> Clip:
    """Return the clip in a file, with as much of its body as is searched; if it cannot be parsed, with the problem."""
    from clipper import clipfile

    try:
        return clipfile.read(disk.read(path, FILE_LIMIT)[0])
    except UnreadableError as error:
        return Clip(problem=f"line {error.line}: {error}")


def _map(
    work: Callable[[Sequence[_Task]], list[_Result]],
    tasks: Sequence[_Task],
    what: str,
    progress: Progress,
    size: Callable[[_Task], int] = lambda _: 0,
) -> Iterator[_Result]:
    """Yield the results of all tasks in order; `work` gets them in chunks, if there are many in a pool of processes."""
    chunks = _chunks(tasks, size)
    if len(tasks) < MANY:
        yield from chain.from_iterable(map(work, chunks))
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(processors(), initializer=_prepare_worker) as pool, progress(what, len(tasks)) as advance:
        done = 0
        # A few chunks ahead keep every processor busy; all at once would hold the whole archive in memory.
        pending = [pool.submit(work, chunk) for chunk in chunks[:_AHEAD]]
        following = iter(chunks[_AHEAD:])
        for chunk in chunks:
            results = pending.pop(0).result()
            pending += [pool.submit(work, later) for later in islice(following, 1)]
            yield from results
            done += len(chunk)
            advance(done)


def _chunks(tasks: Sequence[_Task], size: Callable[[_Task], int]) -> list[list[_Task]]:
    """Divide tasks into chunks, each so small that a few of their results fit into memory."""
    chunks: list[list[_Task]] = [[]]
    total = 0
    for task in tasks:
        task_size = min(size(task), _MAX_BYTES)
        if len(chunks[-1]) == _CHUNK or (chunks[-1] and total + task_size > _MAX_BYTES):
            chunks.append([])
            total = 0
        chunks[-1].append(task)
        total += task_size
    return chunks


def _each(work: Callable[[_Task], _Result], tasks: Sequence[_Task]) -> list[_Result]:
    return [work(task) for task in tasks]


def _prepare_worker() -> None:
    """Leave Ctrl-C to the parent process, and switch garbage collection off: a chunk leaves hardly any garbage."""
    import gc
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process if the parent is killed; otherwise it would wait for tasks for ever."""
    from multiprocessing import connection, parent_process

    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)


def _encode_extra(extra: Mapping[str, Value]) -> str:
    from json import dumps  # few clips have such keys

    return dumps(extra)


def _words(value: str) -> str:
    if value.isascii():
        return value
    return " ".join([piece if piece.isascii() else " ".join(text.words(piece)) for piece in value.split()])
