"""Names become aliases of an outlet in a settings file."""

from pathlib import Path

import pytest

from clipper.config import outlet_aliases
from clipper.errors import RefusedError, UsageError

FILE = Path("clips/.clipper.toml")
SETTINGS = b'[sources]\nReuters = ["reuters.com"]\nRTR = ["rtr.example"]\n'
ALIASES = {"Reuters": ("reuters.com",), "RTR": ("rtr.example",), "BBC": ("bbc.com",)}
"""All outlets in force; the BBC is in the user's own file."""


def merge(*names: str, into: str, raw: bytes = SETTINGS) -> str:
    return outlet_aliases.merge(raw, FILE, names, into, ALIASES).decode()


def test_a_name_becomes_an_alias_of_the_outlet_as_the_file_spells_it() -> None:
    assert 'Reuters = ["reuters.com", "Thomson Reuters"]' in merge("Thomson Reuters", into="REUTERS")
    assert merge("Kyodo News", into="Kyodo", raw=b"") == '[sources]\nKyodo = ["Kyodo News"]\n'


def test_an_outlet_that_is_merged_brings_its_own_aliases() -> None:
    assert merge("RTR", into="Reuters") == '[sources]\nReuters = ["reuters.com", "RTR", "rtr.example"]\n'


def test_an_alias_that_is_there_already_is_not_added_twice() -> None:
    assert merge("Reuters.com", "reuters", into="Reuters") == SETTINGS.decode()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("bbc.com", "“bbc.com” is another name of BBC"),
        ("BBC", "BBC is in your own settings"),
    ],
)
def test_a_name_of_another_outlet_is_refused(name: str, message: str) -> None:
    with pytest.raises(RefusedError) as refused:
        merge(name, into="Reuters")
    assert str(refused.value) == message


def test_a_name_without_letters_is_refused() -> None:
    with pytest.raises(UsageError, match="has no letter or digit"):
        merge("—", into="Reuters")
