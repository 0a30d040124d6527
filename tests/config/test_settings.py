"""The settings: two files, of which the archive's wins, and mistakes with their lines."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.config import COLUMNS, SORTS, Config, load
from clipper.errors import DiskError, UsageError

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a settings file, each under another name."""

    def write(content: str | bytes) -> Path:
        file = tmp_path / f"{len([*tmp_path.iterdir()])}.toml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write


def test_without_a_file_the_settings_are_the_defaults(tmp_path: Path, write: Write) -> None:
    assert load(tmp_path / "none.toml", None) == Config()
    assert load(tmp_path / "none.toml", write("") / "below.toml") == Config()
    assert load(write("# nothing\n"), write("[list]\n[sources]\n")) == Config()


def test_every_setting_is_read(write: Write) -> None:
    own = 'archive = "~/a"\neditor = "ed -p x"\npager = "more"\n'
    shared = (
        '[list]\ncolumns = ["title", "words"]\nlimit = 0\nsort = "-clipped"\n[sources]\nAP = ["apnews.com"]\nX = []\n'
    )
    assert load(write(own), write(shared)) == Config(
        archive="~/a",
        editor="ed -p x",
        pager="more",
        sources={"AP": ("apnews.com",), "X": ()},
        columns=("title", "words"),
        limit=0,
        sort="-clipped",
    )


def test_the_archive_wins_setting_by_setting(write: Write) -> None:
    own = write('[list]\nlimit = 5\nsort = "title"\n[sources]\nAP = "one"\nBBC = "two"\n')
    config = load(own, write('[list]\nlimit = 7\n[sources]\nAP = "three"\n'))
    assert (config.limit, config.sort) == (7, "title")
    assert config.sources == {"AP": ("three",), "BBC": ("two",)}


def test_every_column_and_every_order_can_be_set(write: Write) -> None:
    for column in COLUMNS:
        assert load(write(f'[list]\ncolumns = ["{column}"]'), None).columns == (column,)
    for sort in SORTS:
        assert load(write(f'[list]\nsort = "{sort}"'), None).sort == sort


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("\n\nlimt = 1", 3, "there is no setting “limt” here; there are "),
        ('"\\u001b[2J" = 1', 1, "there is no setting “␛[2J”"),
        ("[list]\nsize = 1", 2, "there is no setting “size” in [list]; there are columns, limit, sort"),
        ("list = 1", 1, "list is a table"),
        ("[list]\nlimit = true", 2, "limit is a whole number"),
        ("[list]\nlimit = 1.5", 2, "limit is a whole number"),
        ("[list]\nlimit = -1", 2, "limit is a number of clips; 0 shows all"),
        ('[list]\ncolumns = "title"', 2, "columns is a list"),
        ('[list]\nlimit = 3\ncolumns = ["size"]', 3, "columns knows no “size”; it knows handle, date,"),
        ("[list]\ncolumns = [1]", 2, "columns knows no “1”"),
        ('[list]\nsort = "size"', 2, "sort knows no “size”; it knows date, clipped,"),
        ("sources = 1", 1, "sources is a table"),
        ('[sources]\nAP = ["x"]\n"BBC News" = 1', 3, "“BBC News” is followed by a list of names and domains"),
        ("[sources]\nAP = [1]", 2, "“AP” is followed by a list"),
        ('[searches]\n"a b" = "x"', 2, "“a b” cannot be called as @name: it has letters, digits,"),
        ("[searches]\nmine = 1", 2, "“mine” is followed by a query in quotes"),
        ("[searches]\nmine = ' '", 2, "“mine” is followed by a query in quotes"),
        ("[searches]\nmine = 'x'\nMine = 'y'", 3, "there are two searches called “Mine”"),
        ("[rules]\n' ' = 'x'", 2, "a rule begins with a query"),
        ("[rules]\nx = []", 2, "“x” is followed by no tag"),
        ("a = 1\n[list\n", 2, "Expected ']'"),
        ("a = 1\n\nb = ", 3, "Invalid value"),
        ('a = "\\ud800"', 1, "Escaped character"),
        (b"a = 1\nb = '\xff'", 2, "a byte is not UTF-8"),
        ("x = " + "[" * 5000, 1, "it is nested too deep"),
        ("[list]\nlimit = " + "9" * 5000, 1, "a number has too many digits"),
        ("x = '''\n'''\n" + "a." * 60 + "a = 1", 3, "a key has more than 50 parts"),
        ('y = { "\\"" = 1, a' + ' . "b"' * 60 + " = 1 }", 1, "a key has more than 50 parts"),
        ("x = '" + "a." * 60 + "'", 1, "there is no setting “x” here; there are "),
    ],
)
def test_a_mistake_is_an_error_with_its_file_and_line(
    write: Write, content: str | bytes, line: int, message: str
) -> None:
    file = write(content)
    for own, shared in ((file, None), (file.with_name("none"), file)):
        with pytest.raises(UsageError) as caught:
            load(own, shared)
        assert str(caught.value).startswith(f"{file}:{line}: {message}")


def test_only_the_user_names_programs_and_the_archive(write: Write) -> None:
    for key in ("archive", "editor", "pager"):
        assert getattr(load(write(f'{key} = "x"'), None), key) == "x"
        with pytest.raises(UsageError, match=rf":1: {key} is a text"):
            load(write(f"{key} = 1"), None)
        with pytest.raises(UsageError, match=rf":2: there is no setting “{key}” here; it belongs in your own settings"):
            load(write(""), write(f'\n{key} = "x"'))


def test_only_an_archive_says_that_its_files_move(write: Write) -> None:
    content = "[archive]\nrefile = true"
    assert load(write("").with_name("none"), write(content)).refile
    with pytest.raises(UsageError, match=r":1: archive is a text here; \[archive\] belongs in the settings of an arch"):
        load(write(content), None)
    for wrong, message in (("refile = 1", "refile is true or false"), ("move = true", "there is refile")):
        with pytest.raises(UsageError, match=f":2: .*{message}"):
            load(write("").with_name("none"), write(f"[archive]\n{wrong}"))


def test_a_pipe_is_not_waited_for_and_a_device_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "zeros.toml").symlink_to("/dev/zero")
    for name in ("pipe.toml", "zeros.toml"):
        with pytest.raises(DiskError, match=f"{name} cannot be read: it is not a regular file"):
            load(tmp_path / name, None)


def test_a_file_of_more_than_a_megabyte_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    file.touch()
    os.truncate(file, 5 << 30)
    with pytest.raises(UsageError, match=r"large\.toml:1: it is larger than 1 MB"):
        load(file, None)


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="cannot be read: is a directory"):
        load(tmp_path, None)
