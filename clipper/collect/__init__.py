"""Collecting: what comes in, texts and pages, is read whole before anything of it is kept."""

from clipper.collect.inputs import Input, gather
from clipper.collect.pages import Pages

__all__ = ["Input", "Pages", "gather"]
