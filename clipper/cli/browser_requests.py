"""What the extension in a browser may ask for, each message one operation: clip, tag, undo, tags, known."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from clipper.errors import ClipperError, NotFoundError, RefusedError, UnreadableError
from clipper.model import urls
from clipper.text import safe, shorten

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.intake.novelty import KnownError
    from clipper.model.candidate import Candidate
    from clipper.model.clip import StoredClip
    from clipper.store.history import OperationRecord

COMMAND = "browser-host"
"""The first word of the command line that the history records for what the extension does."""

_HANDLE = r"[a-z]{8}"
_MAX_TAGS = 5000
_MAX_LETTERS = 100_000
"""The most letters of all tags that are offered for completion: an answer has a limit."""
_MAX_TITLE = 300
_MOST_NEW_TAGS = 50
_MOST_TAGS = 200
"""The most tags of a clip that are shown."""
_RECENT = 5

Answer = dict[str, Any]


def answer(session: "Session", request: object) -> Answer:
    """Do what a message asks for, and return what the extension shows; raise a ClipperError for any other message."""
    if not isinstance(request, dict) or not isinstance(request.get("op"), str):
        raise UnreadableError("the message of the browser is not a request")
    operation = _OPERATIONS.get(request["op"])
    if operation is None:
        raise UnreadableError("the browser asks for what clipper does not offer", hint="Is the extension a newer one?")
    return operation(session, request)


def refusal(error: ClipperError) -> Answer:
    """Return what the extension shows of an error."""
    return {"state": "refused", "message": _sentence(str(error)), "hint": error.hint}


def _clip(session: "Session", request: Mapping[str, Any]) -> Answer:
    """Keep the page as `clipper add --html -` does; of a selection only that."""
    url, html, selection, charset = (_text(request, key) for key in ("url", "html", "selection", "charset"))
    url = urls.without_fragment(url) if urls.is_address(url) else ""
    session.command_line = (COMMAND, "clip", *filter(None, [url]))
    candidate = _read_page(session, url, html, selection, charset)
    from clipper.analysis.suggestions import Suggester

    library = session.library
    notices = [notice.removeprefix(f"{candidate.input_name}: ") for notice in candidate.notices]
    rules = session.rules()
    stored, refused = library.writer.add(
        [candidate],
        rules.apply if rules else None,
        tell=lambda line: notices.append(line.removeprefix(f"{candidate.input_name}: ")),
    )
    if not stored:
        return _kept_already(session, refused[0])
    (clip,) = stored
    record = _latest(session)
    with_body = clip.replace(clip=library.read(clip))
    suggestions = [suggestion.tag for suggestion in Suggester(library.index).propose(with_body)]
    return {
        "state": "kept",
        "message": f"Kept as {clip.handle}.",
        **_description(clip),
        "notices": [*map(_sentence, notices), *(rules.report() if rules else ())],
        "suggestions": suggestions,
        "operation": record.number if record else None,
    }


def _read_page(session: "Session", url: str, html: str, selection: str, charset: str) -> "Candidate":
    from clipper.intake.inputs import Input
    from clipper.intake.overrides import Overrides
    from clipper.intake.page.decoding import encode_shown
    from clipper.intake.page_queue import PageQueue

    raw, encoding = encode_shown(html, charset)
    page = Input("the page", raw, "page", url=url, encoding=encoding, selection=selection)
    with PageQueue([page]) as pages:
        _prepare(session)
        from clipper.intake.read_inputs import AddOptions, read_inputs

        options = AddOptions(session.system.now().isoformat(), evidence=session.config.evidence)
        candidates, failed = read_inputs([page], pages, Overrides(), options, session.config.sources)
    if failed:
        raise failed[0].error
    return candidates[0]


def _prepare(session: "Session") -> None:
    """Open the library and import what will be needed, while another process reads the page.

    The index waits: it is to be as fresh as the lock under which the page is kept.
    """
    from clipper import index  # noqa: F401 - imported early, as the next two are
    from clipper.analysis import suggestions  # noqa: F401
    from clipper.intake import novelty  # noqa: F401

    session.library  # noqa: B018 - where there is none, the page is in vain


def _kept_already(session: "Session", error: "KnownError") -> Answer:
    found = session.library.find(error.handle)
    return {"state": "known", "message": f"Kept already as {found.handle}.", **_description(found)}


def _known(session: "Session", request: Mapping[str, Any]) -> Answer:
    """Say which clip has an address, if there is one."""
    from clipper.model.clip import Clip

    url = _text(request, "url")
    related = session.library.index.related(Clip(url=url), urls.key(url), None) if urls.is_address(url) else []
    found = next((one.stored for one in related if urls.key(one.stored.clip.url) == urls.key(url)), None)
    if found is None:
        return {"state": "unknown", "message": "No clip has this address."}
    return {"state": "known", "message": f"Kept already as {found.handle}.", **_description(found)}


def _tag(session: "Session", request: Mapping[str, Any]) -> Answer:
    """Add tags to a clip."""
    from clipper.library import retag
    from clipper.model.fields import validate_tag
    from clipper.model.tags import spell_as_known

    handle, tags = request.get("clip"), request.get("tags")
    if not isinstance(tags, list) or not 0 < len(tags) <= _MOST_NEW_TAGS or not all(isinstance(t, str) for t in tags):
        raise UnreadableError("the browser names no tags")
    if not isinstance(handle, str) or not re.fullmatch(_HANDLE, handle):
        raise UnreadableError("the browser names no clip")
    session.command_line = (COMMAND, "tag", handle, *tags)
    library = session.library
    stored = _find(session, handle)
    spelled, notices = spell_as_known([validate_tag(tag) for tag in tags], library.index.tag_counts())
    plan = retag.change_tags([stored], add=spelled)
    outcome = library.writer.change(plan.edits, deed=plan.deed)
    if outcome.failed:
        raise outcome.failed[0]
    record = _latest(session) if outcome.paths else None
    return {
        "state": "tagged",
        "message": f"Tagged {stored.handle}." if outcome.paths else f"{stored.handle} has the tag already.",
        **_description(library.find(stored.handle)),
        "notices": notices,
        "operation": record.number if record else None,
    }


def _undo(session: "Session", request: Mapping[str, Any]) -> Answer:
    """Undo an operation that the extension asked for; no other."""
    number = request.get("operation")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise UnreadableError("the browser names no operation")
    session.command_line = (COMMAND, "undo", str(number))
    library = session.library
    record = library.history.record(number)
    if record.command_line[:1] != (COMMAND,):
        raise RefusedError(f"operation {number} was not done from the browser", hint="`clipper undo` takes it back.")
    outcome = library.writer.undo(record)
    if outcome.failed:
        raise outcome.failed[0]
    if not outcome.paths:
        raise RefusedError("there is nothing left to take back")
    return {"state": "undone", "message": "Taken back."}


def _tags(session: "Session", _request: Mapping[str, Any]) -> Answer:
    """Return the tags in use, the most frequent first."""
    counts = session.library.index.tag_counts()
    tags = sorted(counts, key=lambda tag: (-counts[tag], tag))[:_MAX_TAGS]
    letters = accumulate(map(len, tags))
    return {
        "state": "tags",
        "message": "",
        "tags": [tag for tag, sum_ in zip(tags, letters, strict=True) if sum_ <= _MAX_LETTERS],
    }


_OPERATIONS: Mapping[str, Callable[["Session", Mapping[str, Any]], Answer]] = {
    "clip": _clip,
    "known": _known,
    "tag": _tag,
    "tags": _tags,
    "undo": _undo,
}


def _find(session: "Session", handle: str) -> "StoredClip":
    found: Sequence[StoredClip] = session.library.index.with_handle(handle, 1)
    if not found:
        raise NotFoundError(f"there is no clip {handle} any more")
    return found[0]


def _latest(session: "Session") -> "OperationRecord | None":
    """Return the record of the operation that this process has just done."""
    latest = session.library.history.latest(_RECENT)
    return next((record for record in latest if record.command_line == tuple(session.command_line)), None)


def _description(stored: "StoredClip") -> Answer:
    title = shorten(safe(stored.clip.title), _MAX_TITLE)
    return {"handle": stored.handle, "title": title, "tags": [*stored.clip.tags[:_MOST_TAGS]]}


def _text(request: Mapping[str, Any], key: str) -> str:
    """Return a text of a request, empty if it is missing; raise UnreadableError if it is something else."""
    value = request.get(key, "")
    if not isinstance(value, str):
        raise UnreadableError("the message of the browser is not a request")
    return value


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".removesuffix(".") + "."
