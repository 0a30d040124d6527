"""The full-screen reader: its screen, its keys, and the thread in which it finds, reads and changes clips."""
