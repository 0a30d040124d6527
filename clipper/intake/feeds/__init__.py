"""Feeds: RSS, Atom and JSON Feed are read within bounds, and their entries become clips that are not kept yet.

`read` runs the rest in a subprocess: `xml_feed` and `json_feed` find the entries, `content` makes texts of their HTML.
"""
