"""Rules on the subject: filled in, concrete, kept through a thread (demands 1 and 2)."""
