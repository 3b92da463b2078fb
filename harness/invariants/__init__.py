"""Rules that hold for every response, whatever test asked for it."""

from harness.invariants import detailed, envelope, listed, watched, written
from harness.invariants.engine import Invariants

__all__ = ["Invariants", "detailed", "envelope", "listed", "watched", "written"]
