"""Suggestions: which of the owner's own tags a clip may want, each with the reasons; nothing is tagged by itself."""

from clipper.analysis.suggestions.suggest import LEAST, MOST, Suggester, Suggestion

__all__ = ["LEAST", "MOST", "Suggester", "Suggestion"]
