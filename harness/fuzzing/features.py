"""Which documented feature of a valid body a refusal is about, and the requirement that allows it.

A refused body is shrunk towards one that is accepted; what it still has beyond that one is the culprit.
Features are named by words, so that a thousand refusals of one feature are one finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness import model
from harness.fuzzing.business import effective, status_of
from harness.fuzzing.due import PREFIXES
from harness.payloads import Badge
from harness.reading import kind_of

Features = dict[str, str]
LEVELS = {"customerConstraints": "CUSTOMER", "badgeConstraints": "BADGE"}
LIMITS_ON_ISSUE_EARN = {"create": "CREATE-ISSUE-EARN-CONSTRAINTS", "update": "UPDATE-ISSUE-EARN-CONSTRAINTS"}


def generic(operation: str) -> str:
    """The requirement that speaks where no precise one does."""
    return f"FUZZ-{PREFIXES[operation]}-VALID-ACCEPTED"


def blamed(operation: str, features: Features) -> str:
    """The requirement of a refusal for these features; the generic one when they are several."""
    if len(set(features.values())) == 1:
        return next(iter(features.values()))
    limits = [name for name in features if name.split()[0] in LEVELS.values()]
    if limits and any(name == "earn type ISSUE_EARN" for name in features):
        return LIMITS_ON_ISSUE_EARN[operation]
    subjects = {" ".join(name.split()[:1]) for name in features}
    if len(subjects) == 1:
        # A kind and its unit, say: the last one is the most precise.
        return list(features.values())[-1]
    return generic(operation)


# -- creates ----------------------------------------------------------------------------------------


def of_create(body: Mapping[str, Any], *, migration: bool, now: float) -> Features:
    """The documented features of a create body, each with the requirement that allows it."""
    found = dict(_common("create", body))
    if body.get("earnType") == "ISSUE_EARN":
        found["earn type ISSUE_EARN"] = "CREATE-ENUM-EARN-TYPE-VALUES"
    if body.get("active") is False:
        found["active false"] = "CREATE-ECHO-ACTIVE-FALSE"
    if "description" not in body:
        found["no description"] = "CREATE-WITHOUT-DESCRIPTION"
    if body.get("badgeRank") is not None:
        found["rank"] = "CREATE-RANK-WITHOUT-GROUP"
    for name, value in body.items():
        if value is None:
            found[f"null {name}"] = "CREATE-OPTIONAL-NULL"
    for name, word in (("startOn", "START"), ("expiresOn", "EXPIRES")):
        if body.get(f"{name}ISO") is not None:
            agrees = effective({name: body.get(name)}, name) == effective(body, name)
            found[f"{name} ISO"] = "CREATE-ISO-AGREEING" if agrees else f"CREATE-{word}-ISO-WINS"
        if isinstance(body.get(name), float) and not body[name].is_integer():
            found[f"{name} fraction"] = "CREATE-ECHO-TIME-FRACTION"
    if migration:
        past = (effective(body, "startOn") or now) < now
        word = "PAST" if past else "FUTURE"
        found[f"migration {word}"] = f"CREATE-MIGRATION-{word}-START"
    return found


def _common(operation: str, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    prefix = PREFIXES[operation]
    yield from _expiry(prefix, "earned", body.get("earnedBadgeExpiry"))
    yield from _expiry(prefix, "issued", body.get("issuedBadgeExpiry"))
    yield from _owners(prefix, body.get("ownership"))
    for name, level in LEVELS.items():
        yield from _limits(prefix, level, body.get(name))
    for name in ("images", "tags"):
        if body.get(name):
            yield name, f"{prefix}-ECHO-{name.upper()}"


def _expiry(prefix: str, which: str, expiry: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(expiry, Mapping):
        return
    kind = str(expiry.get("expiryType"))
    if which == "issued":
        named = {"RELATIVE": "RELATIVE", "ABSOLUTE": "FIXED-DATE"}.get(kind)
        fixed = kind != "ABSOLUTE" or expiry.get("type") == "FIXED_DATE"
        create = f"CREATE-ECHO-ISSUED-{named}" if named and fixed else "FUZZ-CREATE-VALID-ACCEPTED"
        yield f"issued {kind}", create if prefix == "CREATE" else "UPDATE-ECHO-ISSUED-EXPIRY"
        return
    yield f"earned {kind}", f"{prefix}-ENUM-EXPIRY-TYPE-VALUES"
    if kind == "ABSOLUTE" and expiry.get("type") == "FIXED_DATE":
        yield "earned FIXED_DATE", f"{prefix}-ENUM-TYPE-VALUES"
    if kind == "RELATIVE" and expiry.get("relativeExpirytype") != "DAYS":
        yield f"earned unit {expiry.get('relativeExpirytype')}", f"{prefix}-ENUM-RELATIVE-TYPE-VALUES"


def _owners(prefix: str, ownership: Any) -> Iterator[tuple[str, str]]:
    owners = ownership.get("restrictedToOwners") if isinstance(ownership, Mapping) else None
    if not isinstance(owners, list):
        return
    for owner in owners:
        yield f"owner {owner}", f"{prefix}-OWNERS-EACH"
    if len(owners) > 1:
        yield "owners together", f"{prefix}-ECHO-OWNERS"


def _limits(prefix: str, level: str, limits: Any) -> Iterator[tuple[str, str]]:
    limits = [limit for limit in limits or () if isinstance(limit, Mapping)]
    for limit in limits:
        kind = kind_of(limit)
        yield f"{level} {kind}", f"{prefix}-ENUM-{level}-CONSTRAINT-VALUES"
        unit, day = limit.get("durationType"), limit.get("startDayOfTheWeek")
        if kind == "FIXED_WINDOW" and unit != "DAYS":
            yield f"{level} unit {unit}", f"{prefix}-ENUM-{level}-DURATION-VALUES"
        if kind == "FIXED_WINDOW" and day not in (None, "MONDAY"):
            yield f"{level} day {day}", f"{prefix}-ENUM-{level}-START-DAY-VALUES"
        if limit.get("rollType") not in (None, "DAYS"):
            yield f"{level} roll type {limit['rollType']}", f"{prefix}-ENUM-ROLL-TYPE-VALUES"
    if len(limits) > 1:
        yield (
            f"{level} together",
            "FUZZ-UPDATE-VALID-ACCEPTED"
            if (prefix, level) == ("UPDATE", "CUSTOMER")
            else f"{prefix}-ECHO-{level}-COMBINED",
        )


# -- updates ----------------------------------------------------------------------------------------

# What may change of a LIVE badge, and what of an UPCOMING one.
LIVE_RULES = {
    "name": "NAME",
    "description": "DESCRIPTION",
    "active": "ACTIVE",
    "ownership": "OWNERS",
    "earnedBadgeExpiry": "EARNED-EXPIRY",
    "images": "IMAGES",
    "tags": "TAGS",
    "customFields": "CUSTOM-FIELDS",
    "badgeRank": "BADGE-RANK",
    "expiresOn": "EXPIRES",
}
UPCOMING_RULES = {
    "name": "UPDATE-ECHO-NAME",
    "description": "UPDATE-ECHO-DESCRIPTION",
    "badgeRank": "UPDATE-ECHO-BADGE-RANK",
    "customFields": "UPDATE-ECHO-CUSTOM-FIELDS",
    "earnType": "UPDATE-ECHO-EARN-TYPE",
}


def of_update(badge: Badge, body: Mapping[str, Any], now: float) -> Features:
    """What an update changes of a badge, each change with the requirement that allows it."""
    status = status_of(badge, now)
    before = {**badge.request, "id": badge.id}
    changed = [name for name in {**before, **body} if before.get(name) != body.get(name)]
    if status == model.LIVE:
        return {name: _live(badge, body, name) for name in changed}
    found: Features = {}
    known = dict(_common("update", before))
    fresh = {name: rule for name, rule in _common("update", body) if name not in known}
    for name in changed:
        if name in ("startOn", "expiresOn"):
            found[name] = _moved(badge, body, name, now)
        elif name == "active":
            found[name] = f"UPDATE-ECHO-ACTIVE-{str(body.get(name)).upper()}"
        elif body.get(name) is None:
            found[f"no {name}"] = "UPDATE-OPTIONAL-NULL" if name in body else "UPDATE-OPTIONAL-OMITTED"
        elif name in UPCOMING_RULES:
            found[name] = UPCOMING_RULES[name]
    return {**found, **fresh}


def _moved(badge: Badge, body: Mapping[str, Any], name: str, now: float) -> str:
    before, after = effective(badge.request, name) or 0.0, effective(body, name) or 0.0
    if name == "startOn" and after < now:
        return "UPDATE-START-UPCOMING-PAST"
    word = "UPDATE-START-UPCOMING" if name == "startOn" else "UPDATE-EXPIRES"
    return f"{word}-{'LATER' if after > before else 'EARLIER'}"


def _live(badge: Badge, body: Mapping[str, Any], name: str) -> str:
    if name in LEVELS:
        before, after = badge.request.get(name) or [], body.get(name) or []
        if len(before) == len(after) == 1:
            kinds = (kind_of(before[0]), kind_of(after[0]))
            word = {
                ("ROLLING_WINDOW", "FIXED_VALUE"): "ROLLING-TO-VALUE",
                ("FIXED_VALUE", "ROLLING_WINDOW"): "VALUE-TO-ROLLING",
            }.get(kinds)
            if word:
                return f"UPDATE-LIVE-{LEVELS[name]}-{word}"
    return f"UPDATE-LIVE-{LIVE_RULES[name]}" if name in LIVE_RULES else generic("update")
