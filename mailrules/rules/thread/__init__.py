"""Rules on the earlier correspondence (demand 7)."""
