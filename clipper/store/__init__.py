"""The archive on disk: its folder, the write protocol, the history, and undo."""
