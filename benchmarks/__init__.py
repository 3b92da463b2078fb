"""Measurements that are not part of the tests; each module is a command with --help."""
