"""Headers of other programs: TOML and JSON are read strictly, and changed in one value while every other byte stays."""
