"""Self-tests of the reports."""
