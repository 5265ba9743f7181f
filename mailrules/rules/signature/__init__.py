"""Rules on the corporate signature (demand 5)."""
