"""How fast clipper answers, measured against the start of an empty Typer program."""
