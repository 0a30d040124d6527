"""Web pages: read a page in a subprocess and return a clip with the provenance of its fields.

`page` is what the rest of the program calls; `extract` is what runs in the subprocess.
"""

from clipper.intake.page.page import ExtractedPage, PageReading, Provenance, is_installed, preload, read, to_markdown

__all__ = ["ExtractedPage", "PageReading", "Provenance", "is_installed", "preload", "read", "to_markdown"]
