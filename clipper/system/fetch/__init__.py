"""Fetch pages from the web: only those that the user names, from public hosts, within limits of time and size."""

from clipper.system.fetch.fetch import MEGABYTE, FailedFetch, FetchedPage, Limits, open_network

__all__ = ["MEGABYTE", "FailedFetch", "FetchedPage", "Limits", "open_network"]
