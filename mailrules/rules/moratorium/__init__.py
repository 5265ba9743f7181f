"""Rules on what is never offered (demands 20 to 25), to come."""
