"""Fetch pages and feeds from the web: only what the user names, from public hosts, within limits of time and size."""

from clipper.system.fetch.feed import FeedRequest, FetchedFeed
from clipper.system.fetch.fetch import FailedFetch, FetchedPage, open_network
from clipper.system.fetch.limits import MEGABYTE, Limits

__all__ = ["MEGABYTE", "FailedFetch", "FeedRequest", "FetchedFeed", "FetchedPage", "Limits", "open_network"]
