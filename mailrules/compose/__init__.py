"""Templates and deals become letters; to come."""
