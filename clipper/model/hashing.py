"""The hash by which contents, folders and names are told apart: BLAKE2b, without OpenSSL.

`hashlib` has the same function, but loads OpenSSL first, which takes as long as a quarter of our own modules.
"""

try:
    from _blake2 import blake2b
except ImportError:  # another Python than CPython
    from hashlib import blake2b


def digest(content: bytes, size: int) -> bytes:
    """Return the BLAKE2b hash of the content, `size` bytes long."""
    return blake2b(content, digest_size=size).digest()
