"""HTML to the text that a reader sees, and the way back to its source."""
