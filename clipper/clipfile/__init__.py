"""A clip as bytes: read, written, or changed in one field while every other byte stays."""

from clipper.clipfile.document import read, read_body, read_header, repeated_keys, with_yaml_header, write
from clipper.clipfile.edit import (
    Edit,
    with_field,
    with_item,
    with_tags,
    with_tags_renamed,
    with_text_prepended,
)

__all__ = [
    "Edit",
    "read",
    "read_body",
    "read_header",
    "repeated_keys",
    "with_field",
    "with_item",
    "with_tags",
    "with_tags_renamed",
    "with_text_prepended",
    "with_yaml_header",
    "write",
]
