"""Suggestions: which of the tags in use a clip may need, each with its reasons; no clip is changed here."""

from clipper.analysis.suggestions.suggest import MAX_SUGGESTIONS, MIN_SCORE, Suggester, Suggestion

__all__ = ["MAX_SUGGESTIONS", "MIN_SCORE", "Suggester", "Suggestion"]
