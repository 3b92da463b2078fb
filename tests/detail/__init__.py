"""What one customer sees of one badge, and how it agrees with what was written and listed."""
