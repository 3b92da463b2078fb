"""Reports of a run: the JSON document and everything that is rendered from it."""
