"""Fetch pages from the web: only from where the user sent us, only from the public network, and never for long."""

from clipper.system.fetch.fetch import MEGABYTE, Failed, Fetched, Limits, get, open_network

__all__ = ["MEGABYTE", "Failed", "Fetched", "Limits", "get", "open_network"]
