"""Sixty wrong command lines, as people type them: each is answered by what is wrong and what to do.

The table reads as it looks on the screen: the words after `clipper`, the exit status, and the answer, of which `…`
stands for a part that is left out.
"""

import re
from pathlib import Path

import pytest

from clipper.library import Library
from tests.conftest import FakeSystem
from tests.output.hostile import leaks
from tests.running import run

MISTAKES = """
# misspelt verbs, and what other programs call them
2 | lits | there is no command “lits”; did you mean list? (see clipper --help)
2 | shwo shb | there is no command “shwo”; did you mean show? (see clipper --help)
2 | zeppelin | there is no command “zeppelin” (see clipper --help)
2 | rm shb | there is no command rm: write `clipper remove` (see clipper --help)
2 | delete shb | there is no command delete: write `clipper remove` (see clipper --help)
2 | del shb | there is no command del: write `clipper remove` (see clipper --help)
2 | ls | there is no command ls: write `clipper list` (see clipper --help)
2 | find kyiv | there is no command find: write `clipper list` (see clipper --help)
2 | grep kyiv | there is no command grep: write `clipper list` (see clipper --help)
2 | cat shb | there is no command cat: write `clipper show` (see clipper --help)
2 | view shb | there is no command view: write `clipper show` (see clipper --help)
2 | new x.txt | there is no command new: write `clipper add` (see clipper --help)
2 | rename shb | there is no command rename: write `clipper edit CLIP --set title=TITLE` (see clipper --help)
2 | digest | name the form: --to FORM, or -o FILE with its suffix. The forms are …
2 | help lsit | there is no command “lsit”; did you mean list? `clipper --help` lists the commands.
# misspelt second words
2 | search kyiv | search shows the saved searches; … `clipper list kyiv` looks for clips.
2 | search sav x y | search shows the saved searches; did you mean clipper search save? …
# options
2 | list --sorce bbc | there is no option --sorce; did you mean --source? (see clipper list --help)
2 | list --jsn | there is no option --jsn; did you mean --json? (see clipper list --help)
2 | tag shb x --dryrun | there is no option --dryrun; did you mean --dry-run? (see clipper tag --help)
2 | list -o x.csv | there is no option -o: end the line with `> FILE`, or see `clipper export` (see clipper list --help)
2 | timeline --marked | there is no option --marked: write tag:marked in the query (see clipper timeline --help)
2 | list -x | there is no option -x; to leave a word out, write NOT word (see clipper list --help)
2 | list --archive clips | --archive comes before the verb: `clipper --archive … list …` (see clipper list --help)
2 | list --color red | --color is auto, always or never, not “red”
2 | list --limit | --limit needs a value after it (see clipper …--help)
2 | list --limit many | --limit is a whole number from 0, not “many” (see clipper list --help)
2 | list -n -1 | --limit is a whole number from 0, not “-1” (see clipper list --help)
2 | timeline --year 0 --heatmap | --year is a whole number from 1 to 9999, not “0” (see clipper timeline --help)
2 | timeline --by moth | --by is day, week, month, year, decade or century, not “moth”; did you mean month? …
2 | add --timeout soon x.txt | --timeout is a number from 1, not “soon” (see clipper add --help)
2 | undo 0 | OPERATION is a whole number from 1, not “0” (see clipper undo --help)
2 | undo first | OPERATION is a whole number from 1, not “first” (see clipper undo --help)
# options that do not go together, and words that are missing or too many
2 | show | CLIP... is missing (see clipper show --help)
2 | import | FILE|FOLDER... is missing (see clipper import --help)
2 | tag | name the clips, or the query that finds them with --where
2 | tag shb | name the tags to add, or those to take away with --remove
2 | tag shb --where kyiv -a x | clips are named, or found with --where, not both
2 | tag shb --suggest -a x | --suggest asks which tags to add, so it goes without --add and --remove
2 | remove | name the clips, or the query that finds them with --where
2 | duplicates --yes | --yes goes with --mark; alone, duplicates changes nothing
2 | check --dry-run | --dry-run goes with --fix; alone, check changes nothing
2 | timeline --heatmap --by day | --heatmap goes without --by, --of and --versus, and --versus without --of
2 | redo 5 | `clipper redo` takes no “5”: each `clipper redo` goes one operation forward; … (see clipper redo --help)
2 | browser x | `clipper browser` takes no “x”: only install, uninstall or extension can follow it; alone it shows …
2 | browser instal | `clipper browser` takes no “instal”; did you mean install? (see clipper browser --help)
2 | config x | `clipper config` takes no “x”: only options follow it (see clipper config --help)
2 | undo 1 2 | `clipper undo` takes [OPERATION], and no “2” after that (see clipper undo --help)
# formats, orders, kinds
2 | list --format jsn | there is no format “jsn”; did you mean json? There are table, tsv, …
2 | list --format {titel} | there is no field titel; did you mean title?
2 | list --format {title | a “{” of the template is never closed. A brace itself is written `{{`.
2 | list --sort dat | a list cannot be sorted by “dat”; it can by …. Did you mean date?
2 | tags --sort cuont | tags are sorted by …, not “cuont”; did you mean count?
2 | duplicates --kind nere | there is no kind “nere” of duplicates; there are …; did you mean near?
2 | import x.txt --from pokcet | there is no service “pokcet”; did you mean pocket? There are …
2 | export --to jsn | there is no format “jsn” to export to; did you mean json? `clipper export --to` lists the …
2 | export | name the format: --to FORMAT, or -o FILE with its suffix. `clipper export --to` lists the formats.
2 | export -o x.pdf | the suffix of x.pdf is that of no format: --to FORMAT, or -o FILE with its suffix. …
2 | export --to csv --copies | --copies goes with --to markdown…
1 | export --to csv -o . | … is a folder. Name a file in it.
# queries
2 | list (kyiv | this parenthesis is not closed…
2 | list kyiv OR | OR must be between two terms…
2 | list is:untaged | is:untaged is unknown: write is:untagged, is:undated or is:unreadable…
2 | list date:05/06/2025 | “05/06/2025” can be 5 June 2025 or 6 May 2025: write 2025-06-05 or 2025-05-06…
2 | list date:someday | “someday” is not a span of time: try 2025, 2025-05, "last month" or 2025-05..2025-07…
2 | list @saved | no saved search is called @saved. `clipper search` shows those there are; …
2 | list since:.. | “..” has no beginning and no end: try 2025, …
# clips, tags, files, archives
1 | show zeppelin | no clip is called “zeppelin”. `clipper list` shows the handles.
1 | tags rename zeppelin x | no clip has the tag “zeppelin”. `clipper tags` shows those in use.
2 | tag shb a,b | the tag “a,b” has a comma, which parts tags: give each one by itself
1 | undo 99 | the history has no operation 99. `clipper history` lists them.
2 | edit shb --set date=someday | “someday” is not a date. Write a date as 2025-05-19.
1 | add nowhere.txt | there is no file nowhere.txt…
1 | add - | there is nothing to keep…
1 | import nowhere.csv | there is no file or folder nowhere.csv…
65 | show broken | 2024/broken.md:3: an alias (`*`) is not allowed. `clipper edit xjgtfkbg` opens it, …
1 | --archive nowhere list | there is no archive at nowhere (--archive). `clipper init PATH` makes one.
"""

ROWS = [tuple(map(str.strip, line.split(" | ", 2))) for line in MISTAKES.splitlines() if re.match(r"\d", line)]


def test_there_are_sixty() -> None:
    assert len({words for _, words, _ in ROWS}) == len(ROWS) >= 60


@pytest.mark.parametrize(("status", "words", "answer"), ROWS, ids=[row[1] for row in ROWS])
def test_a_mistake_is_answered_by_what_to_do(
    system: FakeSystem, library: Library, tmp_path: Path, status: str, words: str, answer: str
) -> None:
    system.cwd = tmp_path
    before = {file: file.read_bytes() for file in library.archive.root.rglob("*.md")}
    for terminal in (False, True):
        ran = run(system, *words.split(), terminal=terminal)
        assert (str(ran.status), ran.out) == (status, "")
        message = ran.err.removesuffix("\n")
        pattern = ".*".join(map(re.escape, f"clipper: {answer}".split("…")))
        assert re.fullmatch(pattern, message, re.DOTALL), message
        assert not leaks(ran.err.replace("\n", " "))
        assert "Traceback" not in ran.err
    assert {file: file.read_bytes() for file in library.archive.root.rglob("*.md")} == before
