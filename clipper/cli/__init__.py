"""The command line: the commands, their options, and the session that they share."""
