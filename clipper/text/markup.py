"""Markdown as the words that a reader sees: without the signs, the pictures and the targets of links."""

import re

_PATTERNS = (
    (r"!\[[^\[\]]{0,300}\]\([^()\s]{0,500}\)", ""),
    (r"!?\[([^\[\]]{0,300})\](?:\((?:[^()\n]|\([^()\n]{0,100}\)){0,500}\)|\[[^\[\]]{0,100}\])", r"\1"),
    (r"\[\^[^\[\]\s]{1,80}\]:?", ""),
    (r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{0,200})\]\]", r"\1"),
    (r"<(https?://[^<>\s]{1,500})>", r"\1"),
    (r"</?[a-zA-Z][^<>]{0,300}>", ""),
    (r"(?<!\w)[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)", ""),
    (r"(?m)^\s*(?:>|[-*+]\s|\d{1,3}[.)]\s)\s*", ""),
)


def without_markup(markdown: str) -> str:
    """Return a Markdown text without pictures, footnote marks, tags and signs; of a link its text stays."""
    for pattern, replacement in _PATTERNS:
        markdown = re.sub(pattern, replacement, markdown)
    return markdown
