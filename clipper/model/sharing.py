"""Keys of a header that say how a clip may be passed on: until when it waits, how long it may be shown, where it is."""

EMBARGO = ("embargo",)
"""The day, or the moment, before which nothing of the text may be shown."""

SHARE_UNTIL = ("share-until", "share_until")
"""The last day on which the full text may be shown."""

ARCHIVED = ("archived",)
"""The address of a copy in an archive of the web."""

NOTE = ("note",)
"""A remark of the reader's, which is private."""

KEYS = (*EMBARGO, *SHARE_UNTIL, *ARCHIVED, *NOTE)
"""All of these keys."""
