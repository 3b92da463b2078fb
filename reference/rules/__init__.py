"""What a write must satisfy: one module per subject, each of small functions that know nothing of HTTP."""
