"""Rules on the author's own words and their form (demands 3, 4 and 6)."""
