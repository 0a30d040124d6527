"""What a clip is, and what its fields contain: dates, tags, outlets, addresses, names of files."""
