"""How the ISO twins of times are written (002:L45-52, L667-673)."""

import re
from datetime import datetime, timedelta, timezone

import pytest

from harness.answers import data_of, is_accepted, outcome_of
from harness.expectations import observe, requirement

from .parts import part

NAMES = ("createdOnISO", "expiresOnISO", "lastUpdatedOnISO", "startsOnISO")
INDIA = timezone(timedelta(hours=5, minutes=30))
ZONE = re.compile(r"(Z|[+-]\d\d:?\d\d)$")


@requirement("DETAIL-ISO-FORMAT-OBSERVED")
@pytest.mark.parametrize("name", NAMES)
def test_format_of_a_twin(gallery, plain, name):
    """The page writes them with and without a fraction, and years beyond four digits (002:L46, L50, L669)."""
    detail = gallery.detail(plain)

    observe("DETAIL-ISO-FORMAT-OBSERVED", pattern_of(part(detail, name)), detail)


@requirement("DETAIL-ISO-ZONE-OBSERVED")
@pytest.mark.parametrize("name", NAMES)
def test_zone_of_a_twin(gallery, plain, name):
    """The zone is that of the server, UTC or India in the examples (002:L667)."""
    detail = gallery.detail(plain)

    observe("DETAIL-ISO-ZONE-OBSERVED", zone_of(part(detail, name)), detail)


@requirement("DETAIL-ISO-ZONE-OBSERVED")
def test_offset_of_the_write(gallery, payloads):
    """Whatever offset a write uses, the zone of the answer is that of the server (002:L667)."""
    start = payloads.in_days(30)
    text = datetime.fromtimestamp(start, INDIA).isoformat()
    trace = gallery.trace({"startOn": start, "startOnISO": text})
    seen = zone_of((data_of(trace) or {}).get("startsOnISO"))
    words = seen if is_accepted(trace) else outcome_of(trace)

    observe("DETAIL-ISO-ZONE-OBSERVED", f"after a write with +05:30: {words}", trace)


def pattern_of(value):
    """A date with its digits as 9, one for each place; what is no text by its type."""
    return re.sub(r"\d", "9", value)[:60] if isinstance(value, str) else "none is shown"


def zone_of(value):
    """The zone at the end of a date."""
    found = ZONE.search(value) if isinstance(value, str) else None
    return found[0] if found else "no zone"
