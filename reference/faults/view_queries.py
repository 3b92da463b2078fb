"""Views that are right for a plain question, and wrong for one that asks for more, or asks in another way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reference.edits import Change, always, edited, several, shown
from reference.faults.registry import Fault, must
from reference.faults.view_edits import DETAIL, ROW, When, has_values, plus
from reference.model import JsonObject
from reference.policy import Policy

#: What is asked: the parameters of a list, the attribute that names the customer under "customer".
Asked = dict[str, Any]


def _where(asks: When, point: str, path: str, edit: Callable[[Any], Any]) -> Change:
    """An answer in which what lies at the path is edited if the request asks for such."""

    def apply(policy: Policy) -> Policy:
        asked: Asked = {}

        def read(original: Callable[..., Any]) -> Callable[..., Any]:
            def noted(*arguments: Any) -> Any:
                values, problems = original(*arguments)
                asked.clear()
                asked.update(values)
                return values, problems

            return noted

        def customer(original: Callable[..., Any]) -> Callable[..., Any]:
            def noted(store: Any, key: str, value: str) -> Any:
                asked["customer"] = key
                return original(store, key, value)

            return noted

        noting = policy.wrap("listing.read", read).wrap("lookups.customer", customer)
        return shown(point, path, edit, when=lambda answer: asks(asked))(noting)  # noqa: ARG005

    return apply


def _on_pages(where: Callable[[JsonObject], bool], path: str, edit: Callable[[Any], Any]) -> Change:
    """The rows of some pages edited, by their pagination."""

    def page(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def spoilt(rows: list[JsonObject], pagination: JsonObject) -> JsonObject:
            changed = [edited(row, path, edit) for row in rows] if where(pagination) else rows
            return original(changed, pagination)

        return spoilt

    return lambda policy: policy.wrap("views.page", page)


def _like_the_first(name: str) -> Change:
    """Every row of a page shows a member of the first one."""

    def page(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def spoilt(rows: list[JsonObject], pagination: JsonObject) -> JsonObject:
            return original([{**row, name: rows[0][name]} for row in rows], pagination)

        return spoilt

    return lambda policy: policy.wrap("views.page", page)


FAULTS: tuple[Fault, ...] = (
    must(
        "list-rows-share-a-description",
        "Every row of a page shows the description of the first row.",
        "LIST-055",
        "LIST-MAPS-DESCRIPTION",
        _like_the_first("description"),
    ),
    must(
        "list-rows-share-a-creation",
        "Every row of a page shows the creation time of the first row.",
        "LIST-060 LIST-062",
        "LIST-MAPS-CREATED-ON LIST-CREATED-BEFORE-UPDATED",
        _like_the_first("createdOn"),
    ),
    must(
        "list-loses-images-on-later-pages",
        "Rows have no images on the second page and later ones.",
        "LIST-063",
        "LIST-MAPS-IMAGES",
        _on_pages(lambda pagination: pagination["page"] > 0, "images", always([])),
    ),
    must(
        "list-loses-rank-in-ascending-order",
        "Rows have no rank in a list in ascending order.",
        "LIST-090 LIST-093",
        "LIST-MAPS-RANK",
        _where(has_values(order="ASC"), ROW, "badgeRank", always(None)),
    ),
    must(
        "list-has-one-owner-beside-a-status",
        "Rows show the first of their owners only where a status is asked for.",
        "LIST-095 LIST-096",
        "LIST-MAPS-OWNERS",
        _where(
            lambda asked: "badgeStatus" in asked,
            ROW,
            "ownership.restrictedToOwners",
            several(1),
        ),
    ),
    must(
        "list-of-earned-starts-later",
        "A row in the list of what was earned shows a start that is a minute late.",
        "EXPL-106",
        "CROSS-LIST-DETAIL-STARTS-ON",
        _where(has_values(badgeType="EARNED"), ROW, "startsOn", plus(60)),
    ),
    must(
        "list-by-mobile-loses-images",
        "Rows have no images where the customer is named by a mobile number.",
        "CMN-025",
        "LIST-CUSTOMER-MOBILE",
        _where(has_values(customer="mobile"), ROW, "images", always([])),
    ),
    must(
        "detail-by-email-loses-images",
        "The detail shows no images where the customer is named by an e-mail address.",
        "CMN-024",
        "DETAIL-CUSTOMER-EMAIL",
        _where(has_values(customer="email"), DETAIL, "images", always([])),
    ),
)
