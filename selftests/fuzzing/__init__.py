"""Proves the generated tests: what is due, what is blamed, how it shrinks, and that the same seed repeats."""
