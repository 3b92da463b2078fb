"""What holds for every operation: bodies that break off, methods that no page lists."""
