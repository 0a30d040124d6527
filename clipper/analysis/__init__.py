"""What clipper works out about clips: duplicates, timelines, suggested tags, checks. It writes nothing."""
