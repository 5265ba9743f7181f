"""Rules on the files that a letter brings."""
