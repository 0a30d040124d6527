"""Wait for the disk for many files at once: it writes them together, which takes far less time than one by one."""

from collections.abc import Callable, Sequence

_THREADS = 8


def call_all(calls: Sequence[Callable[[], object]]) -> None:
    """Make all calls, a few at a time; when all have ended, raise the first error.

    A call is worth a thread only if it waits without the interpreter's lock, as `fsync` does.
    """
    if len(calls) <= 1:  # one call needs no thread, and most commands make one
        for call in calls:
            call()
        return
    from threading import Thread

    errors: list[BaseException] = []
    first, *others = [calls[number::_THREADS] for number in range(min(_THREADS, len(calls)))]
    threads: list[Thread] = []
    try:
        for share in others:
            thread = Thread(target=_make, args=(share, errors))
            try:
                thread.start()
            except RuntimeError:  # the system has no thread left
                _make(share, errors)
            else:
                threads.append(thread)
        _make(first, errors)
    finally:
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]


def _make(share: Sequence[Callable[[], object]], errors: list[BaseException]) -> None:
    """Make some calls, one after the other; the first error ends them."""
    try:
        for call in share:
            call()
    except BaseException as error:  # noqa: BLE001 - whatever it is: a share that ended early must not pass for done
        errors.append(error)
