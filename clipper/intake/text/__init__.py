"""Pasted texts become clips that are not kept yet, each with the fields that the text states."""
