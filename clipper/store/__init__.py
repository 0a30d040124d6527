"""What is kept: the archive on disk, the write protocol, the history, and undo."""
