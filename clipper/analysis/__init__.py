"""What can be told of the clips that are kept."""
