"""Output for a person at a terminal, drawn with Rich."""
