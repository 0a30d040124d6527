"""A clip as bytes: read, written anew, or changed in one field with every other byte left as it is."""

from clipper.clipfile.edit import (
    Edit,
    body_of,
    read,
    read_header,
    with_field,
    with_tags,
    with_tags_renamed,
    without_key,
    write,
)

__all__ = [
    "Edit",
    "body_of",
    "read",
    "read_header",
    "with_field",
    "with_tags",
    "with_tags_renamed",
    "without_key",
    "write",
]
