"""Fetch pages from the web: only those that the user names, from public hosts, within limits of time and size."""

from clipper.system.fetch.fetch import FailedFetch, FetchedPage, open_network
from clipper.system.fetch.limits import MEGABYTE, Limits

__all__ = ["MEGABYTE", "FailedFetch", "FetchedPage", "Limits", "open_network"]
