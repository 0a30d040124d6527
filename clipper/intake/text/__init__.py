"""Capture: pasted text becomes clips that are not kept yet, each with what the text itself says about it."""

from clipper.intake.text.read import decode

__all__ = ["decode"]
