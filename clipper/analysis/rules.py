"""Rules: the tags that a clip gets because it matches a query, ordered so that one rule may build on another."""

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
from clipper.text import safe, with_noun


class TagRule(NamedTuple):
    """A parsed rule: clips that match `node` get the tags. `query` is its text, `place` its file and line.

    `notices` say which tags the archive spells in another way than the settings do.
    """

    node: Node
    tags: tuple[str, ...]
    query: str
    place: str
    notices: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The line of the rule in its settings file."""
        return int(self.place.rpartition(":")[2])

    def missing_tags(self, clip: Clip) -> tuple[str, ...]:
        """Return the tags of the rule that a clip does not have."""
        own = {tag_key(tag) for tag in clip.tags}
        return tuple(tag for tag in self.tags if tag_key(tag) not in own)


def parse_rules(settings: config.Config, today: date) -> list[TagRule]:
    """Return the rules in the settings, each after those that add tags which its query asks for.

    Raise UsageError with file and line for a mistake, or for rules that build on one another in a circle.
    """
    context: dict[str, Any] = {"aliases": settings.sources, "searches": settings.searches}
    rules = [
        TagRule(parser.parse(query, today=today, place=place, **context), _validate_tags(tags, place), query, place)
        for query, tags, place in settings.rules.values()
    ]
    return _sort(sorted(rules, key=_asks_for_no_tags))


def spell_as_known(rules: Iterable[TagRule], counts: Mapping[str, int]) -> list[TagRule]:
    """Return the rules with their tags spelled as those in use, which are given with the numbers of their clips."""
    spelled = ((rule, *tags.spell_as_known(rule.tags, counts)) for rule in rules)
    return [rule._replace(tags=tuple(names), notices=tuple(notices)) for rule, names, notices in spelled]


def _validate_tags(names: Iterable[str], place: str) -> tuple[str, ...]:
    names = tuple(names)
    if flaw := next(filter(None, map(tags.flaw, names)), ""):
        raise UsageError(f"{place}: {flaw}")
    return names


def _sort(rules: Iterable[TagRule]) -> list[TagRule]:
    """Sort the rules topologically: each after those on which it builds, otherwise in their order."""
    remaining = dict(enumerate(rules))
    haystacks = [Haystack(Clip(tags=rule.tags)) for rule in remaining.values()]
    needed = {
        position: {other for other, tags in enumerate(haystacks) if other != position and _asks_for(rule, tags)}
        for position, rule in remaining.items()
    }
    ordered: list[TagRule] = []
    while remaining:
        ready = next((position for position in remaining if needed[position].isdisjoint(remaining)), None)
        if ready is None:
            raise _circle_error([*remaining.values()])
        ordered.append(remaining.pop(ready))
    return ordered


def _dependency(rule: TagRule, rules: Iterable[TagRule]) -> TagRule | None:
    """Return the first other rule on which a rule builds. A rule may ask for the tag that it adds."""
    others = (other for other in rules if other is not rule)
    return next((other for other in others if _asks_for(rule, Haystack(Clip(tags=other.tags)))), None)


def _circle_error(rules: Sequence[TagRule]) -> UsageError:
    """Return the error for rules that form a circle: each builds on another one of them."""
    path: list[TagRule] = []
    rule: TagRule | None = rules[0]
    while rule and rule not in path:
        path.append(rule)
        rule = _dependency(rule, rules)
    circle = path[path.index(rule) :] if rule else path
    first, *others = sorted(circle, key=lambda rule: rule.line)
    lines = f"line{'s' * (len(others) > 1)} {' and '.join(str(other.line) for other in others)}"
    message = f"{first.place}: this rule asks for a tag that depends on its own tags, through {lines}: a circle"
    return UsageError(message, hint="Let one of these rules ask for something else.")


def _asks_for(rule: TagRule, only_tags: Haystack) -> bool:
    """Tell whether tags, such as another rule adds, may change which clips match a rule."""
    return any(isinstance(term, query.Tagged | query.Text) and only_tags in term for term in _terms(rule.node))


def _asks_for_no_tags(rule: TagRule) -> bool:
    """Tell whether a rule asks for clips without any tags: it is applied after all others."""
    return any(term in {query.Is("untagged"), query.Has("tags")} for term in _terms(rule.node))


def _terms(node: Node) -> Iterator[Node]:
    """Yield the terms of a query, also the negated ones."""
    match node:
        case query.And(parts) | query.Or(parts):
            for part in parts:
                yield from _terms(part)
        case query.Not(part):
            yield from _terms(part)
        case _:
            yield node


def find_missing_tags(
    rules: Sequence[TagRule], search: Callable[[Node], Iterable[StoredClip]], read: Callable[[StoredClip], Clip]
) -> tuple[list[tuple[StoredClip, tuple[str, ...]]], Counter[TagRule]]:
    """Return the clips of an archive that lack tags of the rules, with these tags; and how many clips each rule tags.

    `search` finds the clips that match a query. `read` reads a clip with its body: a rule that builds on another one
    is matched against the clip with the tags of that rule, which the index does not have yet.
    """
    missing: dict[str, tuple[StoredClip, tuple[str, ...]]] = {}
    counts: Counter[TagRule] = Counter()
    for number, rule in enumerate(rules):
        matching = {stored.path: stored for stored in search(rule.node)}
        if _asks_for_no_tags(rule) or _dependency(rule, rules[:number]):
            for path, (stored, new_tags) in missing.items():
                matching.pop(path, None)
                with contextlib.suppress(ClipperError):  # deleted or broken meanwhile: the change will report it
                    if query.matches(rule.node, _with_tags(read(stored), new_tags), stored.handle, path):
                        matching[path] = stored
        for path, stored in matching.items():
            _, new_tags = missing.get(path, (stored, ()))
            if tags_of_rule := rule.missing_tags(_with_tags(stored.clip, new_tags)):
                missing[path] = stored, (*new_tags, *tags_of_rule)
                counts[rule] += 1
    return [*missing.values()], counts


def _with_tags(clip: Clip, new_tags: Sequence[str]) -> Clip:
    return clip.replace(tags=(*clip.tags, *new_tags))


@dataclass(slots=True)
class RuleSet:
    """Rules for new clips; `counts` says how many clips each rule has tagged so far."""

    rules: Sequence[TagRule] = ()
    counts: Counter[TagRule] = field(default_factory=Counter)

    def apply(self, candidate: Candidate) -> Candidate:
        """Return a candidate with the tags of the rules; one whose header refuses a tag stays without it."""
        for rule in self.rules:
            missing = rule.missing_tags(candidate.clip) if query.matches(rule.node, candidate.clip) else ()
            if missing:
                with contextlib.suppress(RefusedError):
                    raw = clipfile.with_tags(candidate.raw, add=missing)
                    candidate = candidate.replace(clip=_with_tags(candidate.clip, missing), raw=raw)
                    self.counts[rule] += 1
        return candidate

    def report(self) -> Iterator[str]:
        """Yield a sentence for each rule that tagged a clip."""
        return describe(self.counts)


def describe(counts: Mapping[TagRule, int]) -> Iterator[str]:
    """Yield a sentence for each rule with clips: its query, its tags, the number of clips."""
    for rule, clips in counts.items():
        if clips:
            said = f"Rule “{safe(rule.query)}” → {', '.join(map(safe, rule.tags))}: {with_noun(clips, 'clip')}."
            yield " ".join([said, *rule.notices])
