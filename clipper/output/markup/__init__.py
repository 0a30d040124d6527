"""Texts of clips in the markup of a document: escaped, so that nothing in them acts on the reader's program."""
