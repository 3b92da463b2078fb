# ruff: noqa: ARG001
"""The few ways in which faults spoil the query of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reference.edits import Change
from reference.listing import Search
from reference.model import JsonObject
from reference.policy import Policy
from reference.rules.shapes import with_field, wrong
from reference.store import Condition

Filter = Callable[[Policy, Search], Condition | None]


def judged_by(name: str, judge: Filter) -> Change:
    """Another filter in place of one."""
    return lambda policy: policy.put(f"listing.filters.{name}", judge)


def by_sql(name: str, sql: str, value: Callable[[Any], Any] = lambda value: value) -> Change:
    """A filter by another condition, with the value that was sent."""

    def judge(policy: Policy, search: Search) -> Condition | None:
        sent = search.values.get(name)
        return None if sent is None else Condition(sql, (value(sent),) * sql.count("?"))

    return judged_by(name, judge)


def ignored(name: str) -> Change:
    """A filter has no effect."""
    return lambda policy: policy.without(f"listing.filters.{name}")


def ignored_when(name: str, what: Callable[[Mapping[str, Any]], bool]) -> Change:
    """A filter has no effect in the queries of which `what` holds."""
    return lambda policy: policy.wrap(
        f"listing.filters.{name}",
        lambda original: lambda own, search: None if what(search.values) else original(own, search),
    )


def ignored_for(name: str, victim: str) -> Change:
    """One value of a filter has no effect."""
    return ignored_when(name, lambda values: values.get(name) == victim)


def refused(name: str, victim: str) -> Change:
    """One value of a parameter is refused."""

    def reader(policy: Policy) -> Policy:
        field = next(one for one in policy.listing.parameters if one.name == name)

        def read(value: Any, path: str, problems: Any) -> Any:
            if value == victim:
                return wrong(problems, path, "Not supported")
            return field.read(value, path, problems)

        return policy.wrap("listing.parameters", lambda fields: with_field(fields, name, read=read))

    return reader


def narrowed(name: str, sql: str, when: Callable[[JsonObject], bool]) -> Change:
    """A further condition for some queries; `?` stands for now."""

    def judge(policy: Policy, search: Search) -> Condition | None:
        return Condition(sql, (search.now,) * sql.count("?")) if when(dict(search.values)) else None

    return lambda policy: policy.wrap(
        "listing.filters", lambda filters: {**filters, f"{name} narrowed": judge}
    )


def earned(sql: str) -> Change:
    """EARNED finds badges by another condition; `?` stands for the customer."""
    return lambda policy: policy.put(
        "listing.earned_by", lambda search: Condition(sql, (search.customer_id,) * sql.count("?"))
    )
