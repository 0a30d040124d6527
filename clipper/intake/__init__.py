"""Texts, web pages and exports of other services are read, and made candidates: clips that are not kept yet."""
