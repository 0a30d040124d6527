"""What every parser of a header returns, and the limits that all of them have."""

from collections.abc import Mapping
from types import MappingProxyType

from clipper.model.frozen import Frozen
from clipper.model.values import Value

MAX_BYTES = 1024 * 1024
"""The most bytes that a header may have: a newsletter with its whole page in one key has 150 000."""
MAX_DEPTH = 16
MAX_NODES = 20_000
"""The most keys and values: they take a tenth of a second, and a real header has a hundredth of them."""

TOO_DEEP = f"nested deeper than {MAX_DEPTH}"
TOO_MANY = f"more than {MAX_NODES} values"


class Unquoted(str):
    """A number, a Boolean or a date of a header in TOML or JSON: a text that YAML has without quotes."""

    __slots__ = ()


class RepeatedKey(Frozen):
    """A key that stands in a mapping again: its lines, and whether each time with the value that counts, the last.

    `is_inside` tells whether the mapping is a value in the header, not the header itself.
    """

    key: str
    line: int
    first_line: int
    is_alike: bool
    is_inside: bool


class ParsedHeader(Frozen):
    """The values of a header by their keys.

    `places` has the path of each key that stands in a table within the header, such as `taxonomies`.
    """

    values: dict[str, Value]
    repeated: tuple[RepeatedKey, ...] = ()
    places: Mapping[str, tuple[str, ...]] = MappingProxyType({})
