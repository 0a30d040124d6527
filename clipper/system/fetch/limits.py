"""The limits of a fetch: of time, size, redirects and hosts."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a fetch."""

    timeout: float = 15.0
    """Seconds for one address, from the look-up of its host to the last byte, with all redirects."""
    max_size: int = 10 * MEGABYTE
    """Bytes of a page, decompressed."""
    max_redirects: int = 5
    allow_private: bool = False
    """Whether this machine and hosts in private networks are allowed."""
    pause: float = 1.0
    """Seconds between two requests to the same host."""
    max_hosts: int = 6
    """The number of hosts to which requests are sent at the same time."""
