"""Names are unique and case-sensitive (003:L21, 004:L4): two names are the same when their bytes are."""

from __future__ import annotations


def name_key(name: str) -> str:
    """What is compared when names are; the name itself."""
    return name


def is_taken(holder: str | None, own_id: str | None) -> bool:
    """Whether the holder of a name, if any, is another badge than the one being written."""
    return holder is not None and holder != own_id
