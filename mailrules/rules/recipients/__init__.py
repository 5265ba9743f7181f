"""Rules on who is written to, and in copy (demand 9)."""
