"""Intervals: how long a command waits before it does its work again."""

import re

from clipper.errors import UsageError
from clipper.text import safe

_INTERVAL = r"([0-9]{1,6})\s*(s|m|h|d)"
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_MAX_SECONDS = 7 * 86400


def parse_interval(typed: str) -> int:
    """Return the seconds of an interval such as `30s`, `5m`, `2h` or `1d`; raise UsageError for anything else."""
    found = re.fullmatch(_INTERVAL, typed.strip().lower())
    seconds = int(found[1]) * _SECONDS[found[2]] if found else 0
    if not 0 < seconds <= _MAX_SECONDS:
        raise UsageError(f"“{safe(typed)}” is no interval", hint="30s, 5m, 2h and 1d are; the longest is 7d.")
    return seconds
