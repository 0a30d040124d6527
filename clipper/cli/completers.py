"""What completes the words of a command line; each takes its values from the index when it is asked."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

IS_FIRST_WORD = "clipper.is_first_word"
"""The key under which the context of a command tells whether its first word is completed."""

_PREFIXES = (("tag:", "tag"), ("tag:=", "tag"), ("source:", "source"), ("has:", "key"), ("no:", "key"), ("@", "search"))
_COMPLETED_PREFIXES = tuple((f"{minus}{prefix}", kind) for prefix, kind in _PREFIXES for minus in ("", "-"))
"""The beginnings of query terms that are completed, each with the kind of value that follows."""

_PLAIN_TERMS = (
    *(f"{name}:" for name in ("author", "clipped", "date", "handle", "has", "is", "no", "path", "since", "source")),
    *(f"{name}:" for name in ("tag", "title", "until", "url")),
    *(f"is:{state}" for state in ("undated", "unreadable", "untagged")),
    "date:today",
    "date:yesterday",
)
"""What a term may begin with, and the values that are always the same."""


def _complete(kind: str, ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the values in the index that begin with `incomplete`, each with a help text; the index is not updated."""
    from clipper.cli.completion import values

    archive = ctx.find_root().params.get("archive")
    yield from values(kind, incomplete, Path(archive) if archive else None)


class _Named(str):
    """A value that is offered for what it names, though it does not begin with what was typed."""

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:
        """Say yes: Typer drops every value that does not begin with the word."""
        return True


def complete_one_of(*words: str) -> Callable[[str], list[str]]:
    """Return what completes one of some words."""
    return lambda incomplete: [word for word in words if word.startswith(incomplete)]


def complete_service(incomplete: str) -> list[str]:
    """Complete the name of a service whose exports can be imported."""
    from clipper.intake.importers import IMPORTERS

    return [name for name in IMPORTERS if name.startswith(incomplete)]


def complete_format(incomplete: str) -> list[tuple[str, str]]:
    """Complete the name of a format that clips can be exported to; the help text says what it keeps."""
    from clipper.output.export_formats import ALL

    return [(name, exporter.KEEPS) for name, exporter in ALL.items() if name.startswith(incomplete)]


def complete_key(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete the name of a field, or another key that some clip has."""
    return _complete("key", ctx, incomplete)


def complete_sort(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete the key of an order, also with the `-` that reverses it."""
    key = incomplete.removeprefix("-")
    minus = incomplete[: len(incomplete) - len(key)]
    for name in ("words", "relevance", "handle", "path"):
        if name.startswith(key):
            yield minus + name, ""
    for name, help_ in complete_key(ctx, key):
        yield minus + name, help_


def complete_assignment(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete KEY=VALUE: the key, then a tag or an outlet."""
    key, sign, value = incomplete.partition("=")
    kind = {"tags": "tag", "source": "source"}.get(key, "") if sign else "key"
    for found, help_ in _complete(kind, ctx, value if sign else key) if kind else ():
        yield (f"{key}={found}" if sign else f"{found}="), help_


def complete_operation(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete the number of an operation; the help text is its command line."""
    return _complete("operation", ctx, incomplete)


def complete_clip_or_tag(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete a clip, or the tags that follow it."""
    params = ctx.params
    has_options = any(params.get(name) for name in ("add", "remove", "suggest"))
    is_tag = (params.get("words") and not has_options) or params.get("where") is not None
    return complete_tag(ctx, incomplete) if is_tag else complete_clip(ctx, incomplete)


def complete_clip(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete the handle of a clip, also from its title, which is the help text."""
    for handle, title in _complete("handle", ctx, incomplete):
        yield _Named(handle), title


def complete_tag(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete a tag that is in use."""
    return _complete("tag", ctx, incomplete)


def complete_source(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete the name of an outlet."""
    return _complete("source", ctx, incomplete)


def complete_search(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete the name of a saved search."""
    return _complete("search", ctx, incomplete)


def complete_feed(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete the second word of a verb, or the name of a watched feed."""
    yield from complete_second(ctx, incomplete)
    yield from _complete("feed", ctx, incomplete)


def complete_second(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete the second word of a verb, such as `rename` after `tags`."""
    if ctx.meta.get(IS_FIRST_WORD):
        yield from ctx.find_root().command.second_words(ctx, ctx.info_name, incomplete)  # type: ignore[attr-defined]


def complete_word(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete the second word of a verb, or a term of a query: a tag, an outlet or a saved search."""
    yield from complete_second(ctx, incomplete)
    previous = (ctx.params.get("query") or [""])[-1].strip()
    cut_off = previous if previous.endswith(":") else ""  # bash splits at a colon, and completes only what follows
    term = cut_off + incomplete
    for value in _PLAIN_TERMS if term else ():
        if value.startswith(term) and value != term:
            yield value.removeprefix(cut_off), ""
    for prefix, kind in _COMPLETED_PREFIXES:
        if term.startswith(prefix):
            for value, help_ in _complete(kind, ctx, term[len(prefix) :]):
                yield f"{prefix}{value}".removeprefix(cut_off), help_
