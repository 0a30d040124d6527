"""Rules: the tags that a clip gets because of what it is, in an order in which one rule may build on another."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from clipper import clipfile, config, query
from clipper.errors import ClipperError, RefusedError, UsageError
from clipper.model import tags
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip, StoredClip
from clipper.query import Node, parser
from clipper.query.haystack import Haystack, tag_key
from clipper.text import count, safe


class Rule(NamedTuple):
    """A rule that was read: what it asks, the tags it gives, what the owner wrote, and where that stands."""

    node: Node
    tags: tuple[str, ...]
    written: str
    place: str

    def missing(self, clip: Clip) -> tuple[str, ...]:
        """Return those of its tags that a clip lacks."""
        borne = {tag_key(tag) for tag in clip.tags}
        return tuple(tag for tag in self.tags if tag_key(tag) not in borne)


def of(settings: config.Config, today: date) -> list[Rule]:
    """Return the rules in the settings, each before those that ask for its tags.

    A mistake, and rules that ask for one another's tags in a circle, are a UsageError with file and line.
    """
    known: dict[str, Any] = {"sources": settings.sources, "searches": settings.searches}
    rules = [
        Rule(parser.parse(query, today=today, place=place, **known), _tags(tags, place), query, place)
        for query, tags, place in settings.rules.values()
    ]
    return _in_order(sorted(rules, key=_asks_for_none))


def _tags(written: Iterable[str], place: str) -> tuple[str, ...]:
    written = tuple(written)
    if flaw := next(filter(None, map(tags.flaw, written)), ""):
        raise UsageError(f"{place}: {flaw}")
    return written


def _in_order(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules with each after those on whose tags it builds, else as they are written."""
    ordered: list[Rule] = []
    left = [*rules]
    while left:
        ready = next((rule for rule in left if _ground(rule, left) is None), None)
        if ready is None:
            raise _circle(left)
        left.remove(ready)
        ordered.append(ready)
    return ordered


def _ground(rule: Rule, others: Iterable[Rule]) -> Rule | None:
    """Return one of the others on whose tags a rule builds; that it asks for its own does no harm."""
    return next((other for other in others if other is not rule and _builds_on(rule, other)), None)


def _circle(rules: Sequence[Rule]) -> UsageError:
    """Return the error for rules each of which builds on another one of them."""
    walked: list[Rule] = []
    rule: Rule | None = rules[0]
    while rule and rule not in walked:
        walked.append(rule)
        rule = _ground(rule, rules)
    circle = walked[walked.index(rule) :] if rule else walked
    first, *others = sorted(circle, key=lambda one: int(one.place.rpartition(":")[2]))
    lines = " and ".join(one.place.rpartition(":")[2] for one in others)
    said = f"this rule asks for a tag that comes, by line {lines}, from its own: it loops"
    return UsageError(f"{first.place}: {said}", hint="Let one of them ask for something else.")


def _builds_on(rule: Rule, giver: Rule) -> bool:
    """Tell whether a tag that one rule gives may change what another one finds."""
    given = Haystack(Clip(tags=giver.tags))
    return any(isinstance(node, query.Tagged | query.Text) and given in node for node in _parts(rule.node))


def _asks_for_none(rule: Rule) -> bool:
    """Tell whether a rule asks if there are tags at all: its turn comes when all the others had theirs."""
    return any(node in {query.Is("untagged"), query.Has("tags")} for node in _parts(rule.node))


def _parts(node: Node) -> Iterator[Node]:
    """Yield the terms of a query, also those that are left out."""
    match node:
        case query.And(parts) | query.Or(parts):
            for part in parts:
                yield from _parts(part)
        case query.Not(part):
            yield from _parts(part)
        case _:
            yield node


def due(
    rules: Sequence[Rule], matching: Callable[[Node], Iterable[StoredClip]], whole: Callable[[StoredClip], Clip]
) -> tuple[list[tuple[StoredClip, tuple[str, ...]]], Counter[Rule]]:
    """Return the clips of an archive that lack tags of the rules, with these, and how many each rule labels.

    `matching` finds the clips that answer to a query, and `whole` reads one with its body: what a rule before gave to
    a clip stands in no index yet.
    """
    given: dict[str, tuple[StoredClip, tuple[str, ...]]] = {}
    done: Counter[Rule] = Counter()
    for place, rule in enumerate(rules):
        found = {stored.path: stored for stored in matching(rule.node)}
        if _asks_for_none(rule) or any(_builds_on(rule, giver) for giver in rules[:place]):
            for path, (stored, more) in given.items():
                found.pop(path, None)
                with contextlib.suppress(ClipperError):  # gone or broken since: its change will say so
                    if query.matches(rule.node, _with(whole(stored), more)):
                        found[path] = stored
        for path, stored in found.items():
            _, more = given.get(path, (stored, ()))
            if missing := rule.missing(_with(stored.clip, more)):
                given[path] = stored, (*more, *missing)
                done[rule] += 1
    return [*given.values()], done


def _with(clip: Clip, more: Sequence[str]) -> Clip:
    return clip.replace(tags=(*clip.tags, *more))


@dataclass(slots=True)
class RuleSet:
    """One who labels clips as they come in, and remembers how many each rule labelled."""

    rules: Sequence[Rule] = ()
    done: Counter[Rule] = field(default_factory=Counter)

    def label(self, one: Candidate) -> Candidate:
        """Return a clip that comes in with the tags of the rules; a header that takes none stays."""
        for rule in self.rules:
            missing = rule.missing(one.clip) if query.matches(rule.node, one.clip) else ()
            if missing:
                with contextlib.suppress(RefusedError):
                    raw = clipfile.with_tags(one.raw, add=missing)
                    one = one.replace(clip=_with(one.clip, missing), raw=raw)
                    self.done[rule] += 1
        return one

    def report(self) -> Iterator[str]:
        """Yield a sentence for each rule that labelled a clip."""
        return told(self.done)


def told(done: Mapping[Rule, int]) -> Iterator[str]:
    """Yield a sentence for each rule that labels a clip: what it asks, its tags, how many clips."""
    for rule, number in done.items():
        if number:
            yield f"Rule “{safe(rule.written)}” → {', '.join(map(safe, rule.tags))}: {count(number, 'clip')}."
