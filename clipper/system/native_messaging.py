"""The messages between a browser and a program that it starts: four bytes of length, then JSON."""

import json
import struct
from typing import Any, BinaryIO

from clipper.errors import UnreadableError

MAX_REQUEST = 64 << 20
"""The most bytes of a message from a browser, which Chromium states as its own limit."""

MAX_ANSWER = 1 << 20
"""The most bytes of an answer; a browser closes the connection at a longer one."""

_LENGTH = struct.Struct("=I")
"""The length in the byte order of the machine, as browsers write it."""


def read_message(stream: BinaryIO) -> Any:
    """Read one message; raise UnreadableError if it is too long, cut short or no JSON.

    A message that is too long is not read.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise UnreadableError("the browser sent no message")
    (length,) = _LENGTH.unpack(head)
    if length > MAX_REQUEST:
        hint = "Select the text, and click again: only what is selected is kept then."
        raise UnreadableError(f"the page is larger than {MAX_REQUEST >> 20} MB", hint=hint)
    raw = stream.read(length)
    if len(raw) < length:
        raise UnreadableError("the message of the browser breaks off")
    try:
        return json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise UnreadableError("the message of the browser cannot be read") from error


def write_message(stream: BinaryIO, message: object) -> None:
    """Write one message, and flush the stream; the JSON is ASCII, so that no text can be invalid UTF-8."""
    raw = json.dumps(message).encode("ascii")
    if len(raw) > MAX_ANSWER:
        raise UnreadableError(f"the answer is larger than {MAX_ANSWER >> 20} MB")
    stream.write(_LENGTH.pack(len(raw)) + raw)
    stream.flush()
