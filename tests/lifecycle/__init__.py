"""A badge over time, seen through writes, list and detail."""
