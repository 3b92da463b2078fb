"""Odd queries and methods that make a server fall over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import Change, failure
from reference.faults.registry import Fault, should
from reference.listing import PARAMETERS, Search
from reference.policy import Policy
from reference.seeds import GROUP_ID
from reference.store import Condition

_KNOWN = {name for field in PARAMETERS for name in (field.name, *field.also)}

_ROBUST = (
    ("page", ("page",), "LIST-007", "LIST-ROBUST-PAGE", "page"),
    ("size", ("size",), "LIST-010", "LIST-ROBUST-SIZE", "size"),
    ("sort", ("sortOn", "order"), "LIST-014 LIST-021", "LIST-ROBUST-SORT", "sortOn or order"),
    ("type", ("badgeType",), "LIST-025", "LIST-ROBUST-TYPE", "badgeType"),
    ("action", ("action",), "LIST-035", "LIST-ROBUST-ACTION", "action"),
    ("status", ("badgeStatus",), "LIST-037", "LIST-ROBUST-STATUS", "badgeStatus"),
    ("owner", ("owner", "claimedBy"), "LIST-040 LIST-042", "LIST-ROBUST-OWNER", "owner or claimedBy"),
    ("date", ("startOn", "expiresOn"), "LIST-044 LIST-045", "LIST-ROBUST-DATE", "startOn or expiresOn"),
    (
        "operator",
        ("startOnOperator", "expiresOnOperator"),
        "LIST-046 LIST-048",
        "LIST-ROBUST-OPERATOR",
        "startOnOperator or expiresOnOperator",
    ),
)


def _fails_on_wrong(names: tuple[str, ...]) -> Change:
    """The server falls over a parameter that it would refuse."""

    def wrapper(original: Callable[..., Any]) -> Callable[..., Any]:
        def read(*arguments: Any) -> Any:
            values, problems = original(*arguments)
            if any(problem.reference in names for problem in problems):
                raise failure()
            return values, problems

        return read

    return lambda policy: policy.wrap("listing.read", wrapper)


def _robust() -> Iterator[Fault]:
    for slug, names, statements, requirement, words in _ROBUST:
        yield should(
            f"list-fails-on-odd-{slug}",
            f"A value of {words} that is no documented one ends in a 500.",
            statements,
            requirement,
            _fails_on_wrong(names),
        )


def _fails_on_name(fatal: Callable[[str], bool]) -> Change:
    def wrapper(original: Callable[..., Any]) -> Callable[..., Any]:
        def judge(own: Policy, search: Search) -> Condition | None:
            if fatal(search.values.get("name") or "x"):
                raise failure()
            found: Condition | None = original(own, search)
            return found

        return judge

    return lambda policy: policy.wrap("listing.filters.name", wrapper)


def _group_must_exist(policy: Policy) -> Policy:
    """The server falls over every group but the one of the demo."""

    def wrapper(original: Callable[..., Any]) -> Callable[..., Any]:
        def judge(own: Policy, search: Search) -> Condition | None:
            if search.values.get("groupId", GROUP_ID) != GROUP_ID:
                raise failure()
            found: Condition | None = original(own, search)
            return found

        return judge

    return policy.wrap("listing.filters.groupId", wrapper)


def _fails_on_items(fatal: Callable[[list[tuple[str, str]]], bool]) -> Change:
    def wrapper(original: Callable[..., Any]) -> Callable[..., Any]:
        def read(parameters: Any, items: Any, defaults: Any) -> Any:
            sent = list(items)
            if fatal(sent):
                raise failure()
            return original(parameters, sent, defaults)

        return read

    return lambda policy: policy.wrap("listing.read", wrapper)


def _fails_on_switch(policy: Policy) -> Policy:
    def wrapper(original: Callable[..., Any]) -> Callable[..., Any]:
        def read(sent: list[str], default: bool) -> Any:
            statistics, problems = original(sent, default)
            if problems:
                raise failure()
            return statistics, problems

        return read

    return policy.wrap("listing.read_statistics", wrapper)


def _named(method: str, means: str) -> Change:
    return lambda policy: policy.put("routes.also", {method: means})


FAULTS: tuple[Fault, ...] = (
    *_robust(),
    should(
        "list-fails-on-quotes",
        "A quotation mark in a queried name ends in a 500.",
        "LIST-024",
        "LIST-ROBUST-NAME",
        _fails_on_name(lambda name: "'" in name or '"' in name),
    ),
    should(
        "list-fails-on-long-names",
        "A queried name of more than a thousand characters ends in a 500.",
        "LIST-024",
        "LIST-ROBUST-NAME",
        _fails_on_name(lambda name: len(name) > 1000),
    ),
    should(
        "list-fails-on-unknown-group",
        "A groupId that no group has ends in a 500.",
        "LIST-050",
        "LIST-ROBUST-GROUP",
        _group_must_exist,
    ),
    should(
        "list-fails-on-repeated-parameters",
        "A query parameter that is given twice ends in a 500.",
        "LIST-001",
        "LIST-ROBUST-PARAMETERS",
        _fails_on_items(lambda items: len({name for name, _ in items}) < len(items)),
    ),
    should(
        "list-fails-on-unknown-parameters",
        "A query parameter that no page names ends in a 500.",
        "LIST-001",
        "LIST-ROBUST-PARAMETERS",
        _fails_on_items(lambda items: any(name not in _KNOWN for name, _ in items)),
    ),
    should(
        "list-fails-on-empty-parameters",
        "A query parameter without a value ends in a 500.",
        "LIST-001",
        "LIST-ROBUST-PARAMETERS",
        _fails_on_items(lambda items: any(not value for _, value in items)),
    ),
    should(
        "detail-fails-on-odd-switch",
        "A value of includeStatistics that is no boolean ends in a 500.",
        "EXPL-007",
        "DETAIL-ROBUST-STATISTICS",
        _fails_on_switch,
    ),
    should(
        "patch-is-an-update",
        "PATCH on the path of writes updates a badge.",
        "PUT-001",
        "COMMON-OTHER-METHODS",
        _named("PATCH", "PUT"),
    ),
    should(
        "delete-is-an-update",
        "DELETE on the path of writes is carried out as an update.",
        "PUT-001",
        "COMMON-OTHER-METHODS",
        _named("DELETE", "PUT"),
    ),
    should(
        "other-methods-fail",
        "A method that no page lists for a path ends in a 500.",
        "LIST-001 EXPL-001 PUT-001 POST-001",
        "COMMON-OTHER-METHODS",
        lambda policy: policy.put("routes.refusal_status", lambda status: 500 if status == 405 else status),
    ),
)
