"""The demo organisation: customers, and badges in the states that no endpoint can create."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from reference.access import DEMO_ACCOUNT
from reference.instants import DAY
from reference.model import Badge, Claim, Customer, JsonObject, Progress
from reference.rules.owners import MODULES
from reference.store import Store

CUSTOMERS = (
    Customer("62090013", "asha.rao@example.com", "919845012345", "EXT-62090013", "4000123412341234"),
    Customer("62090014", "lena.vogel@example.com", "4915112345678", "EXT-62090014", "4000567856785678"),
)
GROUP_ID, GROUP_NAME = "65c3600c60d9261bdd8a6410", "Seasonal badges"

EARN, ISSUE_EARN = "EARN", "ISSUE_EARN"
_WITH_BADGE: JsonObject = {
    "expiryType": "ABSOLUTE",
    "type": "WITH_BADGE_META",
    "expiresOn": None,
    "expireWithBadgeMeta": True,
}
_TWO_WEEKS: JsonObject = {"expiryType": "RELATIVE", "relativeExpirytype": "WEEKS", "value": 2}
_NEVER: JsonObject = {"expiryType": "NEVER"}


def _fixed(date: float) -> JsonObject:
    return {"expiryType": "ABSOLUTE", "type": "FIXED_DATE", "expiresOn": date, "expireWithBadgeMeta": False}


def _id(number: int) -> str:
    return f"5eed{number:020x}"


#: What the target profile names under [fixtures].
FIXTURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "earned": (_id(1), _id(2)),
        "issued": (_id(3), _id(4), _id(13)),
        "revoked": (_id(4),),
        "claimed": (_id(5), _id(6)),
        "grouped": (_id(7), _id(8)),
    }
)


def _badge(number: int, name: str, now: float, **changes: Any) -> Badge:
    # Those with a story have dates of their own, so that every order tells them apart.
    apart = number % 100 * 3600
    values: dict[str, Any] = {
        "id": _id(number),
        "number": 0,
        "org_id": DEMO_ACCOUNT.org_id,
        "name": name,
        "description": f"{name}, a demo badge",
        "start_on": float(int(now) - 30 * DAY - apart),
        "expires_on": float(int(now) + 300 * DAY + apart),
        "earned_expiry": _WITH_BADGE,
        "issued_expiry": None,
        "images": [],
        "owners": ["Loyalty"],
        "customer_constraints": [],
        "badge_constraints": [],
        "tags": [],
        "group_id": None,
        "rank": None,
        "earn_type": EARN,
        "active": True,
        "custom_fields": {},
        "till_id": None,
        "created_on": round(now - 40 * DAY + apart, 3),
        "created_by": DEMO_ACCOUNT.user_id,
        "updated_on": round(now - 20 * DAY - apart, 3),
        "updated_by": DEMO_ACCOUNT.user_id,
    }
    return Badge(**values | changes)


def demo_badges(now: float) -> list[Badge]:
    """The badges that fixtures and the other demo states need."""
    issue = {"earn_type": ISSUE_EARN, "issued_expiry": _fixed(float(int(now) + 400 * DAY))}
    picture = {
        "name": "Medal",
        "fileSvcHandle": "demo-0001",
        "url": "https://img.example.com/medal.png",
        "tag": "EARNED",
    }
    window = {
        "constraintType": "CUSTOMER_BADGE_FIXED_WINDOW",
        "durationType": "DAYS",
        "refreshRate": 3,
        "maxEarnLimit": 2,
    }
    total = {"constraintType": "BADGE_FIXED_VALUE", "maxEarnLimit": 1000}
    rolling = {
        "constraintType": "BADGE_ROLLING_WINDOW",
        "rollType": "WEEKS",
        "rollValue": 1,
        "maxEarnLimit": 300,
    }
    return [
        _badge(
            1, "Ten thousand steps", now, customer_constraints=[window], badge_constraints=[total, rolling]
        ),
        _badge(2, "Early bird", now, images=[picture], tags=[{"name": "category", "value": "rare"}], rank=4),
        _badge(3, "Coffee lover", now, **issue, customer_constraints=[window]),
        _badge(
            4,
            "Frequent flyer",
            now,
            **issue,
            earned_expiry=_TWO_WEEKS,
            custom_fields={"Tier": "gold", "Spare": None},
        ),
        _badge(5, "Birthday treat", now, **issue, owners=["Loyalty", "Milestones", "Journeys"]),
        _badge(6, "Fuel master", now, owners=["Loyalty_Promotion", "Rewards_Catalog"]),
        _badge(7, "Spring collector", now, **issue, group_id=GROUP_ID, rank=1),
        _badge(8, "Autumn collector", now, group_id=GROUP_ID, rank=2, earned_expiry=_NEVER),
        _badge(
            9,
            "Last summer",
            now,
            start_on=float(int(now) - 300 * DAY),
            expires_on=float(int(now) - 100 * DAY),
        ),
        _badge(10, "Next winter", now, **issue, start_on=float(int(now) + 60 * DAY)),
        _badge(11, "Sleeping badge", now, active=False),
        _badge(12, "Neighbour's pride", now),
        _badge(13, "Podcast fan", now, **issue | {"issued_expiry": _TWO_WEEKS}),
    ]


def _claims() -> Iterator[tuple[str, Claim]]:
    birthday, fuel = FIXTURES["claimed"]
    yield birthday, Claim("Loyalty", "626")
    yield birthday, Claim("Loyalty", "626_TransactionAdd")
    yield birthday, Claim("Milestones", "1175688")
    yield fuel, Claim("Loyalty_Promotion", "12332345")
    yield fuel, Claim("Rewards_Catalog", "626", is_active=False)


def _progress(now: float) -> Iterator[Progress]:
    me, neighbour = (customer.id for customer in CUSTOMERS)
    steps, early = FIXTURES["earned"]
    coffee, flyer, podcast = FIXTURES["issued"]
    fixed = float(int(now) + 400 * DAY)
    yield _earned(me, steps, [round(now - 9 * DAY, 3), round(now - 3600, 3)])
    yield _earned(me, early, [round(now - 5 * DAY, 3)])
    yield _issued(me, coffee, round(now - 4 * DAY, 3), fixed)
    yield _issued(me, flyer, round(now - 6 * DAY, 3), fixed, revoked_on=round(now - 2 * DAY, 3))
    yield _issued(me, podcast, round(now - 8 * DAY, 3), round(now + 6 * DAY, 3))
    yield _earned(neighbour, steps, [round(now - 8 * DAY, 3)])
    yield _earned(neighbour, _id(12), [round(now - 7 * DAY, 3)])


def _earned(customer_id: str, badge_id: str, times: list[float]) -> Progress:
    return Progress(
        customer_id=customer_id,
        badge_id=badge_id,
        earn_count=len(times),
        active_earned_count=len(times),
        last_earned_on=times[-1],
        last_event_on=times[-1] - 10,
        earns=[
            {
                "earnedOn": time,
                "earnId": f"ea{index:02x}{badge_id[4:]}",
                "ownerType": "Loyalty",
                "ownerReferenceId": "626",
                "earnEventDate": time - 10,
            }
            for index, time in enumerate(times)
        ],
    )


def _issued(
    customer_id: str, badge_id: str, time: float, until: float, revoked_on: float | None = None
) -> Progress:
    issual = {
        "issuedOn": time,
        "issuedStatus": "ISSUED" if revoked_on is None else "REVOKED",
        "issueExpiresOn": until,
        "issueId": f"155e{badge_id[4:]}",
        "ownerType": "Loyalty",
        "ownerReferenceId": "123456789",
        "revokedOn": revoked_on,
        "issueEventDate": time - 10,
    }
    return Progress(customer_id=customer_id, badge_id=badge_id, last_issued_on=time, issuals=[issual])


def background(count: int, now: float) -> Iterator[Badge]:
    """Badges that are merely there: both kinds, every status, every module, spread over four years."""
    start = int(now)
    for index in range(count):
        begin = start + (index * 37 % 1460 - 1000) * DAY
        span = (30 + index * 11 % 400) * DAY
        issue = index % 2 == 0
        yield _badge(
            1000 + index,
            f"Background badge {index:06d}",
            now,
            start_on=float(begin),
            expires_on=float(begin + span),
            earn_type=ISSUE_EARN if issue else EARN,
            issued_expiry=_WITH_BADGE if issue else None,
            owners=[MODULES[index % len(MODULES)]],
            active=index % 7 != 0,
            updated_on=round(now - 20 * DAY + index % 1000, 3),
        )


def seed(store: Store, now: float, count: int) -> None:
    """Fill an empty store with the demo organisation and that many background badges."""
    for customer in CUSTOMERS:
        store.add_customer(customer)
    store.add_group(GROUP_ID, GROUP_NAME)
    store.insert_many(background(count, now))
    store.insert_many(demo_badges(now))
    for badge_id, claim in _claims():
        store.add_claim(badge_id, claim)
    for progress in _progress(now):
        store.add_progress(progress)
    store.settle()
