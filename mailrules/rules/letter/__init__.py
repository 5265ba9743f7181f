"""Rules on the letter as a whole."""
