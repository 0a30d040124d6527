"""A page of the web becomes a clip that is not kept yet, with what it says of itself and where it says so."""

from clipper.intake.page.page import ExtractedPage, PageReading, Provenance, is_installed, preload, read, to_markdown

__all__ = ["ExtractedPage", "PageReading", "Provenance", "is_installed", "preload", "read", "to_markdown"]
