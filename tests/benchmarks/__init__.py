"""The speed of clipper, measured against the start of an empty Typer program."""
