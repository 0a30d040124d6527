"""What a clip is, and what its fields contain."""
