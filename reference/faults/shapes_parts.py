"""Expiries and statistics of the wrong shape in a detail."""

from __future__ import annotations

from collections.abc import Iterator
from secrets import token_hex
from typing import Any

from reference.edits import Edit, always, chain, drop, shown
from reference.faults.registry import Fault, must, should

_DETAIL, _STATISTICS = "views.detail", "views.statistics"


def _of(what: str, **members: Any) -> Edit:
    """An expiry of a type or of a method with other members."""
    return lambda expiry: (
        {**expiry, **members} if what in (expiry.get("expiryType"), expiry.get("type")) else expiry
    )


# slug, sentence, view, ((path, edit), …), statements, requirements
_Row = tuple[str, str, str, tuple[tuple[str, Edit], ...], str, str]
_PARTS: tuple[_Row, ...] = (
    (
        "detail-has-no-earn-expiry",
        "The detail has no earnExpiry.",
        _DETAIL,
        (("earnExpiry", drop),),
        "EXPL-048",
        "DETAIL-EARN-EXPIRY",
    ),
    (
        "detail-expiry-types-are-in-lower-case",
        "expiryType is in lower case in both expiries of a detail.",
        _DETAIL,
        (("earnExpiry.expiryType", str.lower), ("issueExpiry.expiryType", str.lower)),
        "EXPL-049 EXPL-060",
        "DETAIL-EARN-EXPIRY-TYPE DETAIL-ISSUE-EXPIRY-TYPE",
    ),
    (
        "detail-issue-expiry-is-a-list",
        "issueExpiry of a detail is a list.",
        _DETAIL,
        (("issueExpiry", lambda expiry: [expiry]),),
        "EXPL-059",
        "DETAIL-ISSUE-EXPIRY",
    ),
    (
        "detail-relative-expiry-is-a-text",
        "Unit and value of a relative expiry are WEEK and a text in the detail.",
        _DETAIL,
        (("earnExpiry.relativeExpirytype", always("WEEK")), ("earnExpiry.value", str)),
        "EXPL-053 EXPL-054",
        "DETAIL-EXPIRY-UNIT DETAIL-EXPIRY-VALUE",
    ),
    (
        "detail-expiry-method-is-in-lower-case",
        "The type of an absolute expiry is in lower case in the detail.",
        _DETAIL,
        (("earnExpiry.type", str.lower), ("issueExpiry.type", str.lower)),
        "EXPL-056",
        "DETAIL-EXPIRY-METHOD",
    ),
    (
        "detail-expiry-date-is-a-text",
        "The date of an expiry is a text in the detail.",
        _DETAIL,
        (("earnExpiry.expiresOn", str), ("issueExpiry.expiresOn", str)),
        "EXPL-056 EXPL-058",
        "DETAIL-EXPIRY-DATE DETAIL-EXPIRY-FIXED-DATE",
    ),
    (
        "detail-relative-expiry-has-no-unit",
        "A relative expiry has no unit in the detail.",
        _DETAIL,
        (("earnExpiry.relativeExpirytype", drop),),
        "EXPL-055",
        "DETAIL-EXPIRY-RELATIVE",
    ),
    (
        "detail-expiry-with-badge-is-dated",
        "An expiry with the badge has a date in the detail.",
        _DETAIL,
        (("earnExpiry", _of("WITH_BADGE_META", expiresOn=1.0)),),
        "EXPL-057",
        "DETAIL-EXPIRY-WITH-BADGE-META",
    ),
    (
        "detail-fixed-date-is-with-badge",
        "A fixed date has expireWithBadgeMeta true in the detail.",
        _DETAIL,
        (
            ("earnExpiry", _of("FIXED_DATE", expireWithBadgeMeta=True)),
            ("issueExpiry", _of("FIXED_DATE", expireWithBadgeMeta=True)),
        ),
        "EXPL-058",
        "DETAIL-EXPIRY-FIXED-DATE",
    ),
    (
        "detail-details-are-lists",
        "issualDetails and earnDetails are the lists alone.",
        _STATISTICS,
        (
            ("issualDetails", lambda details: details["issuals"]),
            ("earnDetails", lambda details: details["earns"]),
        ),
        "EXPL-080 EXPL-091",
        "DETAIL-ISSUAL-DETAILS DETAIL-EARN-DETAILS",
    ),
    (
        "detail-counts-are-texts",
        "issuedCount and earnCount are texts.",
        _STATISTICS,
        (("issualDetails.issuedCount", str), ("earnDetails.earnCount", str)),
        "EXPL-081 EXPL-092",
        "DETAIL-ISSUED-COUNT-TYPE DETAIL-EARN-COUNT-TYPE",
    ),
    (
        "detail-records-are-null",
        "issuals and earns are null when there are none.",
        _STATISTICS,
        (("issualDetails.issuals", lambda old: old or None), ("earnDetails.earns", lambda old: old or None)),
        "EXPL-081 EXPL-092",
        "DETAIL-ISSUALS DETAIL-EARNS",
    ),
    (
        "detail-issual-has-no-identity",
        "An issual has neither id nor status.",
        _STATISTICS,
        (("issualDetails.issuals[].issueId", drop), ("issualDetails.issuals[].issuedStatus", drop)),
        "EXPL-083 EXPL-084 EXPL-085",
        "DETAIL-ISSUE-ID DETAIL-ISSUED-STATUS",
    ),
    (
        "detail-issual-has-another-id-each-time",
        "An issual has another id at each look.",
        _STATISTICS,
        (("issualDetails.issuals[].issueId", lambda _: token_hex(12)),),
        "EXPL-083 EXPL-084",
        "DETAIL-ISSUAL-IDS-UNIQUE",
    ),
    (
        "detail-issual-times-are-texts",
        "The moments of an issual are texts.",
        _STATISTICS,
        (("issualDetails.issuals[].issuedOn", str), ("issualDetails.issuals[].issueEventDate", str)),
        "EXPL-085",
        "DETAIL-ISSUAL",
    ),
    (
        "detail-issual-owner-is-in-upper-case",
        "The module of an issual is in upper case.",
        _STATISTICS,
        (("issualDetails.issuals[].ownerType", str.upper),),
        "EXPL-089",
        "DETAIL-ISSUAL-OWNER-TYPE",
    ),
    (
        "detail-active-count-is-a-text",
        "activeEarnedCount of a detail is a text.",
        _DETAIL,
        (("activeEarnedCount", str),),
        "EXPL-093",
        "DETAIL-ACTIVE-EARNED-COUNT",
    ),
    (
        "detail-last-earning-is-a-text",
        "lastEarnedOn of a detail is a text and lastEarnedOnISO a number.",
        _DETAIL,
        (("lastEarnedOn", str), ("lastEarnedOnISO", always(0))),
        "EXPL-096 EXPL-097",
        "DETAIL-LAST-EARNED-ON DETAIL-LAST-EARNED-ON-ISO",
    ),
    (
        "detail-last-dates-are-numbers",
        "lastEarnedOnDateISO and lastEarnEventDateISO of a detail are numbers.",
        _DETAIL,
        (("lastEarnedOnDateISO", always(0)), ("lastEarnEventDateISO", always(0))),
        "EXPL-098",
        "DETAIL-LAST-EARNED-DATES-ISO",
    ),
)


def _made(rows: tuple[_Row, ...]) -> Iterator[Fault]:
    for slug, sentence, view, edits, statements, requirements in rows:
        changes = (shown(view, path, edit) for path, edit in edits)
        yield must(slug, sentence, statements, requirements, chain(*changes))


_REST = (
    should(
        "detail-relative-expiry-has-a-method",
        "A relative expiry has a type in the detail.",
        "EXPL-055",
        "DETAIL-EXPIRY-RELATIVE-ONLY",
        shown(_DETAIL, "earnExpiry", _of("RELATIVE", type="FIXED_DATE")),
    ),
    should(
        "detail-absolute-expiry-has-no-flag",
        "An absolute expiry has no expireWithBadgeMeta in the detail.",
        "EXPL-056",
        "DETAIL-EXPIRY-ABSOLUTE",
        shown(_DETAIL, "earnExpiry.expireWithBadgeMeta", drop),
        shown(_DETAIL, "issueExpiry.expireWithBadgeMeta", drop),
    ),
    should(
        "detail-never-has-a-unit",
        "An expiry that is NEVER has a unit in the detail.",
        "EXPL-053",
        "DETAIL-EXPIRY-NEVER",
        shown(_DETAIL, "earnExpiry", _of("NEVER", relativeExpirytype="DAYS")),
    ),
    should(
        "detail-issual-is-short",
        "An issual has neither owner reference nor event date.",
        "EXPL-085",
        "DETAIL-ISSUAL-COMPLETE",
        shown(_STATISTICS, "issualDetails.issuals[].ownerReferenceId", drop),
        shown(_STATISTICS, "issualDetails.issuals[].issueEventDate", drop),
    ),
)

FAULTS: tuple[Fault, ...] = (*_made(_PARTS), *_REST)
