"""Keep news clippings as Markdown files, and find them again."""

__version__ = "0.1.0"
