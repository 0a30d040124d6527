"""Rules: a clip that matches a query gets tags, and one rule may build on another."""

from datetime import date

import pytest

from clipper import clipfile
from clipper.analysis import rules
from clipper.config import Config, RuleSetting, SearchSetting
from clipper.errors import UsageError
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip

TODAY = date(2026, 11, 22)


def read(*queries: tuple[str, str], searches: dict[str, str] | None = None) -> list[rules.TagRule]:
    """Parse pairs of a query and tags as rules, the first on line 1 of `f.toml`."""
    named = {name: SearchSetting(query, "s.toml:9") for name, query in (searches or {}).items()}
    table = {
        query: RuleSetting(query, tuple(tags.split()), f"f.toml:{n}") for n, (query, tags) in enumerate(queries, 1)
    }
    return rules.parse_rules(Config(rules=table, searches=named), TODAY)


def tags_by_rules(clip: Clip, *queries: tuple[str, str]) -> tuple[str, ...]:
    rule_set = rules.RuleSet(read(*queries))
    candidate = rule_set.apply(Candidate(clip, clipfile.write(clip)))
    assert clipfile.read(candidate.raw).tags == candidate.clip.tags
    assert rule_set.apply(candidate) == candidate  # a second time adds nothing
    return candidate.clip.tags


TALKS = Clip(title="Peace talks", source="Reuters", tags=("own",), body="In Kyiv.")


@pytest.mark.parametrize(
    ("queries", "tags"),
    [
        ([("source:reuters", "wire")], ("own", "wire")),
        ([("kyiv OR lviv", "world/ukraine europe"), ("moon", "space")], ("own", "world/ukraine", "europe")),
        ([("-tag:own", "x"), ("peace", "own OWN")], ("own",)),
        # a rule may build on another one, wherever that stands
        ([("tag:world", "foreign"), ("kyiv", "world/ukraine")], ("own", "world/ukraine", "foreign")),
        ([("ukraine", "europe"), ("kyiv", "world/ukraine")], ("own", "world/ukraine", "europe")),
        ([("-tag:wire", "mine"), ("source:reuters", "wire")], ("own", "wire")),
        # that it asks for its own tag does no harm
        ([("peace -tag:x", "x"), ("tag:own", "own/part")], ("own", "x", "own/part")),
        # what asks for no tags at all comes last
        ([("is:untagged", "todo"), ("no:tags", "todo"), ("kyiv", "x")], ("own", "x")),
    ],
)
def test_a_clip_gets_the_tags_of_the_rules_that_it_answers_to(
    queries: list[tuple[str, str]], tags: tuple[str, ...]
) -> None:
    assert tags_by_rules(TALKS, *queries) == tags


def test_what_got_no_tag_is_told_apart() -> None:
    todo = (("is:untagged", "todo"), ("moon", "space"))
    assert tags_by_rules(Clip(title="A letter"), *todo) == ("todo",)
    assert tags_by_rules(Clip(title="The Moon"), *todo) == ("space",)


@pytest.mark.parametrize(
    ("queries", "message"),
    [
        (
            [("tag:a", "b"), ("tag:b", "a")],
            "f.toml:1: this rule asks for a tag that depends on its own tags, through line 2: a circle",
        ),
        (
            [("x", "y"), ("tag:c", "a"), ("tag:a", "b"), ("-tag:b", "c")],
            "f.toml:2: this rule asks for a tag that depends on its own tags, through lines 3 and 4: a circle",
        ),
        ([("(x", "a")], "f.toml:1: this parenthesis is not closed"),
        ([("x", "a"), ("@gone", "b")], "f.toml:2: no saved search is called @gone"),
        ([("x", "a,b")], "f.toml:1: the tag “a,b” has a comma"),
    ],
)
def test_a_mistake_names_its_file_and_line(queries: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(*queries)
    assert message in str(caught.value)


def test_a_mistake_in_a_saved_search_is_told_with_the_place_of_that() -> None:
    with pytest.raises(UsageError, match=r"s\.toml:9: this parenthesis is not closed"):
        read(("@broken", "a"), searches={"broken": "(x"})


def test_what_is_done_is_told_by_rule() -> None:
    rule_set = rules.RuleSet(read(("kyiv", "world/ukraine"), ("moon", "space")))
    for clip in (TALKS, TALKS, Clip(title="x")):
        rule_set.apply(Candidate(clip, clipfile.write(clip)))
    assert [*rule_set.report()] == ["Rule “kyiv” → world/ukraine: 2 clips."]
