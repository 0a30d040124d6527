"""Clips as references in the styles of schools and journals, one style in one file.

A style is a module with two functions from a `Reference` to a text: `entry`, as it stands in a list of references, and
`note`, as it stands where a piece is quoted.
"""

STYLES = ("apa", "chicago", "chicago-date", "mla", "harvard", "iso690", "vancouver")
"""The styles by the names that `--style` accepts."""

LANGUAGES = ("en", "de", "fr")
"""The languages in which references can be written."""
