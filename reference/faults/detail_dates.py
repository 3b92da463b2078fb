"""The detail of a badge: expiries, and the ISO twins of its instants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import Change, always, drop, shown
from reference.faults.registry import Fault, must, should

_DETAIL = "views.detail"
_WITH_BADGE = {
    "expiryType": "ABSOLUTE",
    "type": "WITH_BADGE_META",
    "expiresOn": None,
    "expireWithBadgeMeta": True,
}


def _expiry(path: str, kind: str, **members: Any) -> Change:
    """An expiry of a kind shows other members."""

    def edit(expiry: Any) -> Any:
        return {**expiry, **members} if kind in (expiry.get("expiryType"), expiry.get("type")) else expiry

    return shown(_DETAIL, path, edit)


def _dated(path: str, edit: Callable[[float], float]) -> Change:
    """A fixed date becomes another, and its twin with it."""

    def change(expiry: Any) -> Any:
        if not expiry.get("expiresOn"):
            return expiry
        return {**expiry, "expiresOn": edit(expiry["expiresOn"]), "expiresOnISO": None}

    return shown(_DETAIL, path, change)


_EXPIRIES = (
    must(
        "detail-shows-relative-expiry-in-days",
        "The detail shows every relative earned expiry in days.",
        "EXPL-053 XEP-005",
        "CROSS-EARN-EXPIRY-RELATIVE",
        _expiry("earnExpiry", "RELATIVE", relativeExpirytype="DAYS"),
    ),
    must(
        "detail-shows-relative-expiry-of-one",
        "The detail shows every relative earned expiry with the value 1.",
        "EXPL-054 XEP-005",
        "CROSS-EARN-EXPIRY-RELATIVE",
        _expiry("earnExpiry", "RELATIVE", value=1),
    ),
    must(
        "detail-shows-another-fixed-date",
        "The detail shows a fixed earned expiry a day late.",
        "EXPL-058 XEP-005",
        "CROSS-EARN-EXPIRY-FIXED-DATE",
        _dated("earnExpiry", lambda date: date + 86_400),
    ),
    must(
        "detail-shows-expiry-with-badge-as-never",
        "The detail shows an earned expiry with the badge as NEVER.",
        "EXPL-057 XEP-005 EXPL-049",
        "CROSS-EARN-EXPIRY-WITH-BADGE",
        shown(
            _DETAIL,
            "earnExpiry",
            lambda expiry: {"expiryType": "NEVER"} if expiry.get("type") == "WITH_BADGE_META" else expiry,
        ),
    ),
    must(
        "detail-shows-never-as-with-badge",
        "The detail shows an earned expiry that is NEVER as one with the badge.",
        "EXPL-049 XEP-005",
        "CROSS-EARN-EXPIRY-NEVER",
        shown(
            _DETAIL,
            "earnExpiry",
            lambda expiry: _WITH_BADGE if expiry["expiryType"] == "NEVER" else expiry,
        ),
    ),
    must(
        "detail-swaps-expiries",
        "The detail shows the earned expiry in place of the issued one.",
        "EXPL-059 EXPL-060 EXPL-061",
        "CROSS-ISSUE-EXPIRY-FIXED-DATE",
        shown(_DETAIL, "issueExpiry", always(_WITH_BADGE)),
    ),
    must(
        "detail-shows-no-issue-expiry",
        "The detail of an ISSUE_EARN badge shows no issued expiry.",
        "EXPL-059 EXPL-060 EXPL-061",
        "CROSS-ISSUE-EXPIRY-FIXED-DATE",
        shown(_DETAIL, "issueExpiry", drop),
    ),
    must(
        "detail-shows-issue-expiry-for-all",
        "The detail of a badge without an issued expiry shows NEVER.",
        "XEP-006",
        "CROSS-ISSUE-EXPIRY-ABSENT",
        shown(_DETAIL, "issueExpiry", lambda expiry: expiry or {"expiryType": "NEVER"}, absent=True),
    ),
    should(
        "detail-shows-relative-issue-expiry-in-days",
        "The detail shows a relative issued expiry in days.",
        "EXPL-059 EXPL-060 EXPL-061",
        "CROSS-ISSUE-EXPIRY-RELATIVE",
        _expiry("issueExpiry", "RELATIVE", relativeExpirytype="DAYS"),
    ),
    should(
        "detail-shows-issue-expiry-with-badge-as-never",
        "The detail shows an issued expiry with the badge as NEVER.",
        "EXPL-059 EXPL-060 EXPL-061",
        "CROSS-ISSUE-EXPIRY-WITH-BADGE",
        shown(
            _DETAIL,
            "issueExpiry",
            lambda expiry: {"expiryType": "NEVER"} if expiry.get("type") == "WITH_BADGE_META" else expiry,
        ),
    ),
    should(
        "detail-shows-never-issue-expiry-as-with-badge",
        "The detail shows an issued expiry that is NEVER as one with the badge.",
        "EXPL-059 EXPL-060",
        "CROSS-ISSUE-EXPIRY-NEVER",
        shown(
            _DETAIL,
            "issueExpiry",
            lambda expiry: _WITH_BADGE if expiry["expiryType"] == "NEVER" else expiry,
        ),
    ),
    should(
        "detail-shows-expiry-twin-in-local-time",
        "The twin of a fixed date in an expiry shows the digits of UTC with the offset of India.",
        "EXPL-056 EXPL-058",
        "DETAIL-ISO-EXPIRY",
        shown(_DETAIL, "earnExpiry.expiresOnISO", lambda text: f"{text[:19]}+05:30"),
        shown(_DETAIL, "issueExpiry.expiresOnISO", lambda text: f"{text[:19]}+05:30"),
    ),
)

_TWINS = (
    ("createdOn", "creation", "EXPL-020", "DETAIL-ISO-CREATED-ON"),
    ("lastUpdatedOn", "last-update", "EXPL-023", "DETAIL-ISO-LAST-UPDATED-ON"),
    ("startsOn", "start", "EXPL-026", "DETAIL-ISO-STARTS-ON"),
    ("expiresOn", "end", "EXPL-029", "DETAIL-ISO-EXPIRES-ON"),
    ("lastEarnedOn", "last-earning", "EXPL-096 EXPL-097", "DETAIL-ISO-LAST-EARNED"),
)


def _twins() -> Iterator[Fault]:
    for name, slug, statements, requirement in _TWINS:
        yield (should if name == "lastEarnedOn" else must)(
            f"detail-shows-{slug}-in-another-zone",
            f"{name}ISO of a detail shows the digits of UTC with the offset of India.",
            statements,
            requirement,
            shown(_DETAIL, f"{name}ISO", lambda text: f"{text[:19]}+05:30"),
        )


FAULTS: tuple[Fault, ...] = (*_EXPIRIES, *_twins())
