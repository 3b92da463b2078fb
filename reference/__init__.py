"""A complete implementation of the documented Badges API: the embedded default target."""
