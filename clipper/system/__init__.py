"""The machine around the process: files, locks, subprocesses, clipboard, editor, clock, network."""
