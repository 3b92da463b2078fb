"""Rules of the answers to create and update."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from harness import model
from harness.invariants.engine import WRITES, Answer, Check, rule, same
from harness.reading import ISO_TOLERANCE, TIME_TOLERANCE, instant, status_of
from harness.redaction import excerpt

# As far as the contract of ISO times looks: a thirteenth month is left to the comparison of instants.
ZONED = re.compile(r"[+-]?\d{4,10}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d(:?\d\d)?)")


def status_check(
    answer: Answer, badge: Mapping[str, Any], pointer: str, names: tuple[str, str, str]
) -> Iterator[Check]:
    """The status of one badge against its own dates and the server's clock."""
    status, start_name, end_name = names
    start, end = instant(badge.get(start_name)), instant(badge.get(end_name))
    if start is None or end is None or badge.get(status) is None or start >= end:
        return
    possible = model.statuses_between(start, end, answer.earliest, answer.latest)
    words = (
        f"{' or '.join(sorted(possible))} (start {start:.3f}, end {end:.3f}, "
        f"server time {(answer.earliest + answer.latest) / 2:.1f})"
    )
    observed = status_of(badge[status])
    holds = isinstance(observed, str) and observed in possible
    yield Check(holds, words, excerpt(str(observed), 60), f"{pointer}/{status}")


def twin_check(
    badge: Mapping[str, Any], pointer: str, epoch_name: str, iso_name: str, *, any_format: bool = False
) -> Iterator[Check]:
    """An ISO text and the epoch number beside it name one instant.

    What does not look like a date with time and zone is passed over: the contract says so already, unless
    it leaves the format open (`any_format`).
    """
    epoch, iso = instant(badge.get(epoch_name)), badge.get(iso_name)
    if epoch is None or iso is None:
        return
    if not any_format and not (isinstance(iso, str) and ZONED.fullmatch(iso)):
        return
    named = instant(iso)
    holds = named is not None and abs(named - epoch) <= ISO_TOLERANCE
    yield same(f"the instant of {epoch_name} ({epoch})", iso, f"{pointer}/{iso_name}", holds)


def order_check(
    badge: Mapping[str, Any], pointer: str, first: str, second: str, *, strict: bool = False
) -> Iterator[Check]:
    """One time of a badge is not after another one."""
    early, late = instant(badge.get(first)), instant(badge.get(second))
    if early is None or late is None:
        return
    holds = early < late if strict else early <= late + TIME_TOLERANCE
    relation = "before" if strict else "not after"
    yield Check(
        holds, f"{first} {relation} {second}", f"{first} {early} and {second} {late}", f"{pointer}/{first}"
    )


def claims_check(ownership: Any, pointer: str) -> Iterator[Check]:
    """Claims are made by owners that the badge allows."""
    if not isinstance(ownership, Mapping):
        return
    owners, claims = ownership.get("restrictedToOwners"), ownership.get("claims")
    if isinstance(owners, list) and isinstance(claims, list):
        for index, claim in enumerate(claims):
            if isinstance(claim, Mapping) and claim.get("ownerType") is not None:
                place = f"{pointer}/claims/{index}/ownerType"
                yield same(owners, claim["ownerType"], place, claim["ownerType"] in owners)


@rule("BADGE-META-STATUS-BY-CLOCK", *WRITES)
def status_follows_the_clock(answer: Answer) -> Iterator[Check]:
    """UPCOMING before the start, LIVE until the end, EXPIRED after it (003:L623)."""
    yield from status_check(answer, answer.data, "/data", ("status", "startOn", "expiresOn"))


@rule("BADGE-META-ISO-START", *WRITES)
def start_twin(answer: Answer) -> Iterator[Check]:
    """startOnISO (004:L507)."""
    yield from twin_check(answer.data, "/data", "startOn", "startOnISO")


@rule("BADGE-META-ISO-EXPIRES", *WRITES)
def expires_twin(answer: Answer) -> Iterator[Check]:
    """expiresOnISO (004:L509)."""
    yield from twin_check(answer.data, "/data", "expiresOn", "expiresOnISO")


@rule("BADGE-META-ISO-CREATED", *WRITES)
def created_twin(answer: Answer) -> Iterator[Check]:
    """createdOnISO (004:L531)."""
    yield from twin_check(answer.data, "/data", "createdOn", "createdOnISO")


@rule("BADGE-META-ISO-LAST-UPDATED", *WRITES)
def updated_twin(answer: Answer) -> Iterator[Check]:
    """lastUpdatedOnISO (004:L534)."""
    yield from twin_check(answer.data, "/data", "lastUpdatedOn", "lastUpdatedOnISO")


@rule("BADGE-META-CREATED-BEFORE-UPDATED", *WRITES)
def created_before_updated(answer: Answer) -> Iterator[Check]:
    """createdOn ≤ lastUpdatedOn (003:L716-718)."""
    yield from order_check(answer.data, "/data", "createdOn", "lastUpdatedOn")


@rule("BADGE-META-CLAIM-OWNERS-ALLOWED", *WRITES)
def claims_are_allowed(answer: Answer) -> Iterator[Check]:
    """Claims belong to allowed owners (000:L248-258)."""
    yield from claims_check(answer.data.get("ownership"), "/data/ownership")
