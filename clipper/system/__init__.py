"""Everything outside the process: files, clipboard, editor, clock, network."""
