"""Failures as a run finds them, with their exchanges, for the realistic sample."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from selftests.reporting.pieces import exchange, finding_of

_BADGE: dict[str, Any] = {
    "name": "conf 5f2c 041 Gold Star",
    "description": "For loyal customers",
    "startOn": 1790086400,
    "expiresOn": 1821622400,
    "expiryType": "ABSOLUTE",
    "ownership": {"restrictedToOwners": ["Loyalty", "Milestones"], "claims": []},
    "images": [{"name": "front", "url": "https://images.example.com/gold.png"}],
    "tags": ["gold"],
    "earnType": "ISSUE_EARN",
    "customFields": {},
    "active": True,
}


_META = "/api_gateway/v1/badges/badgeMeta"


def _stored(**more: Any) -> dict[str, Any]:
    return {
        "data": {
            "id": "66b0c3f1a2d94c0012ab3fd1",
            **_BADGE,
            "status": "LIVE",
            "createdOn": 1790000011.482,
            **more,
        },
        "errors": [],
        "warnings": [],
    }


def _start_moved(row: dict[str, Any], exchanges: dict[str, Any]) -> None:
    live = {"id": "66b0c3f1a2d94c0012ab3fd1", **_BADGE, "startOn": 1789999000}
    moved = {**live, "startOn": 1790085400}
    exchanges["gw0-41"] = exchange("gw0-41", "PUT", _META, live, 200, _stored(startOn=1789999000))
    exchanges["gw0-42"] = exchange("gw0-42", "PUT", _META, moved, 200, _stored(startOn=1790085400))
    row["findings"] = [
        finding_of(
            "failed",
            "expected a refusal with 723, observed 200 with the badge changed",
            row,
            expected="a refusal with 723 among the error codes",
            observed="200, and the start moved from 1789999000 to 1790085400",
            pointer="/data/startOn",
            exchanges=["gw0-42"],
            control=["gw0-41"],
        )
    ]


def _wrong_code(row: dict[str, Any], exchanges: dict[str, Any]) -> None:
    first = {**_BADGE, "name": "conf 5f2c 051 Gold Star"}
    nobody = {
        **_BADGE,
        "name": "conf 5f2c 052 Gold Star",
        "ownership": {"restrictedToOwners": [], "claims": []},
    }
    error = {"code": 400, "message": "Bad request", "reference": "ownership"}
    exchanges["gw1-50"] = exchange("gw1-50", "POST", _META, first, 201, _stored(name=first["name"]))
    exchanges["gw1-51"] = exchange(
        "gw1-51", "POST", _META, nobody, 400, {"data": None, "errors": [error], "warnings": None}
    )
    row["findings"] = [
        finding_of(
            "failed",
            "expected a refusal with 728, observed 400 with the codes 400",
            row,
            expected="a refusal with 728 among the error codes",
            observed="400 with the codes 400",
            pointer="/errors/0/code",
            exchanges=["gw1-51"],
            control=["gw1-50"],
            count=3,
            tests=[
                f"tests/create/test_owners.py::test_no_owner[{case}]" for case in ("empty", "null", "absent")
            ],
        )
    ]


def _status_against_the_clock(row: dict[str, Any], exchanges: dict[str, Any]) -> None:
    badges = [
        {
            "badgeMetaId": f"66b0c3f1a2d94c0012ab3f{number:02x}",
            "badgeName": f"conf 5f2c {number:03d}",
            "badgeStatus": "LIVE" if number == 6 else "UPCOMING",
            "startsOn": 1790086400.0,
            "expiresOn": 1821622400.0,
            "active": True,
            "earnCount": 0,
        }
        for number in range(10)
    ]
    page = {"page": 0, "size": 10, "total": 31, "totalPages": 4}
    exchanges["gw2-17"] = exchange(
        "gw2-17",
        "GET",
        "/api_gateway/v1/badges/management/62090013?page=0&size=10&badgeStatus=UPCOMING",
        None,
        200,
        {"data": {"customerBadges": badges, "pagination": page}, "errors": [], "warnings": []},
    )
    row["findings"] = [
        finding_of(
            "failed",
            "expected UPCOMING before the start, observed LIVE",
            row,
            expected="UPCOMING, as the start lies 86,400 s ahead of the server's clock",
            observed="LIVE",
            pointer="/data/customerBadges/6/badgeStatus",
            exchanges=["gw2-17"],
            count=18,
            test=None,
        ),
        finding_of(
            "failed",
            "a row without any status",
            row,
            expected="one of UPCOMING, LIVE, EXPIRED",
            observed="no such property",
            pointer="/data/customerBadges/3/state",
            exchanges=["gw2-17"],
        ),
    ]


def _no_answer(row: dict[str, Any], exchanges: dict[str, Any]) -> None:
    exchanges["gw0-88"] = exchange(
        "gw0-88",
        "POST",
        _META,
        _BADGE,
        502,
        None,
        response_body="<html><head><title>502 Bad Gateway</title></head>\n<body>nginx</body></html>",
    )
    row["findings"] = [
        finding_of(
            "failed",
            "expected the error envelope, observed a page in HTML",
            row,
            expected="the error envelope as JSON",
            observed="a page in HTML",
            exchanges=["gw0-88"],
        )
    ]


FAILURES: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    "UPDATE-START-FROZEN-LIVE": _start_moved,
    "CREATE-728-EMPTY-OWNERS": _wrong_code,
    "LIST-STATUS-CLOCK": _status_against_the_clock,
    "CREATE-SEVERAL-ERRORS-LISTED": _no_answer,
}
