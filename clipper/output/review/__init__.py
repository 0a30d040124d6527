"""The press review: its outline as a text, its values, and the forms in which it is written."""
