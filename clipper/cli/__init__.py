"""What is typed: the commands, their options, and the session that they share."""
