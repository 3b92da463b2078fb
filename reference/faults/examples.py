"""One plain fault per area, to begin with."""

from __future__ import annotations

from reference.edits import drop, shown
from reference.faults.registry import Fault, must, should
from reference.rules.dates import EXPIRED, LIVE

FAULTS: tuple[Fault, ...] = (
    must(
        "create-accepts-past-start",
        "A create with a start in the past is accepted although the migration header is missing.",
        "POST-124",
        "CREATE-722-START-PAST",
        lambda policy: policy.without("checks.create.past_start"),
    ),
    must(
        "update-moves-live-start",
        "The start of a LIVE badge can be moved; only that of an EXPIRED one is frozen.",
        "PUT-012 PUT-016 PUT-131",
        "UPDATE-START-FROZEN-LIVE UPDATE-START-FROZEN-LIVE-FUTURE UPDATE-START-FROZEN-AFTER-PAST",
        lambda policy: policy.put("dates.start_frozen_in", frozenset({EXPIRED})),
    ),
    must(
        "list-status-live-includes-expired",
        "The filter badgeStatus=LIVE also lists badges that have expired.",
        "LIST-038",
        "LIST-STATUS-LIVE-SOUND LIFECYCLE-EXPIRED-FILTER-FOLLOWS",
        lambda policy: policy.wrap(
            "listing.status_condition",
            lambda original: (
                lambda status, now: (
                    original(LIVE, now)._replace(sql="b.start_on <= ?", parameters=(now,))
                    if status == LIVE
                    else original(status, now)
                )
            ),
        ),
    ),
    should(
        "detail-forgets-rank",
        "The detail does not show the rank of a badge.",
        "XEP-013 EXPL-101",
        "CROSS-RANK",
        shown("views.detail", "badgeRank", drop),
    ),
    must(
        "access-list-is-open",
        "The list answers without credentials.",
        "CMN-003",
        "ACCESS-LIST-NO-CREDENTIALS ACCESS-LIST-WRONG-CREDENTIALS ACCESS-LIST-FORGED-TOKEN",
        lambda policy: policy.wrap(
            "access.is_authorised",
            lambda original: lambda operation, *rest: operation == "list" or original(operation, *rest),
        ),
    ),
)
