"""What a dialect is."""

from __future__ import annotations

from dataclasses import dataclass

from reference.edits import Change

LIMITS = ("customerConstraints", "badgeConstraints")
"""The members of a badge that hold constraints."""
EXPIRIES = ("earnedBadgeExpiry", "issuedBadgeExpiry")
"""The members of a badge that say when a copy of it ends."""


@dataclass(frozen=True)
class Dialect:
    """A reading of the documents that is as good as the reference's own."""

    name: str
    sentence: str
    apply: Change
