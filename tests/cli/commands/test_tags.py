"""`clipper tags` and its second words: counted, renamed, merged, split and removed."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import CLIPS, WriteClip
from tests.output.hostile import plain, widest

TALKS = "2000/2000-05-19-reuters-ceasefire-talks.md"
RATES = "2025/2025-05-19-bbc-news-rates.md"


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


def test_tags_are_a_tree_with_counts(run: Run) -> None:
    assert run("tags").out.splitlines() == [
        "world\t0\t2\t2025-05-19",
        "world/uk\t1\t1\t2025-05-19",
        "world/ukraine\t1\t1\t2000-05-19",
        "ceasefire\t1\t1\t2000-05-19",
        "economy\t1\t1\t2025-05-19",
        "opinion\t1\t1\t2024-11-02",
    ]
    assert run("tags", "source:reuters", "--flat").out.splitlines() == [
        "ceasefire\t1\t1\t2000-05-19",
        "world/ukraine\t1\t1\t2000-05-19",
    ]
    assert [*json.loads(run("tags", "--json").out)[0]] == ["tag", "count", "total", "last", "spellings"]
    assert run("tags", "--sort", "size").status == 2


@pytest.mark.parametrize(
    ("stated", "shown"),
    [("2104-06", "2104-06"), ("2104", "2104"), ("June 2104", "June 2104"), ("2104-06-02T09:30", "2104-06-02")],
)
def test_the_last_day_stands_as_its_clip_states_it(run: Run, write_clip: WriteClip, stated: str, shown: str) -> None:
    write_clip("a.md", f"---\ntags: [peace]\nsource: Herald\ndate: {stated}\n---\n")
    write_clip("b.md", "---\ntags: [peace, undated]\ndate: one day\n---\n")
    assert run("tags", "--sort", "last").out.splitlines()[0] == f"peace\t2\t2\t{shown}"
    assert run("tags").out.splitlines()[-1] == "undated\t1\t1\t"
    assert f"  {shown}  █" in plain(run("tags", terminal=True).out)
    assert run("sources", "--sort", "last").out.splitlines()[0] == f"Herald\t1\t{shown}\t{shown}"
    assert json.loads(run("tags", "--json", "tag:peace").out)[0]["last"] == shown


@pytest.mark.parametrize("width", [20, 60, 100, 200])
def test_the_picture_fits(run: Run, write_clip: WriteClip, width: int) -> None:
    write_clip("long.md", f"---\ntags: [{'x' * 200}, {'東' * 90}, World]\nsource: {'y' * 200}\n---\n")
    for words in (("tags",), ("tags", "--flat"), ("sources",)):
        shown = run(*words, terminal=True, width=width)
        assert shown.status == 0
        assert widest(shown.out) <= width
        assert "█" in shown.out or width == 20
    assert "clipper tags rename World" in run("list", "x").out or "x" * 200 in run("tags").out


def test_twins_come_with_the_command_that_merges_them(run: Run, write_clip: WriteClip) -> None:
    write_clip("a.md", "---\ntags: [Economy]\n---\n")
    assert "case\tEconomy\t1\teconomy\tclipper tags rename Economy economy" in run("tags", "--unused-twins").out
    assert "clipper tags rename Economy economy" in plain(run("tags", "--unused-twins", terminal=True).out)


def test_a_tag_is_renamed_with_its_children_and_back(run: Run, archive: Path) -> None:
    ran = run("tags", "rename", "World", "globe")
    told = "Renamed tag World to globe in 2 clips: “Rates: a pause” and “Ceasefire talks start”"
    assert (ran.status, ran.err) == (0, f"{told}. `clipper undo` takes it back.\n")
    assert b"tags: [economy, globe/uk]\r\n" in (archive / RATES).read_bytes()
    assert b"- globe/ukraine\n- ceasefire\n" in (archive / TALKS).read_bytes()
    assert run("tags", "rename", "globe", "world", "--quiet").err == ""
    for path, content in CLIPS.items():
        assert (archive / path).read_bytes() == (content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("rename", "world", "world"), 1, "world is the name of the tag already"),
        (("rename", "world", "world/x"), 1, "a tag cannot become its own child"),
        (("merge", "world", "opinion", "world/x"), 1, "a tag cannot become its own child"),
        (("rename", "econmy", "x"), 1, "no clip has the tag “econmy”. There is economy."),
        (("rename", "economy", "a,b"), 2, "has a comma"),
        (("rename", "economy", "opinion"), 1, "opinion is in use already, on 1 clip: the two become one."),
        (("split", "economy", "x"), 2, "a tag is split into two or more"),
        (("split", "world", "x", "y"), 1, "no clip has the tag “world”"),
        (("merge", "economy"), 2, "name the tags"),
        (("remove", "nothing"), 1, "no clip has the tag “nothing”"),
    ],
)
def test_what_is_refused(run: Run, archive: Path, words: tuple[str, ...], status: int, message: str) -> None:
    ran = run("tags", *words)
    assert (ran.status, message in ran.err) == (status, True), ran
    assert not (archive / ".clipper").exists()


def test_tags_are_merged_split_and_removed(run: Run) -> None:
    def tags() -> list[str]:
        return [line.split("\t")[0] for line in run("tags", "--flat", "--sort", "name").out.splitlines()]

    assert "2000-05-19" in run("tags", "merge", "opinion", "ceasefire", "economy", "--dry-run").out
    assert run("tags", "merge", "opinion", "ceasefire", "economy").status == 0
    assert tags() == ["economy", "world/uk", "world/ukraine"]
    assert run("tags", "split", "economy", "money", "work").status == 0
    assert tags() == ["money", "work", "world/uk", "world/ukraine"]
    assert run("tags", "remove", "world").status == 0
    assert tags() == ["money", "work"]


def test_a_merger_asks_on_a_terminal(run: Run) -> None:
    no = run("tags", "rename", "economy", "opinion", terminal=True, stdin="n\n")
    assert (no.status, "nothing was changed" in no.err) == (1, True)
    assert run("tags", "rename", "economy", "opinion", terminal=True, stdin="y\n").status == 0


def test_a_second_word_in_quotes_is_searched_for(run: Run) -> None:
    assert run("tags", '"rename"') == (0, "", "")
    assert "Usage: clipper tags rename " in plain(run("tags", "rename", "--help").out)


RULES = """
[rules]
"tag:world" = ["foreign"]
"is:untagged" = "todo"
"talks OR züge" = ["in motion"]
"""


def test_the_rules_are_applied_to_what_is_there_and_only_once(run: Run, archive: Path) -> None:
    assert "There is no rule." in run("tags", "apply").err
    with (archive / ".clipper.toml").open("a") as settings:
        settings.write(RULES)
    tried = run("tags", "apply", "--dry-run")
    assert tried.out.count("\n") == 4
    assert "Rule “tag:world” → foreign: 2 clips." in tried.err
    assert (archive / TALKS).read_text() == CLIPS[TALKS]
    assert "Tagged “Ceasefire talks start”: foreign, in motion." in run("tags", "apply", "source:reuters").err
    assert "- ceasefire\n- foreign\n- in motion\n" in (archive / TALKS).read_text()
    assert "Tagged 3 clips: foreign, in motion, todo (" in run("tags", "apply").err
    assert run("list", "tag:todo", "--format", "paths").out == "clips/undated/letter.md\n"
    assert run("tags", "apply").err == "There is nothing to change.\n"
    assert run("undo").status == 0
    assert run("list", "tag:todo").out == ""


def test_rules_that_loop_are_told_before_anything_is_done(run: Run, archive: Path) -> None:
    with (archive / ".clipper.toml").open("a") as settings:
        settings.write('[rules]\n"tag:a" = "b"\n"tag:b" = "a"\n')
    for words in (("tags", "apply"), ("add",)):
        ran = run(*words, stdin="A text.\n")
        assert ran.status == 2
        assert ": a circle" in ran.err
    assert run("list", "text").out == run("list", "nothing").out
