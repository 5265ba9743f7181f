"""Rules on several letters at once (demand 10)."""
