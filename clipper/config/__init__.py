"""The settings: the user's own file, and the archive's, which wins."""

from clipper.config.settings import COLUMNS, SORTS, Config, Rule, Search, load, read

__all__ = ["COLUMNS", "SORTS", "Config", "Rule", "Search", "load", "read"]
