"""What was issued and earned, as the detail shows it: counts, records, and whose they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reference.edits import Change, always, shown
from reference.faults.registry import Fault, must, should
from reference.model import JsonObject, Progress

_DETAIL, _STATISTICS = "views.detail", "views.statistics"


def _progress(edit: Callable[[Progress], Progress]) -> Change:
    """What everybody did with a badge, changed before it is shown."""
    return lambda policy: policy.wrap(
        _DETAIL,
        lambda original: (
            lambda own, subject, *rest: original(
                own, replace(subject, progress=[edit(one) for one in subject.progress]), *rest
            )
        ),
    )


def _issuals(edit: Callable[[JsonObject], Any]) -> Change:
    return shown(_STATISTICS, "issualDetails.issuals[]", edit)


FAULTS: tuple[Fault, ...] = (
    should(
        "detail-counts-an-issual-too-many",
        "The detail counts one issual more than there are.",
        "EXPL-082",
        "DETAIL-ISSUED-COUNT",
        shown(_STATISTICS, "issualDetails.issuedCount", lambda count: count + 1 if count else 0),
    ),
    should(
        "detail-shows-no-earns",
        "The detail counts earnings and shows none.",
        "EXPL-092",
        "DETAIL-EARN-COUNT",
        shown(_STATISTICS, "earnDetails.earns", always([])),
    ),
    should(
        "detail-counts-more-active-than-earned",
        "The detail counts more active earned badges than earnings.",
        "EXPL-095",
        "DETAIL-ACTIVE-WITHIN-EARNED",
        shown(_DETAIL, "activeEarnedCount", lambda count: count + 1 if count else 0),
    ),
    must(
        "detail-swaps-issues-and-earnings",
        "The detail counts earnings as issuals and issuals as earnings.",
        "EXPL-081 EXPL-092",
        "DETAIL-ISSUED-SHOWN DETAIL-EARNED-SHOWN",
        lambda policy: policy.wrap(
            _STATISTICS,
            lambda original: (
                lambda *arguments: {
                    **(view := original(*arguments)),
                    "issualDetails": {"issuedCount": view["earnDetails"]["earnCount"], "issuals": []},
                    "earnDetails": {"earnCount": view["issualDetails"]["issuedCount"], "earns": []},
                }
            ),
        ),
    ),
    must(
        "detail-forgets-issuals",
        "The detail of a badge that was issued counts and shows no issuals.",
        "EXPL-081 EXPL-080 EXPL-010",
        "DETAIL-ISSUED-SHOWN",
        _progress(lambda one: replace(one, issuals=[])),
    ),
    must(
        "detail-forgets-earnings",
        "The detail of a badge that was earned counts and shows no earnings.",
        "EXPL-092 EXPL-091 EXPL-011",
        "DETAIL-EARNED-SHOWN",
        _progress(lambda one: replace(one, earn_count=0, earns=[], active_earned_count=0)),
    ),
    must(
        "detail-is-for-another-customer",
        "The detail shows what another customer did with the badge.",
        "EXPL-004 EXPL-092",
        "DETAIL-EARNED-SHOWN",
        lambda policy: policy.wrap(
            _DETAIL,
            lambda original: (
                lambda own, subject, *rest: original(own, replace(subject, customer_id="0"), *rest)
            ),
        ),
    ),
    should(
        "detail-shows-no-issuals",
        "The detail counts issuals and shows none.",
        "EXPL-081 EXPL-082",
        "DETAIL-ISSUALS-LISTED DETAIL-ISSUED-COUNT",
        shown(_STATISTICS, "issualDetails.issuals", always([])),
    ),
    must(
        "detail-issuals-share-an-id",
        "The detail shows the only issual twice.",
        "EXPL-084",
        "DETAIL-ISSUAL-IDS-UNIQUE",
        shown(_STATISTICS, "issualDetails.issuals", lambda issuals: [*issuals, *issuals]),
        shown(_STATISTICS, "issualDetails.issuedCount", lambda count: 2 * count),
    ),
    should(
        "detail-issual-is-before-its-event",
        "The event behind an issual lies an hour after it.",
        "EXPL-087",
        "DETAIL-ISSUAL-EVENT-FIRST",
        _issuals(lambda issual: {**issual, "issueEventDate": issual["issuedOn"] + 3600}),
    ),
    should(
        "detail-issual-ends-a-day-early",
        "An issual of a badge with a fixed issued expiry ends a day before that date.",
        "EXPL-088",
        "DETAIL-ISSUAL-FIXED-DATE",
        _issuals(lambda issual: {**issual, "issueExpiresOn": issual["issueExpiresOn"] - 86_400}),
    ),
    should(
        "detail-issual-is-by-another-module",
        "Every issual is shown as made by Historical_Import.",
        "EXPL-089",
        "DETAIL-ISSUAL-OWNER",
        _issuals(lambda issual: {**issual, "ownerType": "Historical_Import"}),
    ),
    should(
        "detail-revoked-issual-is-issued",
        "A revoked issual has the status ISSUED.",
        "EXPL-083 EXPL-086",
        "DETAIL-REVOKED-STATUS",
        _issuals(lambda issual: {**issual, "issuedStatus": "ISSUED"}),
    ),
    should(
        "detail-revoked-before-issued",
        "A revoked issual was revoked before it was issued.",
        "EXPL-086",
        "DETAIL-REVOKED-DATE",
        _issuals(lambda issual: {**issual, "revokedOn": issual["revokedOn"] and issual["issuedOn"] - 60}),
    ),
    should(
        "detail-revoked-issual-has-no-date",
        "A revoked issual does not say when it was revoked.",
        "EXPL-086",
        "DETAIL-ISSUAL-REVOKED",
        _issuals(lambda issual: {**issual, "revokedOn": None}),
    ),
    should(
        "detail-earning-has-no-date",
        "The detail of an earned badge does not say when it was earned.",
        "EXPL-096 EXPL-097 EXPL-098",
        "DETAIL-EARNED-DATE",
        _progress(lambda one: replace(one, last_earned_on=None, last_event_on=None)),
    ),
)
