"""Mails become clips: a newsletter one clip, an alert the addresses of the articles that it names.

`mailbox` finds the mails in files and folders, `mime` splits a mail into its parts, and `content` chooses its text;
`forwarded` and `alerts` look into that; `reading` makes the candidates.
"""
