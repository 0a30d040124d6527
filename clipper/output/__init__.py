"""What a command shows: drawn for a person, or written for a program."""
