"""The settings: the user's own file, and the archive's, which wins."""

from clipper.config.checker import COLUMNS, SORTS, RuleSetting, SearchSetting
from clipper.config.settings import Config, load

__all__ = ["COLUMNS", "SORTS", "Config", "RuleSetting", "SearchSetting", "load"]
