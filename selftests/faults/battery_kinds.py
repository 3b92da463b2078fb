"""Updates of badges of every kind: to be issued or not, active or not, UPCOMING, LIVE or EXPIRED."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reference.seeds import FIXTURES, GROUP_ID
from selftests.faults.bodies import FIELDS, IMAGES, RELATIVE, TAGS, WITH_BADGE, fixed
from selftests.reference.in_process import (
    DAY,
    DROP,
    LIMITS,
    Answer,
    Api,
    badge_limit,
    changed,
    customer_limit,
)

KINDS = tuple((kind, active) for kind in ("EARN", "ISSUE_EARN") for active in (True, False))


def kinds(api: Api) -> Iterator[Answer]:
    """Every rule of updates, broken by badges of every kind, and every field, changed on each of them."""
    for kind, active in KINDS:
        plain = {"earnType": kind, "active": active, "badgeConstraints": [badge_limit("FIXED_VALUE")]}
        if kind == "ISSUE_EARN":
            plain["issuedBadgeExpiry"] = fixed(api.now + 80 * DAY)
        for make in (api.made, api.live, api.expired):
            badge = make(**plain)
            for offence in _offences(api, badge):
                yield api.update(changed(badge, **offence))
            yield api.update(changed(badge, description="still here"))
            api.now += 5
            yield api.update(changed(badge, **_everything(api, badge), name=f"{badge['name']} anew"))
            yield api.detail(badge["id"])
            yield api.update(changed(badge, **_everything(api, badge), name=f"{badge['name']} again"))
            yield api.update(changed(badge))
        rolling = api.live(**{**plain, "badgeConstraints": [badge_limit("ROLLING_WINDOW")]})
        yield api.update(changed(rolling, badgeConstraints=[badge_limit("FIXED_WINDOW")]))
        yield from _started_late(api, plain)
    yield from _rolled(api)
    yield from _named(api)
    yield from _unclaimed(api)


def _offences(api: Api, badge: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Changes that a badge refuses in some state, or in every one."""
    yield {"startOn": badge["startOn"] - 60}
    yield {"startOn": badge["startOn"] - 60, "expiresOn": api.now + 40 * DAY}
    yield {
        "startOn": badge["startOn"] - 60,
        "name": f"{badge['name']} moved",
        "expiresOn": api.now + 40 * DAY,
    }
    yield {"startOn": badge["expiresOn"] + 60}
    yield {"expiresOn": badge["startOn"] - 60}
    yield {"startOn": api.now - 9 * DAY, "expiresOn": api.now - 60}
    yield {"expiresOn": api.now - 60}
    yield {"startOn": api.now - 101 * 366 * DAY}
    yield {"issuedBadgeExpiry": {**fixed(api.now + 70 * DAY), "type": "SOMEHOW"}}
    yield {"issuedBadgeExpiry": {"expiryType": "ABSOLUTE", "type": "FIXED_DATE"}}
    yield {"earnedBadgeExpiry": {**RELATIVE, "relativeExpirytype": "YEARS"}}
    yield {"badgeConstraints": [{**badge_limit("ROLLING_WINDOW"), "rollType": "HOURS"}]}
    for array, limit in LIMITS.items():
        yield {array: [limit("FIXED_WINDOW")]}
        yield {array: [limit("FIXED_VALUE"), None]}


def _everything(api: Api, badge: dict[str, Any]) -> dict[str, Any]:
    """A change of every field that may change of a LIVE badge."""
    issued = {"issuedBadgeExpiry": RELATIVE} if badge["earnType"] == "ISSUE_EARN" else {}
    return {
        "description": "Everything is new",
        "expiresOn": api.now + 60 * DAY,
        "earnedBadgeExpiry": RELATIVE if badge["earnedBadgeExpiry"].get("type") else WITH_BADGE,
        "images": IMAGES,
        "ownership": {"restrictedToOwners": ["Journeys"]},
        "badgeRank": 9,
        "tags": TAGS,
        "customFields": FIELDS,
        "badgeGroupId": GROUP_ID,
        "badgeConstraints": [badge_limit("ROLLING_WINDOW")],
        "customerConstraints": [customer_limit("FIXED_VALUE")],
        **issued,
    }


def _started_late(api: Api, plain: dict[str, Any]) -> Iterator[Answer]:
    """An UPCOMING badge whose limits change their kind, and whose start and end then move into the past."""
    badge = api.made(
        **{**plain, "badgeConstraints": [{**badge_limit("FIXED_WINDOW"), "durationType": "MONTHS"}]}
    )
    yield api.update(changed(badge, badgeConstraints=[badge_limit("FIXED_VALUE")], customerConstraints=DROP))
    yield api.update(changed(badge, startOn=api.now - 60))
    yield api.update(changed(badge, startOn=api.now - 60, badgeConstraints=[badge_limit("FIXED_VALUE")]))
    other = api.made(**plain)
    yield api.update(changed(other, startOn=api.now - 9 * DAY, expiresOn=api.now - 60))


def _rolled(api: Api) -> Iterator[Answer]:
    """A far end, and a rolling window by days, weeks and months that becomes one by weeks."""
    whole = customer_limit("ROLLING_WINDOW")
    badge = api.made(customerConstraints=[whole])
    yield api.update(changed(badge, expiresOn=api.now + 7_400 * DAY))
    weeks = {name: value for name, value in whole.items() if "Days" not in name and "Months" not in name}
    yield api.update(changed(badge, customerConstraints=[weeks]))


def _named(api: Api) -> Iterator[Answer]:
    """Names that a refused update asked for, and one that a badge was renamed to."""
    offences: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
        (api.made(), {"expiresOn": api.now + DAY / 2}),
        (api.live(), {"startOn": api.now - 60}),
        (
            api.live(badgeConstraints=[badge_limit("FIXED_WINDOW")]),
            {"badgeConstraints": [badge_limit("FIXED_VALUE")]},
        ),
    )
    for number, (badge, offence) in enumerate(offences):
        yield api.update(changed(badge, **offence, name=f"Wanted {number}"))
        yield api.create(api.body(name=f"Wanted {number}"))
    renamed, other = api.made(), api.made()
    yield api.update(changed(renamed, name="Renamed to this"))
    yield api.update(changed(other, name="Renamed to this"))


def _unclaimed(api: Api) -> Iterator[Answer]:
    """A claimed owner is removed beside changes that are allowed."""
    for badge_id in FIXTURES["claimed"]:
        shown = api.store.badge(badge_id)
        body = changed(
            api.body(name=shown.name, startOn=shown.start_on, expiresOn=shown.expires_on),
            id=badge_id,
            earnType=shown.earn_type,
            issuedBadgeExpiry=shown.issued_expiry,
            ownership={"restrictedToOwners": [*shown.owners, "Journeys"]},
        )
        without = {"ownership": {"restrictedToOwners": ["Journeys"]}}
        yield api.update(body)
        yield api.update({**body, **without, "active": False})
        yield api.update({**body, **without, "name": f"{shown.name} anew"})
