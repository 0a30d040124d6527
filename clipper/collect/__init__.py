"""Collecting: what comes in, texts and pages, is read whole before anything of it is kept."""

from clipper.collect.inputs import Input, Missed, gather, listed, pasted
from clipper.collect.pages import Pages

__all__ = ["Input", "Missed", "Pages", "gather", "listed", "pasted"]
