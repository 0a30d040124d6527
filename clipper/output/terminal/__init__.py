"""Drawn with Rich, for a person."""
