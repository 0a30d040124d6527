"""A clip's body as tokens for Rich: Markdown, with the HTML, the template tags and the wiki links in it."""
