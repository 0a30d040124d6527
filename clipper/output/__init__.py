"""What a command prints: drawn for a person in `terminal`, written for a program in `plain`."""
