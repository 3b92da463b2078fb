"""The library that the conformance suite is written with."""
