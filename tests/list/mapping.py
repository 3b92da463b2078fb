"""The fields of a row, in the words of the write side, and the requirement that each is judged under."""

import pytest

from harness.expectations import requirement
from harness.reading import read_request

OWNERS = pytest.param("owners", marks=requirement("LIST-MAPS-OWNERS"))

# What every body has.
WRITTEN = [
    pytest.param("description", marks=requirement("LIST-MAPS-DESCRIPTION")),
    pytest.param("earnType", marks=requirement("LIST-MAPS-TYPE")),
    pytest.param("expiresOn", marks=requirement("LIST-MAPS-EXPIRES-ON")),
    pytest.param("name", marks=requirement("LIST-MAPS-NAME")),
    OWNERS,
    pytest.param("startOn", marks=requirement("LIST-MAPS-STARTS-ON")),
]
# What a body may have.
ADORNING = [
    pytest.param("badgeRank", marks=requirement("LIST-MAPS-RANK")),
    pytest.param("images", marks=requirement("LIST-MAPS-IMAGES")),
]
# What the target adds.
STAMPS = [
    pytest.param("createdOn", marks=requirement("LIST-MAPS-CREATED-ON")),
    pytest.param("id", marks=requirement("LIST-MAPS-ID")),
    pytest.param("lastUpdatedOn", marks=requirement("LIST-MAPS-LAST-UPDATED-ON")),
]
EVERY_FIELD = [*WRITTEN, *ADORNING, *STAMPS]

_ADDED = {name for field in STAMPS for name in field.values}


def told(badge, field):
    """What the row of an adorned badge must show: what was written, or what the last write answered."""
    return badge.data.get(field) if field in _ADDED else read_request(badge.request)[field]
