"""Output for programs: TSV, CSV and JSON."""
