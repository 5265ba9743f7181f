"""Rules on attachments, to come."""
