"""How good the suite is at finding faults: every known one and every conforming variant, one matrix."""
