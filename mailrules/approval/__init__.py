"""Who allowed what, for which exact text; to come."""
